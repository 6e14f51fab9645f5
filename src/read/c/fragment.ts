/**
 * A struct that a document splits over several literal blocks goes on in a later block. One that begins a struct of its own
 * where the open one began, or further left, ends it; one that holds no members is an example in the prose between:
 *
 * ```text
 *     struct kvm_a {        opens in column 4
 *         __u32 b;
 *   prose
 *         struct {          goes on
 *   prose
 *     # echo 1 > /sys/a     beside it
 *   prose
 *     struct {              goes on: what has no name but a member's can only be one
 *   prose, and no brace ever
 *     struct kvm_d {        column 4: another
 * ```
 */

import type {Cursor} from './cursor.ts'
import {canonicalInteger} from './integer.ts'
import {isMemberMacro} from './macro-call.ts'
import {columnOf} from './source-text.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

/** Whether what is behind the end of a fragment that stands here belongs to the struct or enum that is open. */
export function fragmentGoesOn(cursor: Cursor): boolean {
  const next = cursor.at + 1
  if (cursor.kindAt(next) !== Kind.identifier) return true
  const column = columnOf(cursor.tokens.text, cursor.start(next))
  if (column > (cursor.openColumn ?? 0)) return true
  const role = wordRole(cursor.textAt(next))
  if (role === 'struct' || role === 'union') return cursor.kindAt(next + 1) === Kind.openBrace
  return role !== 'enum' && role !== 'storage'
}

/** Skips the fragment that begins here, where it holds no members. */
export function skipFragmentBeside(cursor: Cursor): boolean {
  const from = cursor.at + 1
  if (!isBeside(cursor, from)) return false
  cursor.at = from
  while (cursor.kind !== Kind.fragmentEnd && cursor.kind !== Kind.end) cursor.at++
  cursor.unread.push({start: cursor.start(from), end: cursor.end(), reason: 'no members of the struct around it'})
  return true
}

/** Names apart, what a fragment of members may begin with. */
const beginnings: ReadonlySet<number> = new Set([
  Kind.directive,
  Kind.closeBrace,
  Kind.ellipsis,
  Kind.semicolon,
  Kind.fragmentEnd,
  Kind.end,
])

/** Whether a fragment begins with words that no member begins with, or gives something a value. */
function isBeside(cursor: Cursor, first: number): boolean {
  const kind = cursor.kindAt(first)
  if (kind !== Kind.identifier) return !beginnings.has(kind)
  if (!beginsMember(cursor.textAt(first))) return true
  for (let index = first; ; index++) {
    const next = cursor.kindAt(index)
    if (next === Kind.equals) return true
    if (next === Kind.semicolon || next === Kind.openBrace || next === Kind.fragmentEnd || next === Kind.end)
      return false
  }
}

function beginsMember(word: string): boolean {
  const role = wordRole(word)
  if (role !== undefined) return role !== 'statement'
  return canonicalInteger(word) !== undefined || word.endsWith('_t') || isMemberMacro(word)
}
