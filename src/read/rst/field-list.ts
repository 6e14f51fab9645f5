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

import {inlineSlice} from './inline-text.ts'
import {type Construct, endOf, NO_MATCH, type Parser} from './parser.ts'
import type {Field} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

export interface FieldMarker {
  /** Behind the name. */
  nameEnd: number
  /** Behind the white space that follows the second colon. */
  end: number
}

/** docutils: `:(?![: ])([^:\\]|\\.|:(?!([ `]|$)))*(?<! ):( +|$)`. */
export function fieldMarker(line: string): FieldMarker | undefined {
  const first = line.charCodeAt(1)
  if (line.charCodeAt(0) !== 58 || first === 58 || first === 32 || line.length < 2) return undefined
  let closing = 0
  for (let i = 1; i < line.length; i += 1) {
    const code = line.charCodeAt(i)
    if (code === 92) i += 1
    else if (code === 58) {
      const next = line.charCodeAt(i + 1)
      if (next === 96) break
      if (next === 32 || i + 1 === line.length) {
        closing = i
        break
      }
    }
  }
  if (closing < 2 || line.charCodeAt(closing - 1) === 32) return undefined
  let end = closing + 1
  while (line.charCodeAt(end) === 32) end += 1
  return {nameEnd: closing, end}
}

export const fieldList: Construct = (parser, frame, at) => {
  const {view} = frame
  const children: Field[] = []
  let next = at
  let last = at
  let blankFinish = true
  while (next < view.end) {
    if (view.blank(next)) {
      next += 1
      continue
    }
    const marker = view.code(next) === 58 ? fieldMarker(view.text(next)) : undefined
    if (!marker) break
    const item = field(parser, view, next, marker)
    children.push(item.node)
    next = item.next
    last = next
    blankFinish = item.blankFinish
  }
  const start = children[0]?.position.start
  if (!start) return NO_MATCH
  frame.children.push({type: 'field_list', children, position: {start, end: endOf(children, start)}})
  if (!blankFinish) parser.unindented('Field list', view, last)
  return last
}

function field(parser: Parser, view: View, at: number, {nameEnd, end}: FieldMarker) {
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
