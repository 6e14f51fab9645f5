/**
 * A block quote: an indented block, which an attribution may end.
 *
 * ```rst
 * > |    What everybody knows.
 *        ^^^^^^^^^^^^^^^^^^^^^
 *   |
 * > |    -- Nobody
 *        ^^^^^^^^^
 * ```
 *
 * docutils: "Block Quotes"; `Body.block_quote`.
 */

import {inlineText} from './inline-text.ts'
import {endOf, type Parser, type Read} from './parser.ts'
import type {Attribution, BlockQuote} from './types.ts'
import {indentedBlock, View} from './view.ts'

export const blockQuote: Read = (parser, frame, at) => {
  const {view} = frame
  const block = indentedBlock(view, at)
  for (const quote of blockQuotes(parser, block.view)) frame.children.push(quote)
  if (!block.blankFinish) parser.unindented('Block quote', view, block.next)
  return block.next
}

/** An attribution ends a quote; what follows it is the next one. */
export function blockQuotes(parser: Parser, view: View): BlockQuote[] {
  const quotes: BlockQuote[] = []
  for (let at = view.start; at < view.end; ) {
    if (view.blank(at)) {
      at += 1
      continue
    }
    const found = findAttribution(view, at)
    const children: BlockQuote['children'] = parser.body(view.slice(at, found?.start ?? view.end))
    if (found) children.push(attribution(parser, view, found))
    const start = view.pointBefore(at)
    quotes.push({type: 'block_quote', children, position: {start, end: endOf(children, start)}})
    at = found?.end ?? view.end
  }
  return quotes
}

interface AttributionLines {
  start: number
  end: number
  /** Where the text begins in the first line, and in the others. */
  marker: number
  indent: number
}

const marker = /^(?:---?(?!-)|\u2014) *(?=[^ ])/

/** `-- text` behind a blank line; its further lines have one indentation. */
function findAttribution(view: View, from: number): AttributionLines | undefined {
  for (let at = from + 1; at < view.end; at += 1) {
    const code = view.code(at)
    if ((code !== 45 && code !== 0x2014) || view.blank(at) || !view.blank(at - 1)) continue
    const match = marker.exec(view.text(at))
    const shape = match && attributionShape(view, at)
    if (shape) return {start: at, marker: match[0].length, ...shape}
  }
  return undefined
}

function attributionShape(view: View, at: number): {end: number; indent: number} | undefined {
  let indent: number | undefined
  let end = at + 1
  for (; end < view.end && !view.blank(end); end += 1) {
    const own = view.indent(end)
    if (indent === undefined) indent = own
    else if (own !== indent) return undefined
  }
  return {end, indent: indent ?? 0}
}

function attribution(parser: Parser, view: View, lines: AttributionLines): Attribution {
  const {start, end, indent} = lines
  const text = new View(view.lines, start, end, view.left + indent, view.leftOf(start) + lines.marker)
  const children = parser.inline(inlineText(text, start, end), view.lineNumber(start))
  return {type: 'attribution', children, position: view.position(start, end - 1)}
}
