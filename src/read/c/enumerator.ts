/**
 * What stands between the braces of an enum.
 *
 * ```text
 *   enum { A = 1, B, #define B B, MAPPER(FN) C };
 *          ^enumerator            ^macro call
 * ```
 */

import type {EnumItem} from './ast.ts'
import {parseAttributes} from './attribute.ts'
import {atBranchEnd, atConditional, parseConditional} from './conditional.ts'
import type {Cursor} from './cursor.ts'
import {parseDirective} from './directive.ts'
import {fragmentGoesOn} from './fragment.ts'
import {parseMacroCall} from './macro-call.ts'
import {Kind} from './token.ts'

/** Up to the closing brace or the end of a conditional's branch, neither of which is taken. */
export function parseEnumItems(cursor: Cursor): EnumItem[] {
  const items: EnumItem[] = []
  for (;;) {
    const {kind} = cursor
    if (kind === Kind.end || kind === Kind.closeBrace) return items
    if (kind === Kind.fragmentEnd && !fragmentGoesOn(cursor)) return items
    if (kind === Kind.directive && atBranchEnd(cursor)) return items
    const item = parseEnumItem(cursor)
    if (item) items.push(item)
  }
}

function parseEnumItem(cursor: Cursor): EnumItem | undefined {
  switch (cursor.kind) {
    case Kind.directive:
      if (atConditional(cursor)) return parseConditional(cursor, () => parseEnumItems(cursor))
      return parseDirective(cursor)
    case Kind.identifier:
      if (cursor.kindAt(cursor.at + 1) === Kind.openParenthesis) return parseMacroCall(cursor)
      return parseEnumerator(cursor)
    case Kind.ellipsis:
      cursor.at++
      return {kind: 'elision', start: cursor.start(cursor.at - 1), end: cursor.end()}
    case Kind.comma:
    case Kind.directiveEnd:
    case Kind.fragmentEnd:
      cursor.at++
      return undefined
    default: {
      const start = cursor.start()
      cursor.at++
      cursor.takeUntil([Kind.comma])
      cursor.unread.push({start, end: cursor.end(), reason: 'no enumerator'})
      return undefined
    }
  }
}

function parseEnumerator(cursor: Cursor): EnumItem {
  const from = cursor.at
  const name = cursor.takeName()
  parseAttributes(cursor)
  const value = cursor.accept(Kind.equals) ? cursor.takeUntil([Kind.comma, Kind.semicolon]) : undefined
  return {kind: 'enumerator', name, value, tokens: {from, to: cursor.at}, start: name.start, end: cursor.end()}
}
