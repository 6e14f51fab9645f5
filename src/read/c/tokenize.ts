/**
 * Text to tokens. One pass, every character looked at a bounded number of times; any text has tokens.
 *
 * ```text
 *   #define KVM_A(x) \     /* … *\/     struct a { __u32 b : 3; };
 *   ^directive        ^skipped ^comment ^identifier       ^colon
 * ```
 */

import {Kind, type Tokens} from './token.ts'

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
const backslash = 92
const slash = 47
const asterisk = 42

/** Offsets of where to begin and end; tokens' offsets are always into the whole text. */
export interface TokenizeOptions {
  readonly start?: number
  readonly end?: number
}

export function tokenize(text: string, options: TokenizeOptions = {}): Tokens {
  const end = Math.min(options.end ?? text.length, text.length)
  const builder = new TokenBuilder(Math.max(0, end - (options.start ?? 0)))
  let at = options.start ?? 0
  let directive = false
  let lineStart = true
  while (at < end) {
    const code = text.charCodeAt(at)
    const kind = code < 128 ? classes[code] : Class.letter
    const from = at
    switch (kind) {
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
        builder.add(code === 34 ? Kind.string : Kind.character, from, at)
        break
      case Class.punctuator: {
        if (code === slash && at + 1 < end) {
          const next = text.charCodeAt(at + 1)
          if (next === asterisk || next === slash) {
            at = next === slash ? endOfLine(text, at, end) : builder.endOfComment(text, at, end)
            builder.addComment(from, at)
            continue
          }
        }
        if (code === Kind.hash && lineStart) {
          directive = true
          at++
          builder.add(Kind.directive, from, at)
          break
        }
        if (code === Kind.dot && at + 1 < end) {
          if (isDigit(text.charCodeAt(at + 1))) {
            at = endOfNumber(text, at + 1, end)
            builder.add(Kind.number, from, at)
            break
          }
          if (at + 2 < end && text.startsWith('...', at)) {
            at += 3
            builder.add(Kind.ellipsis, from, at)
            break
          }
        }
        const length = operatorLength(text, at, end, code)
        at += length
        builder.add(length > 1 ? Kind.operator : code, from, at)
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
  return builder.build(text)
}

class TokenBuilder {
  #kinds: Uint8Array
  #starts: Uint32Array
  #ends: Uint32Array
  #count = 0
  #commentStarts = new Uint32Array(64)
  #commentEnds = new Uint32Array(64)
  #commentCount = 0
  readonly #unterminated: number[] = []
  #noCommentEnd = false

  constructor(length: number) {
    const capacity = (length >> 2) + 16
    this.#kinds = new Uint8Array(capacity)
    this.#starts = new Uint32Array(capacity)
    this.#ends = new Uint32Array(capacity)
  }

  add(kind: number, start: number, end: number): void {
    if (this.#count === this.#kinds.length) {
      const kinds = new Uint8Array(this.#count * 2)
      kinds.set(this.#kinds)
      this.#kinds = kinds
      this.#starts = twice(this.#starts)
      this.#ends = twice(this.#ends)
    }
    this.#kinds[this.#count] = kind
    this.#starts[this.#count] = start
    this.#ends[this.#count] = end
    this.#count++
  }

  addComment(start: number, end: number): void {
    if (this.#commentCount === this.#commentStarts.length) {
      this.#commentStarts = twice(this.#commentStarts)
      this.#commentEnds = twice(this.#commentEnds)
    }
    this.#commentStarts[this.#commentCount] = start
    this.#commentEnds[this.#commentCount] = end
    this.#commentCount++
  }

  /** A comment without an end is taken to end with its line: what follows is more likely C than prose. */
  endOfComment(text: string, start: number, end: number): number {
    const close = this.#noCommentEnd ? -1 : text.indexOf('*/', start + 2)
    if (close !== -1 && close + 2 <= end) return close + 2
    this.#noCommentEnd = true
    this.#unterminated.push(start)
    return endOfLine(text, start, end)
  }

  build(text: string): Tokens {
    return {
      text,
      count: this.#count,
      kinds: this.#kinds,
      starts: this.#starts,
      ends: this.#ends,
      comments: {
        count: this.#commentCount,
        starts: this.#commentStarts,
        ends: this.#commentEnds,
        unterminated: this.#unterminated,
      },
    }
  }
}

function twice(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
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

/** Behind a backslash and its line's end; 0 where there is something in between. Blanks there are forgiven, as gcc does. */
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

function operatorLength(text: string, start: number, end: number, first: number): number {
  for (const operator of operatorsByFirst.get(first) ?? []) {
    if (start + operator.length <= end && text.startsWith(operator, start)) return operator.length
  }
  return 1
}
