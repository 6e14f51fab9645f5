/**
 * A directive.
 *
 * ```rst
 * > | .. code-block:: c
 *     ^^^^^^^^^^^^^^^^^
 *   |    :caption: a struct
 *        ^^^^^^^^^^^^^^^^^^
 *   |
 * > |    struct kvm;
 *        ^^^^^^^^^^^
 * ```
 *
 * docutils: "Directives"; `Body.directive`, `Body.run_directive`.
 */

import {readDirective} from './directives/index.ts'
import type {Explicit} from './explicit.ts'
import {simpleNameEnd} from './inline/simple-name.ts'
import {markerEnd} from './list-item.ts'
import type {Frame, Parser} from './parser.ts'
import {blockAfterMarker, type View} from './view.ts'

const SPACE = 32

/** A simple name, perhaps a blank, two colons; gives where the name ends and where the rest begins. */
export function directiveMarker(view: View, at: number, from: number): {nameEnd: number; end: number} | undefined {
  const line = view.text(at)
  // A name may hold single colons, but not end with one.
  const nameEnd = simpleNameEnd(line, from)
  if (nameEnd === from) return undefined
  const colons = line.charCodeAt(nameEnd) === SPACE ? nameEnd + 1 : nameEnd
  if (!line.startsWith('::', colons)) return undefined
  const end = markerEnd(view, at, colons + 2)
  return end === 0 ? undefined : {nameEnd, end}
}

/** The directive whose name stands at `indent`. */
export function directive(parser: Parser, frame: Frame, at: number, indent: number): Explicit | undefined {
  const {view} = frame
  const marker = directiveMarker(view, at, indent)
  if (!marker) return undefined
  const block = blockAfterMarker(view, at, marker.end, {keepTop: true})
  let last = block.next - 1
  while (last > at && view.blank(last)) last -= 1
  const position = {start: view.point(at, 0), end: view.pointAfter(last)}
  const node = readDirective(parser, {
    name: view.text(at).slice(indent, marker.nameEnd),
    outer: view,
    at,
    block: block.view.slice(at, last + 1),
    position,
    line: view.lineNumber(at),
    titles: frame.titles !== undefined,
  })
  return {node, next: block.next, blankFinish: block.blankFinish}
}
