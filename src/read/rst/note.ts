/**
 * A footnote or citation.
 *
 * ```rst
 * > | .. [1] A footnote
 *     ^^^^^^^^^^^^^^^^^
 * > | .. [#label] One that is numbered by docutils
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | .. [Hale73] A citation
 *     ^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Footnotes", "Citations"; `Body.footnote`, `Body.citation`.
 */

import {bracketedLabel} from './inline/simple-name.ts'
import type {Item} from './list.ts'
import {markerEnd} from './list-item.ts'
import {normalizeName} from './names.ts'
import {endOf, type Parser} from './parser.ts'
import type {Citation, Footnote} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

/** The note whose label's bracket stands at `indent`. */
export function note(parser: Parser, view: View, at: number, indent: number): Item<Footnote | Citation> | undefined {
  const label = bracketedLabel(view.text(at), indent)
  const end = label ? markerEnd(view, at, label.end) : 0
  if (!label || end === 0) return undefined
  const block = blockAfterMarker(view, at, end)
  const children = parser.body(block.view)
  const start = view.point(at, 0)
  const position = {start, end: endOf(children, view.point(at, label.end))}
  const name = normalizeName(label.text.replace(/^[#*]/, ''))
  if (name !== '') parser.noteTarget(name, view.sourceLine(at), position)
  const type = label.isCitation ? 'citation' : 'footnote'
  return {node: {type, label: label.text, children, position}, next: block.next, blankFinish: block.blankFinish}
}
