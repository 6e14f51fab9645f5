/**
 * What a token is: a kind and two offsets, kept in parallel arrays, because the kernel's files have millions of them.
 *
 * A single punctuator's kind is its own character code, so `kinds[i] === Kind.semicolon` needs no text. The other kinds
 * lie outside of the printable range.
 */

export const Kind = {
  /** Behind the last token. */
  end: 0,
  /** Identifiers and keywords alike; the parser knows which are which. */
  identifier: 1,
  number: 2,
  string: 3,
  character: 4,
  /** A punctuator of two or three characters: `->`, `<<=`, `##`. */
  operator: 5,
  /** A `#` that is the first token of its line: a directive begins. */
  directive: 6,
  /** The end of a directive's last line, continuation lines joined; of length 0. */
  directiveEnd: 7,
  /** `...`: variable arguments, and what a document leaves out. */
  ellipsis: 8,
  /** A character that no C token begins with. */
  unknown: 9,
  /** Between two fragments of a document, of length 0. */
  fragmentEnd: 10,
  hash: 35,
  percent: 37,
  ampersand: 38,
  openParenthesis: 40,
  closeParenthesis: 41,
  asterisk: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
} as const

/** A run of tokens: indexes of the first and of the one behind the last. Expressions and macro bodies are kept so. */
export interface TokenRange {
  readonly from: number
  readonly to: number
}

/** Tokens in source order. `count` of them; the arrays may be longer. All offsets are into `text`. */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly kinds: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly comments: Comments
}

/** Comments in source order, delimiters included. */
export interface Comments {
  readonly count: number
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** Offsets of those that have no end; each is taken to end with its line. */
  readonly unterminated: readonly number[]
}

/** Index of the first token or comment that begins at or behind an offset. */
export function firstFrom({starts, count}: Pick<Comments, 'starts' | 'count'>, offset: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

export function tokenText(tokens: Tokens, index: number): string {
  return tokens.text.slice(tokens.starts[index], tokens.ends[index])
}

/** Whether the token is this text, without making a string. */
export function tokenIs(tokens: Tokens, index: number, text: string): boolean {
  const start = tokens.starts[index] ?? 0
  return (tokens.ends[index] ?? 0) - start === text.length && tokens.text.startsWith(text, start)
}
