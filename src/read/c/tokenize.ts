/**
 * Text to tokens. One pass, every character looked at a bounded number of times; any text has tokens.
 *
 * ```text
 *   #define KVM_A(x) \     /* … *\/     struct a { __u32 b : 3; };
 *   ^directive        ^skipped ^comment ^identifier       ^colon
 * ```
 */

import {Kind, type Tokens} from './token.ts'
import {TokenBuilder} from './token-builder.ts'

/** What begins at a character, for the ASCII range. */
const Class = {unknown: 0, blank: 1, newline: 2, letter: 3, digit: 4, quote: 5, punctuator: 6} as const

const classes = new Uint8Array(128)
const fill = (characters: string, value: number): void => {
  for (const character of characters) classes[character.charCodeAt(0)] = value
}
fill(' \t\r\f\v', Class.blank)
fill('\n', Class.newline)
fill('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$', Class.letter)
fill('0123456789', Class.digit)
fill('"\'', Class.quote)
fill('#%&()*+,-./:;<=>?[]{|}!^~', Class.punctuator)

/** Punctuators of more than one character (C11 6.4.6), the longest first. */
const operators = '<<= >>= -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ##'.split(' ')
const operatorsByFirst = new Map<number, readonly string[]>()
for (const operator of operators) {
  const first = operator.charCodeAt(0)
  operatorsByFirst.set(first, [...(operatorsByFirst.get(first) ?? []), operator])
}

const newline = 10
const doubleQuote = 34
const slash = 47
const backslash = 92

/** A part of a text, by offsets. */
export interface Slice {
  readonly start: number
  readonly end: number
}

/** Offsets of where to begin and end; tokens' offsets are always into the whole text. */
export function tokenize(text: string, {start = 0, end = text.length}: Partial<Slice> = {}): Tokens {
  const builder = new TokenBuilder(text, end - start)
  tokenizeSlice(builder, start, end)
  return builder.build()
}

/** Several parts of one text as one run of tokens, a `fragmentEnd` between two; no token reaches across. */
export function tokenizeFragments(text: string, slices: readonly Slice[]): Tokens {
  const length = slices.reduce((sum, {start, end}) => sum + end - start, 0)
  const builder = new TokenBuilder(text, length)
  for (const [index, {start, end}] of slices.entries()) {
    if (index > 0) builder.add(Kind.fragmentEnd, start, start)
    tokenizeSlice(builder, start, end)
  }
  return builder.build()
}

function tokenizeSlice(builder: TokenBuilder, start: number, sliceEnd: number): void {
  const {text} = builder
  const end = Math.min(sliceEnd, text.length)
  let at = start
  let directive = false
  let lineStart = true
  while (at < end) {
    const code = text.charCodeAt(at)
    const from = at
    switch (code < 128 ? classes[code] : Class.letter) {
      case Class.blank:
        at++
        continue
      case Class.newline:
        if (directive) builder.add(Kind.directiveEnd, at, at)
        directive = false
        lineStart = true
        at++
        continue
      case Class.letter:
        at = endOfWord(text, at + 1, end)
        builder.add(Kind.identifier, from, at)
        break
      case Class.digit:
        at = endOfNumber(text, at + 1, end)
        builder.add(Kind.number, from, at)
        break
      case Class.quote:
        at = endOfString(text, at + 1, end, code)
        builder.add(code === doubleQuote ? Kind.string : Kind.character, from, at)
        break
      case Class.punctuator: {
        const commentEnd = code === slash ? endOfComment(builder, at, end) : 0
        if (commentEnd > 0) {
          at = commentEnd
          builder.addComment(from, at)
          continue
        }
        directive ||= code === Kind.hash && lineStart
        at = addPunctuator(builder, at, end, code === Kind.hash && lineStart)
        break
      }
      default: {
        const next = code === backslash ? continuation(text, at, end) : 0
        if (next > 0) {
          at = next
          continue
        }
        at++
        builder.add(Kind.unknown, from, at)
      }
    }
    lineStart = false
  }
  if (directive) builder.add(Kind.directiveEnd, end, end)
}

/** Adds a punctuator, or a number that begins with a dot; returns where it ends. */
function addPunctuator(builder: TokenBuilder, start: number, end: number, directive: boolean): number {
  const {text} = builder
  const code = text.charCodeAt(start)
  let kind: number = directive ? Kind.directive : code
  let to = start + 1
  if (code === Kind.dot && isDigit(text.charCodeAt(start + 1))) {
    kind = Kind.number
    to = endOfNumber(text, start + 1, end)
  } else if (code === Kind.dot && text.startsWith('...', start)) {
    kind = Kind.ellipsis
    to = start + 3
  } else if (!directive) {
    to = start + operatorLength(text, start, code)
    if (to > start + 1) kind = Kind.operator
  }
  builder.add(kind, start, Math.min(to, end))
  return to
}

/** Behind the comment that begins here; 0 where none does. One without an end is taken to end with its line. */
function endOfComment(builder: TokenBuilder, start: number, end: number): number {
  const {text} = builder
  const next = text.charCodeAt(start + 1)
  if (next === slash) return endOfLine(text, start, end)
  if (next !== Kind.asterisk) return 0
  const close = builder.closeOfComment(start + 2)
  if (close + 2 <= end) return close + 2
  builder.addUnterminated(start)
  return endOfLine(text, start, end)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function endOfWord(text: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code < 128 && classes[code] !== Class.letter && classes[code] !== Class.digit) break
    at++
  }
  return at
}

/** A preprocessing number (C11 6.4.8): digits, letters, dots, and signs behind an exponent: `0x1UL`, `1.5e-3`. */
function endOfNumber(text: string, start: number, end: number): number {
  let at = start
  const hexadecimal = (text.charCodeAt(start) | 32) === 120
  while (at < end) {
    const code = text.charCodeAt(at)
    const inside =
      code === Kind.dot ||
      (code < 128 && (classes[code] === Class.letter || classes[code] === Class.digit)) ||
      ((code === Kind.plus || code === Kind.minus) && !hexadecimal && (text.charCodeAt(at - 1) | 32) === 101)
    if (!inside) break
    at++
  }
  return at
}

/** A string or character constant ends at its quote, or, where that is missing, with its line. */
function endOfString(text: string, start: number, end: number, quote: number): number {
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === newline) return at
    if (code === quote) return at + 1
    at += code === backslash ? 2 : 1
  }
  return end
}

/** Just before the line's end; a line that ends in a backslash goes on. */
function endOfLine(text: string, start: number, end: number): number {
  let from = start
  for (;;) {
    const at = text.indexOf('\n', from)
    if (at === -1 || at >= end) return end
    if (text.charCodeAt(at - 1) !== backslash) return at
    from = at + 1
  }
}

/** Behind a backslash and its line's end; 0 where something is in between. Blanks there are forgiven, as gcc does. */
function continuation(text: string, start: number, end: number): number {
  let at = start + 1
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code === newline) return at + 1
    if (code > 127 || classes[code] !== Class.blank) return 0
    at++
  }
  return 0
}

function operatorLength(text: string, start: number, first: number): number {
  for (const operator of operatorsByFirst.get(first) ?? []) {
    if (text.startsWith(operator, start)) return operator.length
  }
  return 1
}
