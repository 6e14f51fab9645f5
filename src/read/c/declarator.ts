/**
 * What stands between a type and the comma or semicolon: pointers, name, arrays, functions, a bit-field's width.
 *
 * ```text
 *   __u8 *a[3], (*b)(int), c : 3, HINT_UNSAFE_IN_KVM(d);
 *        ^pointer       ^function ^width             ^name, in a wrapper
 *         ^name
 *          ^array
 * ```
 */

import type {Attributes, Declarator, Derivation, Name} from './ast.ts'
import {merge, parseAttributes} from './attribute.ts'
import {type Cursor, noAttributes} from './cursor.ts'
import {Kind, type TokenRange} from './token.ts'
import {wordRole} from './word.ts'

interface Core {
  readonly name: Name | undefined
  readonly derivations: Derivation[]
  readonly attributes: Attributes
  readonly wrapper: string | undefined
}

/** One declarator, or `undefined`, somewhere inside of it, where there is none. A member has no parameters. */
export function parseDeclarator(cursor: Cursor, member: boolean): Declarator | undefined {
  const start = cursor.start()
  const core = parseCore(cursor, member)
  if (!core) return undefined
  let attributes = parseAttributes(cursor, core.attributes)
  const width = member && cursor.accept(Kind.colon) ? takeWidth(cursor) : undefined
  if (core.name === undefined && width === undefined) return undefined
  const end = cursor.end()
  attributes = parseAttributes(cursor, attributes)
  return {...core, attributes, width, start, end}
}

function parseCore(cursor: Cursor, member: boolean): Core | undefined {
  let pointers = 0
  let attributes = parseAttributes(cursor)
  while (cursor.accept(Kind.asterisk)) {
    pointers++
    attributes = parseAttributes(cursor, attributes)
  }
  const inner = parseDirect(cursor, member)
  if (!inner) return undefined
  let {wrapper, name} = inner
  const derivations = [...inner.derivations]
  while (cursor.kind === Kind.openBracket || cursor.kind === Kind.openParenthesis) {
    const from = cursor.at
    const derivation = parseSuffix(cursor)
    if (!derivation) return undefined
    const wrapped = member && derivation.kind === 'function' && derivations.length === 0 && name && !inner.grouped
    if (wrapped && cursor.at === from + 3 && cursor.kindAt(from + 1) === Kind.identifier) {
      wrapper = name?.text
      name = {text: cursor.textAt(from + 1), start: cursor.start(from + 1), end: cursor.end(from + 2)}
    } else derivations.push(derivation)
  }
  for (let count = 0; count < pointers; count++) derivations.push({kind: 'pointer'})
  return {name, derivations, wrapper, attributes: merge(attributes, inner.attributes)}
}

/** A name, a declarator in parentheses, or nothing. */
function parseDirect(cursor: Cursor, member: boolean): (Core & {readonly grouped: boolean}) | undefined {
  const none = {derivations: [], attributes: noAttributes, wrapper: undefined}
  if (cursor.kind === Kind.identifier) {
    if (wordRole(cursor.text) !== undefined) return undefined
    return {...none, name: cursor.takeName(), grouped: false}
  }
  if (cursor.kind === Kind.openParenthesis) {
    const inner = cursor.deeper(() => {
      cursor.at++
      return parseCore(cursor, member)
    })
    return inner && cursor.accept(Kind.closeParenthesis) ? {...inner, grouped: true} : undefined
  }
  return {...none, name: undefined, grouped: false}
}

function parseSuffix(cursor: Cursor): Derivation | undefined {
  if (cursor.kind === Kind.openParenthesis) {
    cursor.skipBalanced()
    return cursor.kindAt(cursor.at - 1) === Kind.closeParenthesis ? {kind: 'function'} : undefined
  }
  cursor.at++
  const length = cursor.takeUntil([Kind.closeBracket])
  if (!cursor.accept(Kind.closeBracket)) return undefined
  return {kind: 'array', length: length.from === length.to ? undefined : length}
}

function takeWidth(cursor: Cursor): TokenRange {
  const from = cursor.at
  while (!cursor.atBarrier()) {
    const {kind} = cursor
    if (kind === Kind.comma || kind === Kind.semicolon || kind === Kind.closeBrace) break
    if (kind === Kind.identifier && wordRole(cursor.text) === 'attribute') break
    if (kind === Kind.openParenthesis) cursor.skipBalanced()
    else cursor.at++
  }
  return {from, to: cursor.at}
}
