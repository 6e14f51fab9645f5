/**
 * A line block.
 *
 * ```rst
 * > | | A line
 *     ^^^^^^^^
 * > | |   an indented one
 *     ^^^^^^^^^^^^^^^^^^^
 * > |     and its continuation
 *         ^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Line Blocks"; `Body.line_block`.
 */

import {inlineText} from './inline-text.ts'
import {markerEnd} from './list-item.ts'
import {type Construct, endOf, type Frame, linePosition, type Parser} from './parser.ts'
import type {Line, LineBlock} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

const BAR = 124

interface IndentedLine {
  node: Line
  /** `undefined` for an empty line, which has that of the line before. */
  indent: number | undefined
}

export const lineBlock: Construct = {begins: (view, at) => markerEnd(view, at, 1) > 0, read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const lines: {node: Line; indent: number}[] = []
  let next = at
  let blankFinish = false
  while (next < view.end && view.code(next) === BAR && markerEnd(view, next, 1) > 0) {
    const block = blockAfterMarker(view, next, markerEnd(view, next, 1), {untilBlank: true})
    const {node, indent} = line(parser, view, next, block.view)
    lines.push({node, indent: indent ?? lines.at(-1)?.indent ?? 0})
    next = block.next
    blankFinish = block.blankFinish
    if (blankFinish) break
  }
  // docutils: the line after the first one, whatever the last one is.
  if (!blankFinish) {
    parser.report(2, 'Line block ends without a blank line.', view.lineNumber(at) + 1, linePosition(view, next))
  }
  frame.children.push(nest(lines))
  return next
}

function line(parser: Parser, view: View, at: number, block: View): IndentedLine {
  const start = view.point(at, 0)
  const empty = view.width(at) === 1
  const indent = empty ? undefined : markerEnd(view, at, 1) - 2
  if (block.start >= block.end) {
    return {node: {type: 'line', children: [], position: {start, end: view.pointAfter(at)}}, indent}
  }
  const children = parser.inline(inlineText(block, block.start, block.end), view.lineNumber(at))
  return {node: {type: 'line', children, position: {start, end: block.pointAfter(block.end - 1)}}, indent}
}

/** Lines that are indented deeper than the least become line blocks of their own. */
function nest(lines: readonly {node: Line; indent: number}[]): LineBlock {
  let least = Number.POSITIVE_INFINITY
  for (const {indent} of lines) if (indent < least) least = indent
  const children: (Line | LineBlock)[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const first = lines[i]
    if (!first) continue
    if (first.indent <= least) {
      children.push(first.node)
      continue
    }
    let end = i + 1
    while ((lines[end]?.indent ?? least) > least) end += 1
    children.push(nest(lines.slice(i, end)))
    i = end - 1
  }
  const start = children[0]?.position.start ?? {line: 1, column: 1, offset: 0}
  return {type: 'line_block', children, position: {start, end: endOf(children, start)}}
}
