/**
 * The body of a document or of a nested block: which construct begins at a line. docutils tries its patterns in one
 * order (`Body.initial_transitions`); here the first character says which of them can match.
 */

import {isPunctuation} from './adornment.ts'
import {adornmentLine} from './adornment-line.ts'
import {blockQuote} from './block-quote.ts'
import {bulletList} from './bullet-list.ts'
import {doctestBlock} from './doctest-block.ts'
import {enumeratedList} from './enumerated-list.ts'
import {explicitMarkup} from './explicit.ts'
import {fieldList} from './field-list.ts'
import {gridTable} from './grid-table.ts'
import {lineBlock} from './line-block.ts'
import {optionList} from './option-list.ts'
import type {Construct, Frame, Parser} from './parser.ts'
import {simpleTable} from './simple-table.ts'
import {text} from './text.ts'

/** By first character, in docutils' order. A line of any one punctuation character may adorn a title. */
const constructs: readonly (readonly [string, readonly Construct[]])[] = [
  ['*\u2022\u2023\u2043', [bulletList]],
  ['-', [bulletList, optionList]],
  ['+', [bulletList, optionList, gridTable]],
  ['/', [optionList]],
  ['(#', [enumeratedList]],
  ['0123456789', [enumeratedList]],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', [enumeratedList]],
  [':', [fieldList]],
  ['>', [doctestBlock]],
  ['|', [lineBlock]],
  ['=', [simpleTable]],
  ['._', [explicitMarkup]],
]

const byCode = new Map<number, readonly Construct[]>()
for (let code = 33; code < 127; code += 1) if (isPunctuation(code)) byCode.set(code, [adornmentLine])
for (const [characters, list] of constructs) {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    byCode.set(code, [...list, ...(byCode.get(code) ?? [])])
  }
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
  for (const construct of byCode.get(frame.view.code(at)) ?? []) {
    const next = construct(parser, frame, at)
    if (next > at) return next
  }
  return text(parser, frame, at)
}
