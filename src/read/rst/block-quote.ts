import type {Construct} from './parser.ts'
import {endOf} from './parser.ts'
import {indentedBlock} from './view.ts'

export const blockQuote: Construct = (parser, frame, at) => {
  const {view} = frame
  const block = indentedBlock(view, at)
  const children = parser.body(block.view)
  const start = block.view.pointBefore(block.view.start)
  frame.children.push({type: 'block_quote', children, position: {start, end: endOf(children, start)}})
  if (!block.blankFinish) parser.unindented('Block quote', view, block.next)
  return block.next
}
