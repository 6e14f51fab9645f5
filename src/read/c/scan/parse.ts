/** From what the top level holds to trees: a function's parameters and body, an initialiser, the text of an expression. */

import {Kind} from '../token.ts'
import type {AggregateSource, InitialiserSource} from './aggregates.ts'
import {BodyCursor} from './body-cursor.ts'
import {bodyTokens} from './body-tokens.ts'
import {parseExpression, parseInitialiser} from './expressions.ts'
import type {FunctionSource} from './functions.ts'
import {parseBlock} from './statements.ts'
import type {Block, Expression} from './syntax.ts'
import {isQualifier, parseTypeWords} from './types.ts'

export interface Parameter {
  /** Absent in `void` and `...`. */
  readonly name: string | undefined
  readonly type: string
  readonly pointer: boolean
}

export function parseBody(text: string, source: FunctionSource): Block {
  return parseBlock(new BodyCursor(bodyTokens(text, source.bodyStart, source.bodyEnd)))
}

export function parseInitialiserSource(text: string, source: InitialiserSource): Expression {
  return parseInitialiser(new BodyCursor(bodyTokens(text, source.bodyStart, source.bodyEnd)))
}

/** An expression that stands alone: the body of a macro, the condition of a directive. */
export function parseExpressionText(text: string, start = 0, end = text.length): Expression {
  return parseExpression(new BodyCursor(bodyTokens(text, start, end)))
}

/** Statements without braces around them. */
export function parseStatementsText(text: string, start: number, end: number): Block {
  return parseBlock(new BodyCursor(bodyTokens(text, start, end)))
}

/** Of the function's header, from its name on. */
export function parseParameters(text: string, source: FunctionSource): readonly Parameter[] {
  const cursor = new BodyCursor(bodyTokens(text, source.start, source.bodyStart))
  const parameters: Parameter[] = []
  cursor.next()
  if (!cursor.accept(Kind.openParenthesis)) return parameters
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeParenthesis)) {
    const before = cursor.at
    parameters.push(parseParameter(cursor))
    if (!cursor.accept(Kind.comma) && cursor.at === before) cursor.next()
  }
  return parameters
}

function parseParameter(cursor: BodyCursor): Parameter {
  let type = parseTypeWords(cursor)
  let pointer = false
  let name: string | undefined
  while (!cursor.is(Kind.comma) && !cursor.is(Kind.closeParenthesis) && !cursor.is(Kind.end)) {
    if (cursor.is(Kind.asterisk)) pointer = true
    if (cursor.is(Kind.openParenthesis) || cursor.is(Kind.openBracket)) {
      if (name === undefined && cursor.kindAt(1) === Kind.asterisk) name = cursor.textAt(2)
      cursor.skipBrackets()
      continue
    }
    if (cursor.is(Kind.identifier) && !isQualifier(cursor.text)) {
      if (type === '') type = cursor.text
      else name ??= cursor.text
    }
    cursor.next()
  }
  return {name, type, pointer}
}

/** The names in an enum, in their order. */
export function parseEnumerationSource(
  text: string,
  source: AggregateSource,
): readonly Extract<Expression, {kind: 'name'}>[] {
  const list = parseInitialiser(new BodyCursor(bodyTokens(text, source.bodyStart, source.bodyEnd)))
  if (list.kind !== 'initialiser') return []
  return list.items.flatMap(({value}) => {
    const name = value.kind === 'binary' && value.operator === '=' ? value.left : value
    return name.kind === 'name' ? [name] : []
  })
}
