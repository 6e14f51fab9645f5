/**
 * The lines of a declaration with the comments that are its own:
 *
 * ```text
 *      /* before *\/
 *      ^start, if the lines hold nothing else
 *      __u32 a;      /* behind,
 *                       goes on *\/
 *                    /* and still *\/
 *                                  ^end
 * ```
 */

import {type Comments, type Declaration, firstFrom, type Slice, type Tokens} from '../../read/c/index.ts'
import {widthOf} from './style.ts'

export interface Chunk extends Slice {
  /** What the declaration's line begins with. */
  readonly indentation: string
  /** Offset of the line that the declaration itself begins in. */
  readonly lineStart: number
  /** Nothing else stands before the declaration on its first line. */
  readonly beginsLine: boolean
  /** Nothing else stands behind it on its last line, its comments left out. */
  readonly endsLine: boolean
  /** Comments on the lines before the declaration, no blank line between. */
  readonly before: readonly Slice[]
  /** Comments behind it, and those that go on in their column on the next lines. */
  readonly behind: readonly Slice[]
}

export function chunkOf(tokens: Tokens, declaration: Declaration): Chunk {
  const {text, comments} = tokens
  const lineStart = startOfLine(text, declaration.start)
  const indentation = text.slice(lineStart, declaration.start)
  const beginsLine = isBlank(indentation)
  const behind = commentsBehind(tokens, declaration.end)
  const last = behind.at(-1)?.end ?? declaration.end
  const before = beginsLine ? commentsBefore(text, comments, lineStart) : []
  return {
    start: before[0] ? startOfLine(text, before[0].start) : beginsLine ? lineStart : declaration.start,
    end: last,
    indentation: beginsLine ? indentation : leadingBlank(indentation),
    lineStart,
    beginsLine,
    endsLine: isBlank(text.slice(last, endOfLine(text, last))),
    before,
    behind,
  }
}

export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the line feed, or of the end of the text. */
export function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset)
  return feed === -1 ? text.length : feed
}

export const isBlank = (text: string): boolean => text.trim() === ''

const leadingBlank = (text: string): string => text.slice(0, text.length - text.trimStart().length)

/** Those that begin on the declaration's last line, and whole lines of comment in the column of the last of them. */
function commentsBehind({text, comments}: Tokens, end: number): Slice[] {
  const found: Slice[] = []
  let at = end
  let column: number | undefined
  for (let index = firstFrom(comments, end); index < comments.count; index++) {
    const slice = commentAt(comments, index)
    const between = text.slice(at, slice.start)
    if (!isBlank(between)) break
    const feeds = between.split('\n').length - 1
    if (feeds > 1) break
    if (feeds === 1) {
      // A comment of the next member stands in the members' column.
      if (column === undefined || columnAt(text, slice.start) !== column) break
      if (!isBlank(text.slice(slice.end, endOfLine(text, slice.end)))) break
    }
    column = columnAt(text, slice.start)
    found.push(slice)
    at = slice.end
  }
  return found
}

/** Those that have the lines above a line for themselves, upwards to a blank line or to code. */
function commentsBefore(text: string, comments: Comments, lineStart: number): Slice[] {
  const found: Slice[] = []
  let at = lineStart
  for (let index = firstFrom(comments, lineStart) - 1; index >= 0; index--) {
    const slice = commentAt(comments, index)
    const between = text.slice(slice.end, at)
    if (!isBlank(between) || between.split('\n').length !== 2) break
    const start = startOfLine(text, slice.start)
    if (!isBlank(text.slice(start, slice.start))) break
    found.unshift(slice)
    at = start
  }
  return found
}

function commentAt({starts, ends}: Comments, index: number): Slice {
  return {start: starts[index] ?? 0, end: ends[index] ?? 0}
}

/** 0-based, on the screen. */
export function columnAt(text: string, offset: number): number {
  return widthOf(text.slice(startOfLine(text, offset), offset))
}
