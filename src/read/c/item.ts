/** What stands at file scope or between the braces of a struct, one after the other. */

import type {Item} from './ast.ts'
import {atBranchEnd, atConditional, parseConditional} from './conditional.ts'
import type {Cursor} from './cursor.ts'
import {parseDeclaration} from './declaration.ts'
import {parseDirective} from './directive.ts'
import {fragmentGoesOn, skipFragmentBeside} from './fragment.ts'
import {isMemberMacro, parseMacroCall, parseMacroStatement, parseMemberMacro} from './macro-call.ts'
import {parseSplit} from './split.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

/** Where items stand, which says what ends them: the end, a `}`, or the `)` of a macro that holds members. */
export type Context = 'file' | 'members' | 'group'

/** Up to what ends the context or a conditional's branch, neither of which is taken. */
export function parseItems(cursor: Cursor, context: Context): Item[] {
  const items: Item[] = []
  for (;;) {
    const {kind} = cursor
    if (kind === Kind.end || atBranchEnd(cursor)) return items
    if (context !== 'file') {
      if (kind === Kind.closeBrace) return items
      if (context === 'group' && kind === Kind.closeParenthesis) return items
      if (kind === Kind.fragmentEnd) {
        if (skipFragmentBeside(cursor)) continue
        if (!fragmentGoesOn(cursor)) return items
      }
    }
    const from = cursor.at
    const unread = cursor.unread.length
    const item = parseItem(cursor, context)
    const read = cursor.unread.length > unread ? (parseSplit(cursor, from, unread, context) ?? item) : item
    if (read) items.push(read)
  }
}

function parseItem(cursor: Cursor, context: Context): Item | undefined {
  const from = cursor.at
  switch (cursor.kind) {
    case Kind.directive:
      if (atConditional(cursor)) return parseConditional(cursor, () => parseItems(cursor, context))
      return parseDirective(cursor)
    case Kind.identifier:
      return parseNamed(cursor, context)
    case Kind.closeBrace:
      if (cursor.linkage > 0) {
        cursor.linkage--
        cursor.at++
        return {kind: 'linkage', edge: 'close', start: cursor.start(from), end: cursor.end()}
      }
      cursor.recover(from, 'a closing brace without its opening one')
      return undefined
    case Kind.ellipsis:
      cursor.at++
      return {kind: 'elision', start: cursor.start(from), end: cursor.end()}
    case Kind.semicolon:
    case Kind.directiveEnd:
    case Kind.fragmentEnd:
      cursor.at++
      return undefined
    default:
      cursor.recover(from, 'no declaration')
      return undefined
  }
}

function parseNamed(cursor: Cursor, context: Context): Item | undefined {
  const {text} = cursor
  const next = cursor.kindAt(cursor.at + 1)
  if (text === 'extern' && next === Kind.string) return parseLinkage(cursor)
  const role = wordRole(text)
  if (role === 'statement') return parseAssertion(cursor, text)
  // `u64 (*read)(void);` is a type and a pointer to a function.
  const isCall = next === Kind.openParenthesis && cursor.kindAt(cursor.at + 2) !== Kind.asterisk
  if (role === undefined && isCall) {
    if (context !== 'file') return isMemberMacro(text) ? parseMemberMacro(cursor) : parseMemberCall(cursor)
    if (cursor.dialect === 'file') return parseMacroStatement(cursor)
  }
  if (role === undefined && context !== 'file' && endsMember(next)) return parseMemberCall(cursor)
  return parseDeclaration(cursor, context !== 'file')
}

/** A word that stands alone among members can only be a macro. */
function endsMember(kind: number): boolean {
  return kind === Kind.semicolon || kind === Kind.closeBrace || kind === Kind.directive
}

function parseMemberCall(cursor: Cursor): Item | undefined {
  const call = parseMacroCall(cursor)
  cursor.accept(Kind.semicolon)
  return call
}

/** `extern "C" {`, or `extern "C"` before one declaration. */
function parseLinkage(cursor: Cursor): Item {
  const start = cursor.start()
  cursor.at += 2
  if (cursor.accept(Kind.openBrace)) cursor.linkage++
  return {kind: 'linkage', edge: 'open', start, end: cursor.end()}
}

function parseAssertion(cursor: Cursor, word: string): Item | undefined {
  const from = cursor.at
  if (!/assert$|asm/.test(word)) {
    cursor.recover(from, 'a statement')
    return undefined
  }
  cursor.takeUntil([Kind.semicolon])
  cursor.accept(Kind.semicolon)
  return {kind: 'assertion', start: cursor.start(from), end: cursor.end()}
}
