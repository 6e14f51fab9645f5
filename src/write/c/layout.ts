/** The style of the members around a declaration, read off the document. */

import type {CompositeSpecifier} from '../../read/c/index.ts'
import {type Chunk, columnAt, startOfLine} from './chunk.ts'
import type {Code} from './code.ts'
import {type CommentColumn, type Style, unitBetween} from './style.ts'

/** The style of what is written next to a declaration; `indentation` is that of its line. */
export function styleAt(code: Code, parent: CompositeSpecifier, {indentation, lineStart}: Chunk): Style {
  const {text} = code.source
  const {chunks} = code.body(parent)
  return {
    indentation,
    unit: unitBetween(lineIndentation(text, parent.start), indentation),
    comments: standBefore(chunks) ? 'before' : 'behind',
    commentColumn: commentColumn(text, chunks, lineStart),
  }
}

/** The style of a struct's first member, where it has none to go by. */
export function styleBelow(code: Code, parent: CompositeSpecifier): Style {
  const outer = lineIndentation(code.source.text, parent.start)
  return {indentation: `${outer}\t`, unit: '\t', comments: 'behind', commentColumn: undefined}
}

/** Whether most members that have a comment have it on the lines before them. */
function standBefore(chunks: readonly Chunk[]): boolean {
  const before = chunks.filter((chunk) => chunk.before.length > 0).length
  return before > chunks.filter((chunk) => chunk.behind.length > 0).length
}

/** Whether most members have a comment on the lines before them, so that none of those is a heading of several. */
export function eachHasCommentBefore(code: Code, parent: CompositeSpecifier): boolean {
  const {chunks} = code.body(parent)
  return chunks.filter(({before}) => before.length > 0).length > chunks.length / 2
}

/** Where the comment begins that stands nearest above, else nearest below. */
function commentColumn(text: string, siblings: readonly Chunk[], lineStart: number): CommentColumn | undefined {
  const commented = siblings.filter(({behind}) => behind.length > 0)
  const nearest = commented.findLast((chunk) => chunk.lineStart <= lineStart) ?? commented[0]
  const start = nearest?.behind[0]?.start
  if (start === undefined) return undefined
  const line = text.slice(startOfLine(text, start), start)
  return {column: columnAt(text, start), tabs: line.slice(line.trimEnd().length).includes('\t')}
}

function lineIndentation(text: string, offset: number): string {
  const line = text.slice(startOfLine(text, offset), offset)
  return line.slice(0, line.length - line.trimStart().length)
}
