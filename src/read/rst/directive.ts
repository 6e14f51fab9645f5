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
import {SIMPLE_NAME} from './inline/reference.ts'
import type {Frame, Parser} from './parser.ts'
import {blockAfterMarker} from './view.ts'

const marker = new RegExp(`^\\.\\. +(${SIMPLE_NAME}) ?::(?: +|$)`, 'u')

export function directive(parser: Parser, frame: Frame, at: number, line: string): Explicit | undefined {
  const match = marker.exec(line)
  if (!match) return undefined
  const {view} = frame
  const [whole, name = ''] = match
  const block = blockAfterMarker(view, at, whole.length, {keepTop: true})
  let last = block.next - 1
  while (last > at && view.blank(last)) last -= 1
  const position = {start: view.point(at, 0), end: view.pointAfter(last)}
  const node = readDirective(parser, {
    name,
    outer: view,
    at,
    block: block.view.slice(at, last + 1),
    position,
    line: view.lineNumber(at),
    titles: frame.titles !== undefined,
  })
  return {node, next: block.next, blankFinish: block.blankFinish}
}
