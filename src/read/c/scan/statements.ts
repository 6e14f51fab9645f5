/**
 * Statements (C11 6.8). A keyword a parser; what begins with none is a label, a declaration, a macro that is followed by a
 * statement, or an expression.
 */

import {Kind} from '../token.ts'
import type {BodyCursor} from './body-cursor.ts'
import {parseExpression, parseTernary} from './expressions.ts'
import {parseLocalDeclaration} from './local-declarations.ts'
import type {Block, ConditionalBranch, Expression, Loop, Statement, Unread} from './syntax.ts'
import {beginsType} from './types.ts'

type StatementParser = (cursor: BodyCursor, start: number) => Statement

const keywords: ReadonlyMap<string, StatementParser> = new Map<string, StatementParser>([
  ['if', parseIf],
  ['switch', parseSwitch],
  ['case', parseCase],
  ['default', parseDefault],
  ['while', parseWhile],
  ['do', parseDo],
  ['for', parseFor],
  ['return', parseReturn],
  ['goto', parseGoto],
  ['break', parseJump],
  ['continue', parseJump],
  ['asm', parseAssembly],
  ['__asm__', parseAssembly],
])

/** From `{` to behind its `}`; without a `{`, what stands there up to a `}`. */
export function parseBlock(cursor: BodyCursor): Block {
  const start = cursor.start
  cursor.accept(Kind.openBrace)
  const items = parseItems(cursor)
  cursor.accept(Kind.closeBrace)
  return {kind: 'block', items, entered: items.some(isEntered), start, end: cursor.lastEnd}
}

/** Up to the `}` of the block or the directive that ends the branch. */
function parseItems(cursor: BodyCursor): readonly Statement[] {
  const items: Statement[] = []
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeBrace)) {
    if (cursor.is(Kind.directive) && !cursor.textAt(1).startsWith('if')) break
    if (cursor.accept(Kind.semicolon)) continue
    const before = cursor.at
    items.push(parseStatement(cursor))
    if (cursor.at === before) cursor.next()
  }
  return items
}

function parseStatement(cursor: BodyCursor): Statement {
  const start = cursor.start
  if (cursor.tooDeep) return unread(cursor, start)
  cursor.depth++
  const statement = parseStatementHere(cursor, start)
  cursor.depth--
  return statement
}

function parseStatementHere(cursor: BodyCursor, start: number): Statement {
  switch (cursor.kind) {
    case Kind.openBrace:
      return parseBlock(cursor)
    case Kind.directive:
      return parseConditional(cursor, start)
    case Kind.semicolon:
      cursor.next()
      return {kind: 'block', items: [], entered: false, start, end: cursor.lastEnd}
    case Kind.identifier: {
      const word = cursor.text
      const parser = keywords.get(word)
      if (parser) return parser(cursor, start)
      if (cursor.kindAt(1) === Kind.colon) return parseLabel(cursor, start)
      if (isDeclaration(cursor, word)) return parseLocalDeclaration(cursor)
    }
  }
  return parseExpressionStatement(cursor, start)
}

/** `u32 a`, `gfn_t *b`, `cpumask_var_t c;`: a type's word, or a name followed by a name, with stars between. */
function isDeclaration(cursor: BodyCursor, word: string): boolean {
  if (beginsType(word)) return true
  let ahead = 1
  while (cursor.kindAt(ahead) === Kind.asterisk) ahead++
  if (cursor.kindAt(ahead) !== Kind.identifier) return false
  const behind = cursor.kindAt(ahead + 1)
  return behind === Kind.semicolon || behind === Kind.equals || behind === Kind.comma || behind === Kind.openBracket
}

function parseExpressionStatement(cursor: BodyCursor, start: number): Statement {
  const expression = parseExpression(cursor)
  if (cursor.accept(Kind.semicolon)) return {kind: 'expression', expression, start, end: cursor.lastEnd}
  if (expression.kind === 'call' && canFollowMacro(cursor)) return parseMacroLoop(cursor, start, expression)
  if (expression.kind === 'unread') return unread(cursor, start)
  // A macro that brings its own semicolon, or the end of a statement expression.
  if (cursor.is(Kind.closeBrace) || cursor.is(Kind.directive)) {
    return {kind: 'expression', expression, start, end: cursor.lastEnd}
  }
  return unread(cursor, start)
}

/** Behind a macro's call: does a statement begin here? */
function canFollowMacro(cursor: BodyCursor): boolean {
  return cursor.is(Kind.openBrace) || cursor.is(Kind.identifier)
}

function parseMacroLoop(cursor: BodyCursor, start: number, call: Extract<Expression, {kind: 'call'}>): Loop {
  const name = call.callee.kind === 'name' ? call.callee.name : ''
  const before = [{kind: 'expression', expression: call, start, end: call.end}] as const
  const loop = name.includes('for_each')
  return loopOf(cursor, start, {before, test: undefined, after: undefined, atLeastOnce: !loop}, parseStatement(cursor))
}

function parseIf(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const test = parseParenthesised(cursor)
  const then = parseStatement(cursor)
  const otherwise = acceptWord(cursor, 'else') ? parseStatement(cursor) : undefined
  const entered = isEntered(then) || (otherwise !== undefined && isEntered(otherwise))
  return {kind: 'if', test, then, otherwise, entered, start, end: cursor.lastEnd}
}

function parseSwitch(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const subject = parseParenthesised(cursor)
  const body = parseStatement(cursor)
  return {kind: 'switch', subject, body, entered: hasLabel(body), start, end: cursor.lastEnd}
}

