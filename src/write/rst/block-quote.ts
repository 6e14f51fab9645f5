/** A block quote, with the attribution at its end; or the directive that gives one. */

import {directiveLines} from './directive.ts'
import {hanging, indented} from './indent.ts'
import {writeLine} from './inline/index.ts'
import {type Handle, narrowed, type State} from './state.ts'
import type {RstOf} from './types.ts'

export const blockQuote: Handle<'block_quote'> = (node, state) => {
  if (node.name === undefined) return indented(quoteLines(node, narrowed(state, QUOTE_INDENT)), QUOTE_INDENT)
  return directiveLines({name: node.name, content: quoteLines(node, narrowed(state, QUOTE_INDENT))})
}

const QUOTE_INDENT = 4

/** Behind a list item it must stand to the left of the item's text. */
export function closeQuote(node: RstOf<'block_quote'>, state: State): string[] {
  return indented(quoteLines(node, narrowed(state, 1)), 1)
}

function quoteLines({children}: RstOf<'block_quote'>, state: State): string[] {
  const body = children.filter((child) => child.type !== 'attribution')
  const attribution = children.find((child) => child.type === 'attribution')
  const lines = state.flow(body, state)
  if (!attribution) return lines
  const own = hanging('-- ', [writeLine(attribution.children, 'line')], 3)
  return lines.length === 0 ? own : [...lines, '', ...own]
}
