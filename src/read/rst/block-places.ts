/** From a line and column of a literal block's `value` back to the source. */

import {expandedColumn, realColumn} from './source.ts'
import type {LiteralBlock, Point, Root} from './types.ts'

/**
 * The place in the source of a character of `block.value`: 0-based `line` and `column` there. Behind the end of a line it
 * is the line's end in the source; a column that a tab covers is the tab's place.
 */
export function pointInBlock(root: Root, block: LiteralBlock, line: number, column: number): Point {
  const {source} = root
  const from = block.offsets[line]
  if (from === undefined) return block.position.end
  const start = 1 + Math.max(source.lastIndexOf('\n', from - 1), source.lastIndexOf('\r', from - 1))
  const own = expandedColumn(source, start, from)
  // The indentation may end inside of a tab, which then is the line's first character.
  const isInTab =
    source.charCodeAt(from) === 9 && own < block.indent && expandedColumn(source, start, from + 1) > block.indent
  const wanted = (isInTab ? block.indent : own) + column
  let end = from
  while (end < source.length && source.charCodeAt(end) !== 10 && source.charCodeAt(end) !== 13) end += 1
  const offset = Math.min(start + realColumn(source, start, wanted), end)
  return {line: block.position.start.line + line, column: offset - start + 1, offset}
}
