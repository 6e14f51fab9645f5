/**
 * Attributes: only those that change a layout are kept.
 *
 * ```text
 *   __attribute__((packed, aligned(8)))     __packed     __aligned(8)     __counted_by(nr)
 *                  ^packed         ^operand ^packed               ^operand ^nothing
 * ```
 */

import type {Attributes} from './ast.ts'
import {type Cursor, noAttributes} from './cursor.ts'
import {Kind, type TokenRange} from './token.ts'
import {wordRole} from './word.ts'

/** Attributes and qualifiers that stand here, added to what there was; the same value where there is nothing. */
export function parseAttributes(cursor: Cursor, before: Attributes = noAttributes): Attributes {
  let attributes = before
  while (cursor.kind === Kind.identifier) {
    const word = cursor.text
    const role = wordRole(word)
    if (role === 'qualifier') cursor.at++
    else if (role === 'attribute') attributes = merge(attributes, parseAttribute(cursor, word))
    else break
  }
  return attributes
}

export function merge(one: Attributes, other: Attributes): Attributes {
  if (other === noAttributes) return one
  if (one === noAttributes) return other
  return {packed: one.packed || other.packed, aligned: [...one.aligned, ...other.aligned]}
}

function parseAttribute(cursor: Cursor, word: string): Attributes {
  cursor.at++
  if (word === '__packed') return {packed: true, aligned: []}
  if (word === '__aligned' || word === '_Alignas') return {packed: false, aligned: [parseOperand(cursor)]}
  if (!word.startsWith('__attribute')) {
    parseOperand(cursor)
    return noAttributes
  }
  if (!cursor.accept(Kind.openParenthesis)) return noAttributes
  const attributes = cursor.accept(Kind.openParenthesis) ? parseList(cursor) : noAttributes
  cursor.accept(Kind.closeParenthesis)
  cursor.accept(Kind.closeParenthesis)
  return attributes
}

function parseList(cursor: Cursor): Attributes {
  let packed = false
  const aligned: TokenRange[] = []
  while (cursor.kind !== Kind.closeParenthesis && !cursor.atBarrier()) {
    const name = cursor.text.replace(/^__(\w+)__$/, '$1')
    cursor.at++
    const operand = parseOperand(cursor)
    if (name === 'packed') packed = true
    if (name === 'aligned') aligned.push(operand)
  }
  return {packed, aligned}
}

/** What is in the parentheses that stand here; empty where there are none. */
function parseOperand(cursor: Cursor): TokenRange {
  const from = cursor.at
  if (cursor.kind !== Kind.openParenthesis) return {from, to: from}
  cursor.skipBalanced()
  const closed = cursor.kindAt(cursor.at - 1) === Kind.closeParenthesis
  return {from: from + 1, to: closed ? cursor.at - 1 : cursor.at}
}
