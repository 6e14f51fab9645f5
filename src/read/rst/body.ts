/** The body of a document or of a nested block: one construct after the other. (docutils: the state `Body`.) */

import {blockQuote} from './block-quote.ts'
import {possibleConstructs} from './constructs.ts'
import {type Frame, NO_MATCH, type Parser} from './parser.ts'
import {text} from './text.ts'

export function parseBody(parser: Parser, frame: Frame): void {
  const {view} = frame
  const {end} = view
  for (let at = view.start; at < end; ) {
    if (view.blank(at)) at += 1
    else if (view.indented(at)) at = blockQuote(parser, frame, at)
    else at = constructAt(parser, frame, at)
  }
}

function constructAt(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const possible = possibleConstructs(view, at)
  if (possible) {
    for (const {begins, read} of possible) {
      const next = begins(view, at) ? read(parser, frame, at) : NO_MATCH
      if (next !== NO_MATCH) return next
    }
  }
  return text(parser, frame, at)
}
