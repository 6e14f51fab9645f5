/**
 * A session of Python's interpreter.
 *
 * ```rst
 * > | >>> 1 + 1
 *     ^^^^^^^^^
 * > | 2
 *     ^
 * ```
 *
 * docutils: "Doctest Blocks"; `Body.doctest`.
 */

import {markerEnd} from './list-item.ts'
import {type Construct, NO_MATCH, textOf} from './parser.ts'

const GREATER = 62

export const doctestBlock: Construct = (_parser, frame, at) => {
  const {view, children} = frame
  if (view.code(at, 1) !== GREATER || view.code(at, 2) !== GREATER || markerEnd(view, at, 3) === 0) return NO_MATCH
  let end = at + 1
  while (end < view.end && !view.blank(end)) end += 1
  children.push({type: 'doctest_block', value: textOf(view, at, end), position: view.position(at, end - 1)})
  return end
}
