/**
 * A literal block, which a paragraph that ends in `::` introduces: indented, or quoted by a punctuation character.
 *
 * ```rst
 *   | Look::
 *   |
 * > |     struct kvm;
 *     ^^^^^^^^^^^^^^^
 *   |
 *   | Quoted::
 *   |
 * > | > struct kvm;
 *     ^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Literal Blocks"; `Text.literal_block` and the state machine `QuotedLiteralBlock`.
 */

import {isPunctuation} from './adornment.ts'
import {linePosition, type Read, textOf} from './parser.ts'
import type {LiteralBlock} from './types.ts'
import {indentedBlock, type View} from './view.ts'

export const literalBlock: Read = (parser, frame, at) => {
  const {view} = frame
  const block = indentedBlock(view, at)
  let {end} = block.view
  while (end > block.view.start && block.view.blank(end - 1)) end -= 1
  if (end === block.view.start) return quotedLiteralBlock(parser, frame, at)
  frame.children.push(literalOf(block.view, block.view.start, end))
  if (!block.blankFinish) parser.unindented('Literal block', view, block.next)
  return block.next
}

const quotedLiteralBlock: Read = (parser, frame, at) => {
  const {view} = frame
  let first = at
  while (first < view.end && view.blank(first)) first += 1
  const quote = view.code(first)
  if (first >= view.end || !isPunctuation(quote)) {
    parser.report(2, 'Literal block expected; none found.', view.lineNumber(first), linePosition(view, first))
    return first
  }
  let next = first + 1
  while (next < view.end && !view.blank(next) && view.code(next) === quote) next += 1
  frame.children.push(literalOf(view, first, next))
  if (next < view.end && !view.blank(next)) {
    const message = view.indented(next) ? 'Unexpected indentation.' : 'Inconsistent literal block quoting.'
    parser.report(3, message, view.lineNumber(next), linePosition(view, next))
  }
  return next
}

/** The lines from `first` to before `end`, as they stand. */
export function literalOf(view: View, first: number, end: number): LiteralBlock {
  const offsets: number[] = []
  for (let i = first; i < end; i += 1) offsets.push(view.pointAt(i).offset)
  // Behind a marker the block has only the rest of the line.
  const ownsLine = (view.lines.indents[first] ?? 0) >= view.leftOf(first)
  const start = ownsLine ? view.lines.point(first, 0) : view.point(first, 0)
  return {
    type: 'literal_block',
    value: textOf(view, first, end),
    indent: view.lines.column(first) + view.left,
    offsets,
    position: {start, end: view.pointAfter(end - 1)},
  }
}
