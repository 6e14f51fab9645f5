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
import {type Construct, endOf, NO_MATCH} from './parser.ts'

export const bullets = '-+*\u2022\u2023\u2043'

export const bulletList: Construct = (parser, frame, at) => {
  const {view} = frame
  if (markerEnd(view, at, 1) === 0) return NO_MATCH
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
