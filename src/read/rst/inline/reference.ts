/**
 * References that are whole words.
 *
 * ```rst
 * > | name_, anonymous__
 *     ^^^^^  ^^^^^^^^^^^
 * > | [1]_ [#]_ [#label]_ [*]_ [Citation]_
 *     ^^^^ ^^^^ ^^^^^^^^^ ^^^^ ^^^^^^^^^^^
 * ```
 *
 * docutils: "Hyperlink References", "Footnote References"; `Inliner.reference`, `Inliner.footnote_reference`.
 */

import {normalizeName} from '../names.ts'
import {isPrefix, isSuffix, isWord} from './characters.ts'
import {inlineTarget} from './enclosed.ts'
import type {Scanner} from './scanner.ts'

const UNDERSCORE = 95
const BACKQUOTE = 96

/** Letters and digits with single punctuation characters inside of it; docutils' `simplename`. */
export const SIMPLE_NAME = '[\\p{L}\\p{N}]+(?:[-._+:][\\p{L}\\p{N}]+)*'

/** An underscore ends a reference, or begins an inline target. */
export function underscore(scanner: Scanner, at: number): number {
  const {value, rest} = scanner
  if (value.charCodeAt(at + 1) === BACKQUOTE) {
    const end = inlineTarget(scanner, at)
    if (end > at) return end
  }
  const end = value.charCodeAt(at + 1) === UNDERSCORE ? at + 2 : at + 1
  if (at === rest || !isSuffix(value, end) || !isWord(value, at - 1)) return at
  const start = nameStart(scanner, at)
  if (start === at) return at
  const name = scanner.raw(start, at)
  return scanner.add(
    {
      type: 'reference',
      value: name,
      ...(end - at === 2 ? {anonymous: true} : {referenceName: normalizeName(name)}),
      position: scanner.position(start, end),
    },
    end,
    start,
  )
}

/** The leftmost place where a simple name that ends before `end` may begin; `end` where there is none. */
function nameStart(scanner: Scanner, end: number): number {
  const {value, rest} = scanner
  let first = end
  while (first > rest) {
    if (isWord(value, first - 1)) first -= 1
    else if (first - 1 > rest && isNamePunctuation(value.charCodeAt(first - 1)) && isWord(value, first - 2)) first -= 2
    else break
  }
  for (let at = first; at < end; at += 1) {
    if (isWord(value, at) && (at === rest || isPrefix(value, at - 1))) return at
  }
  return end
}

/** `-`, `.`, `_`, `+`, `:`. */
export function isNamePunctuation(code: number): boolean {
  return code === 45 || code === 46 || code === UNDERSCORE || code === 43 || code === 58
}

const footnote = new RegExp(`\\[(?:([0-9]+|#(?:${SIMPLE_NAME})?|\\*)|(${SIMPLE_NAME}))\\]_`, 'uy')

export function footnoteReference(scanner: Scanner, at: number): number {
  const {value} = scanner
  if (!scanner.mayStart(at)) return at
  footnote.lastIndex = at
  const match = footnote.exec(value)
  if (!match || !isSuffix(value, footnote.lastIndex)) return at
  const [whole, label, citation] = match
  const end = at + whole.length
  const position = scanner.position(at, end)
  if (citation !== undefined) return scanner.add({type: 'citation_reference', value: citation, position}, end, at)
  return scanner.add({type: 'footnote_reference', value: label ?? '', position}, end, at)
}
