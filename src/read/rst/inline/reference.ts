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
import {bracketedLabel, isNamePunctuation} from './simple-name.ts'

const UNDERSCORE = 95
const BACKQUOTE = 96

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

/** A footnote's or citation's label in brackets, and an underscore. */
export function footnoteReference(scanner: Scanner, at: number): number {
  const {value} = scanner
  if (!scanner.mayStart(at)) return at
  const label = bracketedLabel(value, at)
  if (!label || value.charCodeAt(label.end) !== UNDERSCORE || !isSuffix(value, label.end + 1)) return at
  const end = label.end + 1
  const type = label.isCitation ? 'citation_reference' : 'footnote_reference'
  return scanner.add({type, value: label.text, position: scanner.position(at, end)}, end, at)
}
