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

import {SIMPLE_NAME} from './inline/reference.ts'
import type {Item} from './list.ts'
import {normalizeName} from './names.ts'
import {endOf, type Parser} from './parser.ts'
import type {Citation, Footnote} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

const marker = new RegExp(`^\\.\\. +\\[(?:([0-9]+|#(?:${SIMPLE_NAME})?|\\*)|(${SIMPLE_NAME}))\\](?: +|$)`, 'u')

export function note(parser: Parser, view: View, at: number, line: string): Item<Footnote | Citation> | undefined {
  const match = marker.exec(line)
  if (!match) return undefined
  const [whole, footnote, citation] = match
  const block = blockAfterMarker(view, at, whole.length)
  const children = parser.body(block.view)
  const start = view.point(at, 0)
  const position = {start, end: endOf(children, view.point(at, whole.trimEnd().length))}
  const label = footnote ?? citation ?? ''
  const name = normalizeName(label.replace(/^[#*]/, ''))
  if (name !== '') parser.noteTarget(name, view.sourceLine(at), position)
  const type = footnote === undefined ? 'citation' : 'footnote'
  return {node: {type, label, children, position}, next: block.next, blankFinish: block.blankFinish}
}
