/**
 * Which construct begins at a line. docutils tries its patterns in one order (`Body.initial_transitions`); here the first
 * character says which of them can match. What none of them matches is text.
 */

import {isPunctuation} from './adornment.ts'
import {adornmentLine} from './adornment-line.ts'
import {bulletList} from './bullet-list.ts'
import {doctestBlock} from './doctest-block.ts'
import {enumeratedList} from './enumerated-list.ts'
import {explicitMarkup} from './explicit.ts'
import {fieldList} from './field-list.ts'
import {gridTable} from './grid-table.ts'
import {lineBlock} from './line-block.ts'
import {optionList} from './option-list.ts'
import type {Construct} from './parser.ts'
import {simpleTable} from './simple-table.ts'
import type {View} from './view.ts'

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

/** What may begin at a line by its first character, in order. */
export function possibleConstructs(view: View, at: number): readonly Construct[] | undefined {
  return byCode.get(view.code(at))
}

/** Whether no construct's pattern matches a line, which is not indented. */
export function isText(view: View, at: number): boolean {
  return !possibleConstructs(view, at)?.some(({begins}) => begins(view, at))
}
