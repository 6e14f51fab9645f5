/**
 * The comments that stand with a declaration: those right before it, and those behind it on its last line.
 *
 * ```text
 *   /* before *\/
 *   __u32 a;    /* behind, goes with a *\/
 *   __u32 b;
 * ```
 */

import type {Specifier} from './ast.ts'
import {firstFrom, Kind, type Tokens} from './token.ts'
import type {Slice} from './tokenize.ts'

/** A declaration, or what else comments stand around. */
type Commented = Slice & {readonly specifier?: Specifier}

/**
 * Their text, without delimiters and margins, joined by newlines; `undefined` where there is none. What stands between
 * the braces of a definition is its members'.
 */
export function commentOf(tokens: Tokens, {start, end, specifier}: Commented): string | undefined {
  const body = specifier && 'items' in specifier && specifier.items ? specifier : undefined
  const comments = commentsAround(tokens, start, end).filter(
    (comment) => !body || comment.start < body.start || comment.end > body.end,
  )
  return comments.length === 0 ? undefined : comments.map((slice) => commentText(tokens.text, slice)).join('\n')
}

/** The comments themselves, delimiters included, in source order. */
export function commentsAround(tokens: Tokens, start: number, end: number): Slice[] {
  const {comments, text} = tokens
  const found: Slice[] = []
  const before = previousEnd(tokens, start)
  // A comment behind another declaration on that one's line is that one's.
  let own = before === 0
  let from = before
  for (let index = firstFrom(comments, before); index < comments.count; index++) {
    const slice = {start: comments.starts[index] ?? 0, end: comments.ends[index] ?? 0}
    if (slice.start >= start) from = Math.max(from, end)
    own ||= text.slice(from, slice.start).includes('\n')
    if (slice.start >= end && text.slice(from, slice.start).trim() !== '') break
    if (slice.start >= end && text.slice(from, slice.start).includes('\n')) break
    if (own || slice.start >= start) found.push(slice)
    from = slice.start < start ? slice.start : Math.max(slice.end, end)
  }
  return found
}

/** A comment's text, without delimiters and the stars of its margin. */
export function commentText(text: string, {start, end}: Slice): string {
  const raw = text.slice(start, end)
  if (raw.startsWith('//')) return raw.slice(2).trim()
  return raw
    .replace(/^\/\*+/, '')
    .replace(/\*+\/$/, '')
    .split('\n')
    .map((line) => line.trim().replace(/^\*+ ?/, ''))
    .join('\n')
    .trim()
}

/** Where the last token before an offset ends; directives' ends do not count. */
function previousEnd(tokens: Tokens, offset: number): number {
  const {ends, kinds} = tokens
  let index = firstFrom(tokens, offset) - 1
  while (index >= 0 && (kinds[index] === Kind.directiveEnd || (ends[index] ?? 0) > offset)) index--
  return index < 0 ? 0 : (ends[index] ?? 0)
}
