/**
 * A field list.
 *
 * ```rst
 * > | :Capability: KVM_CAP_IRQCHIP
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | :Returns: 0 on success,
 *     ^^^^^^^^^^^^^^^^^^^^^^^
 * > |           -1 on error
 *               ^^^^^^^^^^^
 * ```
 *
 * docutils: "Field Lists"; `Body.field_marker`.
 */

import {type FieldMarker, fieldMarker} from './field-marker.ts'
import {inlineSlice} from './inline-text.ts'
import {type Item, readItems} from './list.ts'
import {type Construct, endOf, type Frame, NO_MATCH, type Parser} from './parser.ts'
import type {Field} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

export const fieldList: Construct = {begins: (view, at) => fieldMarker(view.text(at)) !== undefined, read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const {nodes, next, blankFinish} = readItems(view, at, (line) => {
    const marker = view.code(line) === 58 ? fieldMarker(view.text(line)) : undefined
    return marker && field(parser, view, line, marker)
  })
  const start = nodes[0]?.position.start
  if (!start) return NO_MATCH
  frame.children.push({type: 'field_list', children: nodes, position: {start, end: endOf(nodes, start)}})
  if (!blankFinish) parser.unindented('Field list', view, next)
  return next
}

function field(parser: Parser, view: View, at: number, {nameEnd, end}: FieldMarker): Item<Field> {
  const block = blockAfterMarker(view, at, end)
  const name = inlineSlice(view, at, 1, nameEnd)
  const start = view.point(at, 0)
  const markerEnd = view.point(at, nameEnd + 1)
  const children = parser.inline(name, view.lineNumber(at))
  const body = parser.body(block.view)
  const bodyStart = body[0]?.position.start ?? markerEnd
  const bodyEnd = endOf(body, markerEnd)
  const node: Field = {
    type: 'field',
    children: [
      {type: 'field_name', value: name.value, children, position: name.position(0, name.value.length)},
      {type: 'field_body', children: body, position: {start: bodyStart, end: bodyEnd}},
    ],
    position: {start, end: bodyEnd},
  }
  return {node, next: block.next, blankFinish: block.blankFinish}
}