function parseCase(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const value = parseTernary(cursor)
  if (cursor.accept(Kind.ellipsis)) parseTernary(cursor)
  cursor.accept(Kind.colon)
  return {kind: 'case', value, start, end: cursor.lastEnd}
}

function parseDefault(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  cursor.accept(Kind.colon)
  return {kind: 'case', value: undefined, start, end: cursor.lastEnd}
}

function parseLabel(cursor: BodyCursor, start: number): Statement {
  const name = cursor.take()
  cursor.next()
  return {kind: 'label', name, start, end: cursor.lastEnd}
}

function parseWhile(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const test = parseParenthesised(cursor)
  return loopOf(cursor, start, {before: [], test, after: undefined, atLeastOnce: false}, parseStatement(cursor))
}

function parseDo(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const body = parseStatement(cursor)
  const test = acceptWord(cursor, 'while') ? parseParenthesised(cursor) : undefined
  cursor.accept(Kind.semicolon)
  return loopOf(cursor, start, {before: [], test, after: undefined, atLeastOnce: true}, body)
}

function parseFor(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  cursor.accept(Kind.openParenthesis)
  const before = cursor.accept(Kind.semicolon) ? [] : [parseStatement(cursor)]
  const test = cursor.is(Kind.semicolon) ? undefined : parseExpression(cursor)
  cursor.accept(Kind.semicolon)
  const after = cursor.is(Kind.closeParenthesis) ? undefined : parseExpression(cursor)
  cursor.accept(Kind.closeParenthesis)
  return loopOf(cursor, start, {before, test, after, atLeastOnce: false}, parseStatement(cursor))
}

type LoopHead = Pick<Loop, 'before' | 'test' | 'after' | 'atLeastOnce'>

function loopOf(cursor: BodyCursor, start: number, head: LoopHead, body: Statement): Loop {
  return {kind: 'loop', ...head, body, entered: isEntered(body), start, end: cursor.lastEnd}
}

function parseReturn(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const value = cursor.is(Kind.semicolon) ? undefined : parseExpression(cursor)
  finish(cursor)
  return {kind: 'return', value, start, end: cursor.lastEnd}
}

function parseGoto(cursor: BodyCursor, start: number): Statement {
  cursor.next()
  const label = cursor.is(Kind.identifier) ? cursor.take() : ''
  finish(cursor)
  return {kind: 'goto', label, start, end: cursor.lastEnd}
}

function parseJump(cursor: BodyCursor, start: number): Statement {
  const kind = cursor.take() === 'break' ? 'break' : 'continue'
  finish(cursor)
  return {kind, start, end: cursor.lastEnd}
}

function parseAssembly(cursor: BodyCursor, start: number): Statement {
  while (cursor.is(Kind.identifier)) cursor.next()
  cursor.skipBrackets()
  finish(cursor)
  return {kind: 'block', items: [], entered: false, start, end: cursor.lastEnd}
}

function parseConditional(cursor: BodyCursor, start: number): Statement {
  const branches: ConditionalBranch[] = []
  let directive = parseDirective(cursor)
  while (directive !== 'endif') {
    const items = parseItems(cursor)
    branches.push({directive, items})
    if (!cursor.is(Kind.directive)) break
    directive = parseDirective(cursor)
  }
  const entered = branches.some((branch) => branch.items.some(isEntered))
  return {kind: 'conditional', branches, entered, start, end: cursor.lastEnd}
}

/** `ifdef CONFIG_X`: the directive without its `#`; only the word where it takes no condition. */
function parseDirective(cursor: BodyCursor): string {
  cursor.next()
  const from = cursor.at
  const word = cursor.text
  while (!cursor.is(Kind.end) && !cursor.is(Kind.directiveEnd)) cursor.next()
  const text = word === 'else' || word === 'endif' ? word : cursor.textFrom(from)
  cursor.next()
  return text
}

function parseParenthesised(cursor: BodyCursor): Expression {
  if (!cursor.accept(Kind.openParenthesis)) return unread(cursor, cursor.start)
  const expression = parseExpression(cursor)
  while (!cursor.is(Kind.closeParenthesis) && !cursor.is(Kind.end) && !cursor.is(Kind.openBrace)) {
    if (cursor.is(Kind.openParenthesis)) cursor.skipBrackets()
    else cursor.next()
  }
  cursor.accept(Kind.closeParenthesis)
  return expression
}

/** The statement's `;`, and what could not be read before it. */
function finish(cursor: BodyCursor): void {
  if (!cursor.accept(Kind.semicolon)) cursor.skipStatement()
}

function unread(cursor: BodyCursor, start: number): Unread {
  cursor.skipStatement()
  return {kind: 'unread', start, end: cursor.lastEnd}
}

function acceptWord(cursor: BodyCursor, word: string): boolean {
  if (!cursor.is(Kind.identifier) || cursor.text !== word) return false
  cursor.next()
  return true
}

function isEntered(statement: Statement): boolean {
  return statement.kind === 'case' || statement.kind === 'label' || ('entered' in statement && statement.entered)
}

/** A switch keeps the cases inside of it to itself, but not its labels. */
function hasLabel(statement: Statement): boolean {
  switch (statement.kind) {
    case 'label':
      return true
    case 'block':
      return statement.entered && statement.items.some(hasLabel)
    case 'conditional':
      return statement.entered && statement.branches.some((branch) => branch.items.some(hasLabel))
    case 'if':
      return hasLabel(statement.then) || (statement.otherwise !== undefined && hasLabel(statement.otherwise))
    case 'loop':
      return hasLabel(statement.body)
    case 'switch':
      return statement.entered
    default:
      return false
  }
}
