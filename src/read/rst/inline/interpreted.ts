/**
 * Text in backquotes: interpreted text with a role, or a reference of several words.
 *
 * ```rst
 * > | `title` :c:func:`kvm_init` `H2O`:sub:
 *     ^^^^^^^ ^^^^^^^^^^^^^^^^^^ ^^^^^^^^^^
 * > | `a phrase`_ `anonymous`__ `text <https://www.kernel.org/>`_
 *     ^^^^^^^^^^^ ^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Interpreted Text", "Hyperlink References"; `Inliner.interpreted_or_phrase_ref`.
 */

import {isSpace, isSuffix, isWord, NULL} from './characters.ts'
import {literalText} from './enclosed.ts'
import {phraseReference} from './phrase.ts'
import {interpretedText} from './roles.ts'
import type {Scanner} from './scanner.ts'
import {isNamePunctuation, simpleNameEnd} from './simple-name.ts'

const BACKQUOTE = 96
const COLON = 58
const UNDERSCORE = 95

export function backquote(scanner: Scanner, at: number): number {
  const {value} = scanner
  const from = at + 1
  if (value.charCodeAt(from) === BACKQUOTE) return literalText(scanner, at)
  if (isSpace(value, from)) return at
  const roleStart = prefixRole(scanner, at)
  if (roleStart === at) {
    if (!scanner.mayStart(at)) return at
    if (scanner.isQuoted(at, from)) return scanner.skip(from)
  }
  const closing = endString(scanner, from)
  if (!closing) {
    return scanner.problem(at, from, 'Inline interpreted text or phrase reference start-string without end-string.')
  }
  const prefix = value.slice(roleStart + 1, Math.max(roleStart + 1, at - 1))
  const {to, end, role: suffix, underscores} = closing
  if (prefix !== '' && suffix !== '') {
    const message = 'Multiple roles in interpreted text (both prefix and suffix present; only one allowed).'
    return scanner.problem(roleStart, end, message)
  }
  if (underscores === 0) return interpretedText(scanner, {start: roleStart, from, to, end, role: prefix || suffix})
  if (prefix !== '' || suffix !== '') {
    const where = prefix === '' ? 'suffix' : 'prefix'
    const message = `Mismatch: both interpreted text role ${where} and reference suffix.`
    return scanner.problem(roleStart, end, message)
  }
  return phraseReference(scanner, {start: at, from, to, end, anonymous: underscores === 2})
}

/** Where a role that stands right before the backquote begins; the backquote's own place where there is none. */
function prefixRole(scanner: Scanner, at: number): number {
  const {value, rest} = scanner
  if (at - 3 < rest || value.charCodeAt(at - 1) !== COLON || !isWord(value, at - 2)) return at
  // Names may hold single colons: the leftmost start counts.
  let start = at
  let first = at - 2
  while (first > rest) {
    if (value.charCodeAt(first - 1) === COLON && scanner.mayStart(first - 1)) start = first - 1
    if (isWord(value, first - 1)) first -= 1
    else if (first - 1 > rest && isNamePunctuation(value.charCodeAt(first - 1)) && isWord(value, first - 2)) first -= 2
    else break
  }
  return start
}

interface Closing {
  /** The closing backquote. */
  to: number
  /** Behind role or underscores. */
  end: number
  role: string
  underscores: 0 | 1 | 2
}

function endString(scanner: Scanner, from: number): Closing | undefined {
  if (scanner.lacks('`')) return undefined
  const {value} = scanner
  for (let to = value.indexOf('`', from); to >= 0; to = value.indexOf('`', to + 1)) {
    if (to > from && isEscapedOrSpace(value, to - 1, from)) continue
    const closing = closingAt(value, to)
    if (!closing) continue
    return to > from ? closing : undefined
  }
  scanner.noteLack('`')
  return undefined
}

/** White space, unless it is escaped, or an escape. */
function isEscapedOrSpace(value: string, at: number, from: number): boolean {
  if (value.charCodeAt(at) !== NULL && !isSpace(value, at)) return false
  return at === from || value.charCodeAt(at - 1) !== NULL
}

function closingAt(value: string, to: number): Closing | undefined {
  const next = value.charCodeAt(to + 1)
  if (next === COLON) {
    // A name may hold single colons: the longest one that is followed by what may follow.
    const first = to + 2
    for (let colon = simpleNameEnd(value, first); colon > first; colon = value.lastIndexOf(':', colon - 1)) {
      if (value.charCodeAt(colon) !== COLON) continue
      const closing = withUnderscores(value, to, colon + 1, value.slice(first, colon))
      if (closing) return closing
    }
  }
  return withUnderscores(value, to, to + 1, '')
}

function withUnderscores(value: string, to: number, after: number, role: string): Closing | undefined {
  let end = after
  while (end < after + 2 && value.charCodeAt(end) === UNDERSCORE) end += 1
  if (!isSuffix(value, end)) return undefined
  const underscores = end - after
  return {to, end, role, underscores: underscores === 2 ? 2 : underscores === 1 ? 1 : 0}
}
