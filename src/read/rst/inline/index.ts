/**
 * Text to inline nodes.
 *
 * ```rst
 * > | *emphasis*, **strong**, ``literal``, `interpreted`, :role:`text`, `phrase`_, name_, [1]_, |substitution|
 *     ^^^^^^^^^^  ^^^^^^^^^^  ^^^^^^^^^^^  ^^^^^^^^^^^^^  ^^^^^^^^^^^^  ^^^^^^^^^  ^^^^^  ^^^^  ^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Inline Markup"; `Inliner.parse`.
 */

import type {InlineText} from '../inline-text.ts'
import type {Parser} from '../parser.ts'
import type {Inline} from '../types-inline.ts'
import {emphasisOrStrong, substitutionReference} from './enclosed.ts'
import {backquote} from './interpreted.ts'
import {footnoteReference, underscore} from './reference.ts'
import {Scanner} from './scanner.ts'

/** Goes on behind what begins (or, for a reference, ends) at `at`; `at` or less where there is nothing. */
type Trigger = (scanner: Scanner, at: number) => number

const triggers: Readonly<Record<string, Trigger>> = {
  '*': emphasisOrStrong,
  '`': backquote,
  '|': substitutionReference,
  _: underscore,
  '[': footnoteReference,
  ':': address,
  '@': address,
}

const SPACE = 32
const NEWLINE = 10

const byCode: (Trigger | undefined)[] = new Array(128).fill(undefined)
for (const [character, trigger] of Object.entries(triggers)) byCode[character.charCodeAt(0)] = trigger

export function parseInline(parser: Parser, text: InlineText, line: number): Inline[] {
  const scanner = new Scanner(parser, text, line)
  const {value} = scanner
  const {length} = value
  for (let at = 0; at < length; ) {
    const trigger = byCode[value.charCodeAt(at)]
    if (trigger === undefined) {
      at += 1
      continue
    }
    const next = trigger(scanner, at)
    at = next > at ? next : at + 1
  }
  scanner.flush(length)
  return scanner.nodes
}

/** An address is looked for in what no other markup claims. */
function address({addresses, value}: Scanner, at: number): number {
  // Most colons end a word.
  const next = value.charCodeAt(at + 1)
  if (next !== SPACE && next !== NEWLINE && at > 0) addresses.push(at)
  return at
}
