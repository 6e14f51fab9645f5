/**
 * A struct that a document splits over several literal blocks goes on in the next block, unless that one begins a struct
 * of its own where the open one began, or further left:
 *
 * ```text
 *     struct kvm_a {        opens in column 4
 *         __u32 b;
 *   prose
 *         struct {          goes on
 *   prose, and no brace ever
 *     struct kvm_d {        column 4: another
 * ```
 */

import type {Cursor} from './cursor.ts'
import {columnOf} from './source-text.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

/** Whether what is behind the end of a fragment that stands here belongs to the struct that is open. */
export function fragmentGoesOn(cursor: Cursor): boolean {
  const next = cursor.at + 1
  if (cursor.kindAt(next) !== Kind.identifier) return true
  const column = columnOf(cursor.tokens.text, cursor.start(next))
  if (column > (cursor.openColumn ?? 0)) return true
  const role = wordRole(cursor.textAt(next))
  return role !== 'struct' && role !== 'union' && role !== 'enum' && role !== 'storage'
}
