/** An item of a bullet or enumerated list: what stands behind the marker, and below it with the same indentation. */

import type {Item} from './list.ts'
import {endOf, type Parser} from './parser.ts'
import type {ListItem} from './types.ts'
import {blockAfterMarker, blockWithIndent, type View} from './view.ts'

/** `indent` is the width of the marker with the white space behind it. (docutils: `Body.list_item`.) */
export function listItem(parser: Parser, view: View, at: number, indent: number): Item<ListItem> {
  const block = view.width(at) > indent ? blockWithIndent(view, at, indent) : blockAfterMarker(view, at, indent)
  const children = parser.body(block.view)
  const start = view.point(at, 0)
  const marker = view.point(at, Math.min(view.width(at), indent))
  const node: ListItem = {type: 'list_item', children, position: {start, end: endOf(children, marker)}}
  return {node, next: block.next, blankFinish: block.blankFinish}
}

/** Behind the blanks that follow a marker; 0 where the marker is followed by something else. */
export function markerEnd(view: View, at: number, length: number): number {
  const width = view.width(at)
  if (length >= width) return length === width ? length : 0
  let end = length
  while (view.code(at, end) === 32) end += 1
  return end > length ? end : 0
}
