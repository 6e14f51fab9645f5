/**
 * Conditionals as nodes, around whatever stands where they stand.
 *
 * ```text
 *   #ifdef A          branch `ifdef`, condition `A`
 *   __u32 a;
 *   #elif defined(B)  branch `elif`, condition `defined(B)`
 *   #else             branch `else`
 *   #endif
 * ```
 */

import type {Branch, Conditional} from './ast.ts'
import type {Cursor} from './cursor.ts'
import {directiveName, takeLine} from './directive.ts'
import {Kind, type TokenRange} from './token.ts'

type BranchDirective = Branch<unknown>['directive']

const openers: ReadonlySet<string> = new Set(['if', 'ifdef', 'ifndef'])
const continuers: ReadonlySet<string> = new Set(['elif', 'elifdef', 'elifndef', 'else'])

/** Whether a conditional begins here. */
export function atConditional(cursor: Cursor): boolean {
  return cursor.kind === Kind.directive && openers.has(directiveName(cursor))
}

/** Whether a branch ends here: `#elif`, `#else`, `#endif`. */
export function atBranchEnd(cursor: Cursor): boolean {
  if (cursor.kind !== Kind.directive) return false
  const name = directiveName(cursor)
  return name === 'endif' || continuers.has(name)
}

export function parseConditional<Inner>(cursor: Cursor, parseInner: () => Inner[]): Conditional<Inner> {
  const start = cursor.start()
  const branches: Branch<Inner>[] = []
  do branches.push(parseBranch(cursor, parseInner))
  while (cursor.kind === Kind.directive && continuers.has(directiveName(cursor)))
  const closed = cursor.kind === Kind.directive && directiveName(cursor) === 'endif'
  if (closed) takeDirective(cursor)
  else {
    const end = branches[0]?.end ?? cursor.end()
    cursor.unread.push({start, end, reason: 'a conditional that does not end where it began'})
  }
  return {kind: 'conditional', branches, closed, start, end: endBefore(cursor)}
}

function parseBranch<Inner>(cursor: Cursor, parseInner: () => Inner[]): Branch<Inner> {
  const start = cursor.start()
  const directive = directiveName(cursor) as BranchDirective
  const condition = takeDirective(cursor)
  const end = cursor.end(condition.to)
  const unread = cursor.unread.length
  const items = cursor.deeper(parseInner) ?? []
  if (isNeverC(cursor, directive, condition)) cursor.unread.length = unread
  return {directive, condition, items, start, end}
}

/** Takes `#`, the name and the line; gives what stands behind the name. */
function takeDirective(cursor: Cursor): TokenRange {
  cursor.at += 2
  return takeLine(cursor)
}

/** Where the last line ended, its newline left out. */
function endBefore(cursor: Cursor): number {
  let index = cursor.at
  while (index > 0 && cursor.kindAt(index - 1) === Kind.directiveEnd) index--
  return cursor.end(index)
}

/** Branches that hold anything but C: `#if 0`, `#ifdef __ASSEMBLY__`. What is skipped there is no loss. */
function isNeverC(cursor: Cursor, directive: BranchDirective, {from, to}: TokenRange): boolean {
  if (directive === 'if') return to === from + 1 && cursor.textAt(from) === '0'
  return directive === 'ifdef' && /^__ASSEMBL(Y|ER)__$/.test(cursor.textAt(from))
}
