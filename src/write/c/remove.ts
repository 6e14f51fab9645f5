/** Takes a declaration out, with the comments that are about it alone. */

import type {CompositeSpecifier, Declaration} from '../../read/c/index.ts'
import type {TextEdit} from '../text-edit.ts'
import {type Chunk, endOfLine, isBlank, startOfLine} from './chunk.ts'
import {blockAt, type Code} from './code.ts'
import {eachHasCommentBefore} from './layout.ts'

export function removeDeclaration(code: Code, declaration: Declaration, parent: CompositeSpecifier): TextEdit {
  const {text} = code.source
  const chunk = code.chunk(declaration)
  if (!chunk.beginsLine || !chunk.endsLine) return removeInline(text, declaration, chunk)
  const start = ownsCommentBefore(code, declaration, parent) ? chunk.start : chunk.lineStart
  const end = endOfLine(text, chunk.end)
  if (end === text.length) return {start: Math.max(0, start - 1), end, text: ''}
  return {start, end: end + 1 + blankLineToClose(code, start, end + 1), text: ''}
}

/** On a line with something else: the declaration and the blanks that set it off. */
function removeInline(text: string, declaration: Declaration, chunk: Chunk): TextEdit {
  let {start} = declaration
  let end = chunk.endsLine ? chunk.end : declaration.end
  if (chunk.endsLine) while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
  else while (text[end] === ' ' || text[end] === '\t') end++
  return {start, end, text: ''}
}

/** A comment above several members, such as `in` and `out`, stays with those that stay. */
export function ownsCommentBefore(code: Code, declaration: Declaration, parent: CompositeSpecifier): boolean {
  const chunk = code.chunk(declaration)
  const {text} = code.source
  const block = blockAt(code, declaration.start)
  const next = code.body(parent).next.get(declaration)
  if (!next || blockAt(code, next.start) !== block) return true
  const below = code.chunk(next)
  if (below.before.length > 0 || eachHasCommentBefore(code, parent)) return true
  const between = text.slice(endOfLine(text, chunk.end) + 1, below.start)
  return between.split('\n').slice(0, -1).some(isBlank)
}

/** Length of the blank line below, where one stands above too. */
function blankLineToClose(code: Code, start: number, end: number): number {
  const {text} = code.source
  const block = blockAt(code, start)
  const lineEnd = endOfLine(text, end)
  if (!block || lineEnd >= block.end || !isBlank(text.slice(end, lineEnd))) return 0
  const above = startOfLine(text, start - 1)
  return above >= block.start && isBlank(text.slice(above, start)) ? lineEnd + 1 - end : 0
}

/** Whether the literal block holds nothing but this declaration and its comments. */
export function standsAlone(code: Code, declaration: Declaration): boolean {
  const {text} = code.source
  const block = blockAt(code, declaration.start)
  const {start, end} = code.chunk(declaration)
  return block !== undefined && isBlank(text.slice(block.start, start)) && isBlank(text.slice(end, block.end))
}
