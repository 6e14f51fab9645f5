/**
 * A comment: explicit markup that is nothing else.
 *
 * ```rst
 * > | .. A comment
 *     ^^^^^^^^^^^^
 * > |    of two lines
 *        ^^^^^^^^^^^^
 * ```
 *
 * docutils: "Comments"; `Body.comment`.
 */

import type {Item} from './list.ts'
import {textOf} from './parser.ts'
import type {Comment} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

/** The comment whose first line, from `indent` on, is the one at `at`. */
export function comment(view: View, at: number, indent: number): Item<Comment> {
  const {start} = view.position(at, at)
  // docutils: "empty comment", which does not consume the block that follows.
  if (view.width(at) <= indent && (at + 1 >= view.end || view.blank(at + 1))) {
    const position = {start, end: view.pointAfter(at)}
    return {node: {type: 'comment', value: '', position}, next: at + 1, blankFinish: true}
  }
  const block = blockAfterMarker(view, at, indent)
  let {end} = block.view
  while (end > block.view.start && block.view.blank(end - 1)) end -= 1
  const last = end > block.view.start ? block.view.pointAfter(end - 1) : view.pointAfter(at)
  const value = end > block.view.start ? textOf(block.view, block.view.start, end) : ''
  return {
    node: {type: 'comment', value, position: {start, end: last}},
    next: block.next,
    blankFinish: block.blankFinish,
  }
}
