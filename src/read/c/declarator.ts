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
import {parseAttributes} from './attribute.ts'
import {type Cursor, noAttributes} from './cursor.ts'
import {Kind, type TokenRange} from './token.ts'
import {wordRole} from './word.ts'

const noDerivations: readonly Derivation[] = []
const pointer: Derivation = {kind: 'pointer'}
const call: Derivation = {kind: 'function'}

/** A declarator while it is being read: one object, filled in, since headers have a hundred thousand. */
class Draft {
  name: Name | undefined = undefined
  derivations = noDerivations
  attributes: Attributes = noAttributes
  wrapper: string | undefined = undefined

  derive(derivation: Derivation): void {
    if (this.derivations === noDerivations) this.derivations = [derivation]
    else (this.derivations as Derivation[]).push(derivation)
  }
}

/** One declarator, or `undefined`, somewhere inside of it, where there is none. A member has no parameters. */
export function parseDeclarator(cursor: Cursor, member: boolean): Declarator | undefined {
  const start = cursor.start()
  const draft = new Draft()
  if (!parseCore(cursor, draft, member)) return undefined
  draft.attributes = parseAttributes(cursor, draft.attributes)
  const width = member && cursor.accept(Kind.colon) ? takeWidth(cursor) : undefined
  if (draft.name === undefined && width === undefined) return undefined
  const end = cursor.end()
  const {name, derivations, wrapper} = draft
  return {name, derivations, width, wrapper, attributes: parseAttributes(cursor, draft.attributes), start, end}
}

function parseCore(cursor: Cursor, draft: Draft, member: boolean): boolean {
  let pointers = 0
  draft.attributes = parseAttributes(cursor, draft.attributes)
  while (cursor.accept(Kind.asterisk)) {
    pointers++
    draft.attributes = parseAttributes(cursor, draft.attributes)
  }
  const isGroup = cursor.kind === Kind.openParenthesis
  if (!(isGroup ? parseGroup(cursor, draft, member) : parseName(cursor, draft))) return false
  while (cursor.kind === Kind.openBracket || cursor.kind === Kind.openParenthesis) {
    const from = cursor.at
    const derivation = parseSuffix(cursor)
    if (!derivation) return false
    if (member && !isGroup && derivation === call && isWrapper(cursor, from, draft)) {
      draft.wrapper = draft.name?.text
      draft.name = {text: cursor.textAt(from + 1), start: cursor.start(from + 1), end: cursor.end(from + 2)}
    } else draft.derive(derivation)
  }
  for (let count = 0; count < pointers; count++) draft.derive(pointer)
  return true
}

/** A name, or nothing, as in an unnamed bit-field; false before a keyword. */
function parseName(cursor: Cursor, draft: Draft): boolean {
  if (cursor.kind !== Kind.identifier) return true
  if (wordRole(cursor.text) !== undefined) return false
  draft.name = cursor.takeName()
  return true
}

function parseGroup(cursor: Cursor, draft: Draft, member: boolean): boolean {
  const read = cursor.deeper(() => {
    cursor.at++
    return parseCore(cursor, draft, member)
  })
  return read === true && cursor.accept(Kind.closeParenthesis)
}

/** Members are no functions, so `NAME(word)` is a word in a macro. */
function isWrapper(cursor: Cursor, from: number, {name, derivations}: Draft): boolean {
  const holdsWord = cursor.at === from + 3 && cursor.kindAt(from + 1) === Kind.identifier
  return holdsWord && name !== undefined && derivations === noDerivations
}

function parseSuffix(cursor: Cursor): Derivation | undefined {
  if (cursor.kind === Kind.openParenthesis) {
    cursor.skipBalanced()
    return cursor.kindAt(cursor.at - 1) === Kind.closeParenthesis ? call : undefined
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
