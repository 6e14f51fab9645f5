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

/** Most underscores stand inside of names, most colons at the end of a word. */
const trigger = /[*`|[@]|_(?![A-Za-z0-9])|:(?![ \n])/g

export function parseInline(parser: Parser, text: InlineText, line: number): Inline[] {
  trigger.lastIndex = 0
  if (!trigger.test(text.value) && !text.value.includes('\\')) return plain(text)
  const scanner = new Scanner(parser, text, line)
  const {value} = scanner
  trigger.lastIndex = 0
  while (trigger.test(value)) {
    const next = trigger.lastIndex
    const end = triggers[value.charAt(next - 1)]?.(scanner, next - 1) ?? next
    // What a construct claims is not looked at again.
    trigger.lastIndex = end > next ? end : next
  }
  scanner.flush(value.length)
  return scanner.nodes
}

/** Most texts have no markup. */
function plain(text: InlineText): Inline[] {
  const {value} = text
  return value === '' ? [] : [{type: 'text', value, position: text.position(0, value.length)}]
}

/** An address is looked for in what no other markup claims. */
function address(scanner: Scanner, at: number): number {
  if (at > 0) {
    scanner.addresses ??= []
    scanner.addresses.push(at)
  }
  return at
}
