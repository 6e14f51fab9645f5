/**
 * Expressions, by precedence (C11 6.5, and gcc's statement expressions and `?:`).
 *
 * ```text
 *   r = copy_to_user(argp, &regs, sizeof(regs)) ? -EFAULT : 0
 *   ^name             ^call                     ^ternary
 * ```
 *
 * A cast is told from a parenthesis by its words: what begins with a type's word, or is a name with `*` behind it, or is
 * followed by another operand.
 */

import {binaryOperators} from '../binary-operators.ts'
import {Kind} from '../token.ts'
import type {BodyCursor} from './body-cursor.ts'
import {parseBlock} from './statements.ts'
import type {Expression, InitialiserItem} from './syntax.ts'
import {beginsType, parseTypeWords} from './types.ts'

const assignments = ['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']
const prefixes = ['-', '+', '!', '~', '*', '&', '++', '--', '&&']

/**
 * What an operator is good for: a level, or -1. Those of one character are looked up by their kind, which is the
 * character; nearly every token behind an operand is one.
 */
class OperatorTable {
  readonly #byKind = new Int8Array(128).fill(-1)
  readonly #byText = new Map<string, number>()

  constructor(operators: readonly (readonly string[])[]) {
    for (const [level, texts] of operators.entries()) {
      for (const text of texts) {
        if (text.length === 1) this.#byKind[text.charCodeAt(0)] = level
        else this.#byText.set(text, level)
      }
    }
  }

  level(cursor: BodyCursor): number {
    const {kind} = cursor
    if (kind === Kind.operator) return this.#byText.get(cursor.text) ?? -1
    return kind > 32 ? (this.#byKind[kind] ?? -1) : -1
  }
}

const binary = new OperatorTable(binaryOperators)
const assignment = new OperatorTable([assignments])
const prefix = new OperatorTable([prefixes])

/** With commas. */
export function parseExpression(cursor: BodyCursor): Expression {
  let left = parseAssignment(cursor)
  while (cursor.is(Kind.comma)) {
    cursor.next()
    left = binaryOf(',', left, parseAssignment(cursor))
  }
  return left
}

/** Without commas: an argument, an initialiser. */
export function parseAssignment(cursor: BodyCursor): Expression {
  const left = parseTernary(cursor)
  if (assignment.level(cursor) === -1) return left
  return binaryOf(cursor.take(), left, nested(cursor, parseAssignment))
}

export function parseTernary(cursor: BodyCursor): Expression {
  const test = parseBinary(cursor, 0)
  if (!cursor.accept(Kind.question)) return test
  const then = cursor.is(Kind.colon) ? undefined : nested(cursor, parseExpression)
  cursor.accept(Kind.colon)
  const otherwise = nested(cursor, parseTernary)
  return {kind: 'ternary', test, then, otherwise, start: test.start, end: otherwise.end}
}

function parseBinary(cursor: BodyCursor, minimum: number): Expression {
  let left = parseUnary(cursor)
  for (;;) {
    const level = binary.level(cursor)
    if (level < minimum || level === -1) break
    const operator = cursor.take()
    left = binaryOf(
      operator,
      left,
      nested(cursor, () => parseBinary(cursor, level + 1)),
    )
  }
  return left
}

function parseUnary(cursor: BodyCursor): Expression {
  const start = cursor.start
  if (prefix.level(cursor) !== -1) {
    const operator = cursor.take()
    const operand = nested(cursor, parseUnary)
    return {kind: 'unary', operator, operand, start, end: operand.end}
  }
  if (cursor.is(Kind.openParenthesis) && isTypeInParentheses(cursor)) {
    cursor.next()
    const type = parseTypeName(cursor)
    cursor.accept(Kind.closeParenthesis)
    const operand = cursor.is(Kind.openBrace) ? parseInitialiser(cursor) : nested(cursor, parseUnary)
    return {kind: 'cast', type, operand, start, end: operand.end}
  }
  return parsePostfix(cursor, parsePrimary(cursor))
}

function parsePostfix(cursor: BodyCursor, primary: Expression): Expression {
  let object = primary
  const start = primary.start
  for (;;) {
    if (cursor.is(Kind.openParenthesis)) {
      const values = parseArguments(cursor)
      object = {kind: 'call', callee: object, arguments: values, start, end: cursor.lastEnd}
    } else if (cursor.is(Kind.openBracket)) {
      cursor.next()
      const index = nested(cursor, parseExpression)
      cursor.accept(Kind.closeBracket)
      object = {kind: 'subscript', object, index, start, end: cursor.lastEnd}
    } else if (cursor.is(Kind.dot) || (cursor.is(Kind.operator) && cursor.text === '->')) {
      const arrow = !cursor.is(Kind.dot)
      cursor.next()
      if (!cursor.is(Kind.identifier)) return object
      object = {kind: 'member', object, arrow, name: cursor.take(), start, end: cursor.lastEnd}
    } else if (cursor.is(Kind.operator) && (cursor.text === '++' || cursor.text === '--')) {
      object = {kind: 'unary', operator: `post${cursor.take()}`, operand: object, start, end: cursor.lastEnd}
    } else return object
  }
}

function parsePrimary(cursor: BodyCursor): Expression {
  const start = cursor.start
  switch (cursor.kind) {
    case Kind.identifier: {
      const name = cursor.text
      if (name === 'sizeof' || name === '__alignof__') return parseSizeof(cursor)
      if (isTypeHere(cursor, name)) {
        const type = parseTypeName(cursor)
        return {kind: 'type', type, start, end: cursor.lastEnd}
      }
      cursor.next()
      return {kind: 'name', name, start, end: cursor.lastEnd}
    }
    case Kind.number:
    case Kind.character:
    case Kind.string: {
      const text = cursor.take()
      // Adjacent strings, and macros between them as in `"%" PRIu64 "\n"`, are one.
      while (cursor.is(Kind.string)) cursor.next()
      return {kind: 'constant', text, start, end: cursor.lastEnd}
    }
    case Kind.openParenthesis: {
      cursor.next()
      if (cursor.is(Kind.openBrace)) {
        const body = nested(cursor, parseBlock)
        cursor.accept(Kind.closeParenthesis)
        if (body.kind !== 'block') return {kind: 'unread', start, end: cursor.lastEnd}
        return {kind: 'block-expression', body, start, end: cursor.lastEnd}
      }
      const inner = nested(cursor, parseExpression)
      if (!cursor.accept(Kind.closeParenthesis)) return {kind: 'unread', start, end: cursor.lastEnd}
      return inner
    }
    case Kind.openBrace:
      return parseInitialiser(cursor)
    default:
      return {kind: 'unread', start, end: start}
  }
}

/** A type among arguments: `struct a`, `u8 *`, `int`. A name before anything else is no type. */
function isTypeHere(cursor: BodyCursor, name: string): boolean {
  switch (cursor.kindAt(1)) {
    case Kind.identifier:
    case Kind.asterisk:
    case Kind.comma:
    case Kind.closeParenthesis:
      return beginsType(name)
    default:
      return false
  }
}

function parseSizeof(cursor: BodyCursor): Expression {
  const start = cursor.start
  const operator = cursor.take()
  if (cursor.is(Kind.openParenthesis) && isTypeInParentheses(cursor)) {
    cursor.next()
    const from = cursor.start
    const type = parseTypeName(cursor)
    const operand = {kind: 'type', type, start: from, end: cursor.lastEnd} as const
    cursor.accept(Kind.closeParenthesis)
    return {kind: 'unary', operator, operand, start, end: cursor.lastEnd}
  }
  const operand = nested(cursor, parseUnary)
  return {kind: 'unary', operator, operand, start, end: operand.end}
}

/** Behind an opening parenthesis that is here: are there the words of a type? */
function isTypeInParentheses(cursor: BodyCursor): boolean {
  if (cursor.kindAt(1) !== Kind.identifier) return false
  if (beginsType(cursor.textAt(1))) return true
  let ahead = 2
  while (cursor.kindAt(ahead) === Kind.asterisk) ahead++
  if (cursor.kindAt(ahead) !== Kind.closeParenthesis) return false
  if (ahead > 2) return true
  const behind = cursor.kindAt(ahead + 1)
  return behind === Kind.identifier || behind === Kind.number || behind === Kind.openBrace
}

/** A type without a name: `struct kvm_regs __user *`, `int (*)(void)`. The pointer's stars are part of it. */
function parseTypeName(cursor: BodyCursor): string {
  let type = parseTypeWords(cursor)
  if (type === '') type = cursor.take()
  for (;;) {
    if (cursor.is(Kind.asterisk)) type += type.endsWith('*') ? cursor.take() : ` ${cursor.take()}`
    else if (cursor.is(Kind.identifier)) cursor.next()
    else if (cursor.is(Kind.openBracket) || cursor.is(Kind.openParenthesis)) cursor.skipBrackets()
    else return type
  }
}

function parseArguments(cursor: BodyCursor): readonly Expression[] {
  const values: Expression[] = []
  cursor.next()
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeParenthesis)) {
    const before = cursor.at
    values.push(nested(cursor, parseAssignment))
    if (cursor.accept(Kind.comma)) continue
    if (cursor.is(Kind.closeParenthesis) || isOutside(cursor.kind)) break
    // An argument that is no expression: an operator, a type and a name.
    if (cursor.at === before) cursor.next()
  }
  cursor.accept(Kind.closeParenthesis)
  return values
}

