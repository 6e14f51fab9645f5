/**
 * Simple reference names: letters and digits, with single punctuation characters between them. By hand, because compiling
 * a pattern with Unicode's classes takes longer than reading a document. (docutils: "Reference Names".)
 */

import {isWord} from './characters.ts'

const HYPHEN = 45
const DOT = 46
const UNDERSCORE = 95
const PLUS = 43
const COLON = 58
const HASH = 35
const STAR = 42
const OPENING = 91
const CLOSING = 93

export function isNamePunctuation(code: number): boolean {
  return code === HYPHEN || code === DOT || code === UNDERSCORE || code === PLUS || code === COLON
}

/** Where the longest simple name that begins at `start` ends; `start` where none does. */
export function simpleNameEnd(text: string, start: number): number {
  let at = start
  const {length} = text
  while (at < length && isWord(text, at)) at += 1
  while (at > start && isNamePunctuation(text.charCodeAt(at)) && at + 1 < length && isWord(text, at + 1)) {
    at += 2
    while (at < length && isWord(text, at)) at += 1
  }
  return at
}

/** Whether the whole text is a simple name. */
export function isSimpleName(text: string): boolean {
  return text !== '' && simpleNameEnd(text, 0) === text.length
}

export interface Label {
  text: string
  isCitation: boolean
  /** Behind the closing bracket. */
  end: number
}

/** `[1]`, `[#]`, `[#name]`, `[*]`, `[Name]`. */
export function bracketedLabel(text: string, start: number): Label | undefined {
  if (text.charCodeAt(start) !== OPENING) return undefined
  const first = start + 1
  const code = text.charCodeAt(first)
  const end = code === HASH ? simpleNameEnd(text, first + 1) : code === STAR ? first + 1 : simpleNameEnd(text, first)
  if (end === first || text.charCodeAt(end) !== CLOSING) return undefined
  const label = text.slice(first, end)
  const isFootnote = code === HASH || code === STAR || /^[0-9]+$/.test(label)
  return {text: label, isCitation: !isFootnote, end: end + 1}
}
