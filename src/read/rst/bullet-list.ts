/**
 * A bullet list.
 *
 * ```rst
 * > | - An item
 *     ^^^^^^^^^
 * > |   of two lines
 *       ^^^^^^^^^^^^
 * > | - Another one
 *     ^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Bullet Lists"; `Body.bullet`.
 */

import {readItems} from './list.ts'
import {listItem, markerEnd} from './list-item.ts'
import {type Construct, endOf, type Frame, type Parser} from './parser.ts'

export const bulletList: Construct = {begins: (view, at) => markerEnd(view, at, 1) > 0, read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const bullet = view.code(at)
  const {nodes, next, blankFinish} = readItems(view, at, (line) => {
    const indent = view.code(line) === bullet ? markerEnd(view, line, 1) : 0
    return indent > 0 ? listItem(parser, view, line, indent) : undefined
  })
  const start = view.point(at, 0)
  frame.children.push({
    type: 'bullet_list',
    bullet: String.fromCharCode(bullet),
    children: nodes,
    position: {start, end: endOf(nodes, start)},
  })
  if (!blankFinish) parser.unindented('Bullet list', view, next)
  return next
}
