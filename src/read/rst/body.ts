/**
 * The body of a document or of a nested block: which construct begins at a line. docutils tries its patterns in one
 * order (`Body.initial_transitions`); here the first character says which of them can match.
 */

import {adornmentLine} from './adornment-line.ts'
import {blockQuote} from './block-quote.ts'
import {fieldList} from './field-list.ts'
import type {Construct, Frame, Parser} from './parser.ts'
import {text} from './text.ts'

const constructs: Readonly<Record<string, readonly Construct[]>> = {
  ':': [fieldList, adornmentLine],
}

const byCode: (readonly Construct[] | undefined)[] = []
for (let code = 33; code < 127; code += 1) {
  const character = String.fromCharCode(code)
  if (/[^\p{L}\p{N}]/u.test(character)) byCode[code] = [adornmentLine]
}
for (const [characters, list] of Object.entries(constructs)) {
  for (const character of characters) byCode[character.charCodeAt(0)] = list
}

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
  for (const construct of byCode[frame.view.code(at)] ?? []) {
    const next = construct(parser, frame, at)
    if (next > at) return next
  }
  return text(parser, frame, at)
}
