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
import {type Construct, type Frame, type Parser, textOf} from './parser.ts'
import type {View} from './view.ts'

const GREATER = 62

export const doctestBlock: Construct = {begins, read}

function begins(view: View, at: number): boolean {
  return view.code(at, 1) === GREATER && view.code(at, 2) === GREATER && markerEnd(view, at, 3) > 0
}

function read(_parser: Parser, {view, children}: Frame, at: number): number {
  let end = at + 1
  while (end < view.end && !view.blank(end)) end += 1
  children.push({type: 'doctest_block', value: textOf(view, at, end), position: view.position(at, end - 1)})
  return end
}
