/**
 * Directives, one line each, continuation lines joined.
 *
 * ```text
 *   #define KVM_A(x) ((x) << 1)     #include <linux/types.h>     #undef KVM_A
 *           ^name ^parameter ^body            ^path                     ^name
 * ```
 */

import type {Define, Include, OtherDirective, Undef} from './ast.ts'
import type {Cursor} from './cursor.ts'
import {Kind, type TokenRange} from './token.ts'

type SimpleDirective = Define | Undef | Include | OtherDirective

const others = new Set(['pragma', 'error', 'warning', 'line', 'ident', 'include_next', 'assert'])

/** The name of the directive that stands here. */
export function directiveName(cursor: Cursor): string {
  return cursor.textAt(cursor.at + 1)
}

/** A directive that is no conditional, or `undefined`, noted as unread, where it is none that C knows. */
export function parseDirective(cursor: Cursor): SimpleDirective | undefined {
  const first = cursor.at
  const start = cursor.start()
  const name = directiveName(cursor)
  cursor.at++
  if (cursor.kind === Kind.directiveEnd) {
    cursor.at++
    return undefined
  }
  cursor.at++
  const parse = parsers.get(name)
  const from = cursor.at
  const directive = parse ? parse(cursor, start) : undefined
  const rest = takeLine(cursor)
  if (directive) return directive
  if (others.has(name)) return {kind: 'directive', name, body: {from, to: rest.to}, start, end: cursor.end(rest.to)}
  const reason = parse ? `malformed #${name}` : `unknown directive #${name}`
  cursor.unread.push({start, end: cursor.end(rest.to), reason})
  cursor.at = Math.max(cursor.at, first + 1)
  return undefined
}

/** The tokens up to the end of the directive, which is taken too. */
export function takeLine(cursor: Cursor): TokenRange {
  const from = cursor.at
  while (cursor.kind !== Kind.directiveEnd && cursor.kind !== Kind.end) cursor.at++
  const to = cursor.at
  cursor.accept(Kind.directiveEnd)
  return {from, to}
}

const parsers = new Map<string, (cursor: Cursor, start: number) => SimpleDirective | undefined>([
  ['define', parseDefine],
  ['undef', parseUndef],
  ['include', parseInclude],
])

function parseDefine(cursor: Cursor, start: number): Define | undefined {
  if (cursor.kind !== Kind.identifier) return undefined
  const name = cursor.takeName()
  const adjacent = cursor.kindAt(cursor.at) === Kind.openParenthesis && cursor.start() === name.end
  const parameters = adjacent ? parseParameters(cursor) : undefined
  if (adjacent && !parameters) return undefined
  const body = {from: cursor.at, to: endOfLine(cursor)}
  return {kind: 'define', name, parameters, body, start, end: cursor.end(body.to)}
}

function endOfLine(cursor: Cursor): number {
  while (cursor.kind !== Kind.directiveEnd && cursor.kind !== Kind.end) cursor.at++
  return cursor.at
}

/** `(a, b, ...)`, `(a, rest...)`; `undefined` where it is not closed. */
function parseParameters(cursor: Cursor): string[] | undefined {
  const parameters: string[] = []
  cursor.at++
  while (!cursor.accept(Kind.closeParenthesis)) {
    if (cursor.kind === Kind.identifier) {
      const {text} = cursor.takeName()
      parameters.push(cursor.accept(Kind.ellipsis) ? `${text}...` : text)
    } else if (cursor.accept(Kind.ellipsis)) parameters.push('...')
    else if (!cursor.accept(Kind.comma)) return undefined
  }
  return parameters
}

function parseUndef(cursor: Cursor, start: number): Undef | undefined {
  if (cursor.kind !== Kind.identifier) return undefined
  const name = cursor.takeName()
  return {kind: 'undef', name, start, end: name.end}
}

function parseInclude(cursor: Cursor, start: number): Include | undefined {
  const from = cursor.start()
  const {kind} = cursor
  const to = endOfLine(cursor)
  const end = cursor.end(to)
  const path = cursor.tokens.text.slice(from + 1, end - 1)
  if (kind === Kind.string) return {kind: 'include', path, form: 'quote', start, end}
  if (kind === Kind.less && cursor.tokens.text[end - 1] === '>')
    return {kind: 'include', path, form: 'angle', start, end}
  return undefined
}
