/** The style of the members around a declaration, read off the document. */

import type {CompositeSpecifier, Declaration} from '../../read/c/index.ts'
import {type Chunk, chunkOf, columnAt, startOfLine} from './chunk.ts'
import {type Code, declarationsIn} from './code.ts'
import {type CommentColumn, type Style, unitBetween} from './style.ts'

/** The style of what is written next to a declaration; `indentation` is that of its line. */
export function styleAt(code: Code, parent: CompositeSpecifier, {indentation, lineStart}: Chunk): Style {
  const {tokens} = code.tree
  const siblings = [...declarationsIn(parent.items ?? [])].map((sibling) => chunkOf(tokens, sibling))
  return {
    indentation,
    unit: unitBetween(lineIndentation(tokens.text, parent.start), indentation),
    comments: standBefore(siblings) ? 'before' : 'behind',
    commentColumn: commentColumn(tokens.text, siblings, lineStart),
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

/** Whether nearly every member has a comment on the lines before it, so that none of them is a heading of several. */
export function eachHasCommentBefore(code: Code, parent: CompositeSpecifier): boolean {
  const siblings = [...declarationsIn(parent.items ?? [])]
  const with_ = siblings.filter((sibling: Declaration) => chunkOf(code.tree.tokens, sibling).before.length > 0)
  return with_.length > siblings.length / 2
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