/** Where a list without its closing bracket ends. */
function isOutside(kind: number): boolean {
  return kind === Kind.semicolon || kind === Kind.closeBrace || kind === Kind.directive
}

export function parseInitialiser(cursor: BodyCursor): Expression {
  const start = cursor.start
  const items: InitialiserItem[] = []
  cursor.next()
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeBrace)) {
    const before = cursor.at
    if (cursor.is(Kind.directive)) {
      skipDirective(cursor)
      continue
    }
    const member = parseDesignation(cursor)
    items.push({member, value: nested(cursor, parseAssignment)})
    if (!cursor.accept(Kind.comma) && cursor.at === before) cursor.next()
  }
  cursor.accept(Kind.closeBrace)
  return {kind: 'initialiser', items, start, end: cursor.lastEnd}
}

/** `.a.b =`, `[KVM_X] =`. */
function parseDesignation(cursor: BodyCursor): string | undefined {
  let member: string | undefined
  while (cursor.is(Kind.dot) || cursor.is(Kind.openBracket)) {
    if (cursor.is(Kind.openBracket)) {
      cursor.skipBrackets()
      continue
    }
    cursor.next()
    if (cursor.is(Kind.identifier)) member = cursor.take()
  }
  cursor.accept(Kind.equals)
  return member
}

function skipDirective(cursor: BodyCursor): void {
  while (!cursor.is(Kind.end) && !cursor.is(Kind.directiveEnd)) cursor.next()
  cursor.next()
}

function binaryOf(operator: string, left: Expression, right: Expression): Expression {
  return {kind: 'binary', operator, left, right, start: left.start, end: right.end}
}

function nested<Result extends {readonly start: number; readonly end: number}>(
  cursor: BodyCursor,
  parse: (cursor: BodyCursor) => Result,
): Result | Extract<Expression, {kind: 'unread'}> {
  if (cursor.tooDeep) return {kind: 'unread', start: cursor.start, end: cursor.start}
  cursor.depth++
  const result = parse(cursor)
  cursor.depth--
  return result
}
