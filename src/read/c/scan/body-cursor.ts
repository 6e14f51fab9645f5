/** A place in a body's tokens, and what a parser asks of it. Never moves behind the last token. */

import {Kind} from '../token.ts'
import type {BodyTokens} from './body-tokens.ts'

/** Statements and expressions nested deeper are left unread: no recursion may overflow the stack. */
const maximumDepth = 400

export class BodyCursor {
  readonly #tokens: BodyTokens
  at = 0
  depth = 0

  constructor(tokens: BodyTokens) {
    this.#tokens = tokens
  }

  get kind(): number {
    return this.#tokens.kinds[this.at] ?? Kind.end
  }

  is(kind: number): boolean {
    return this.kind === kind
  }

  get start(): number {
    return this.#tokens.starts[this.at] ?? 0
  }

  /** Where the token before ends. */
  get lastEnd(): number {
    return this.at === 0 ? this.start : (this.#tokens.ends[this.at - 1] ?? 0)
  }

  get tooDeep(): boolean {
    return this.depth > maximumDepth
  }

  kindAt(ahead: number): number {
    return this.#tokens.kinds[this.at + ahead] ?? Kind.end
  }

  textAt(ahead: number): string {
    const index = this.at + ahead
    return this.#tokens.text.slice(this.#tokens.starts[index] ?? 0, this.#tokens.ends[index] ?? 0)
  }

  /** The text of the token here. */
  get text(): string {
    return this.textAt(0)
  }

  next(): void {
    if (this.at < this.#tokens.count) this.at++
  }

  /** The token's text; moves on. */
  take(): string {
    const text = this.text
    this.next()
    return text
  }

  /** Moves on where the token is of this kind. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false
    this.next()
    return true
  }

  /** Moves to behind the `)`, `]` or `}` that closes what opens here. */
  skipBrackets(): void {
    let depth = 0
    while (this.kind !== Kind.end) {
      const kind = this.kind
      if (isOpening(kind)) depth++
      else if (isClosing(kind)) depth--
      this.next()
      if (depth <= 0) return
    }
  }

  /** Moves to behind the next `;` at this depth, or to the brace that ends the block. */
  skipStatement(): void {
    while (this.kind !== Kind.end) {
      const kind = this.kind
      if (kind === Kind.semicolon) {
        this.next()
        return
      }
      if (kind === Kind.closeBrace || kind === Kind.directive) return
      if (isOpening(kind)) {
        this.skipBrackets()
        if (kind === Kind.openBrace) return
      } else this.next()
    }
  }

  /** Tokens from `from` to here, joined by blanks where two words meet. */
  textFrom(from: number): string {
    let text = ''
    for (let index = from; index < this.at; index++) {
      const gap = index > from && this.#tokens.ends[index - 1] !== this.#tokens.starts[index]
      text += `${gap ? ' ' : ''}${this.#tokens.text.slice(this.#tokens.starts[index], this.#tokens.ends[index])}`
    }
    return text
  }
}

function isOpening(kind: number): boolean {
  return kind === Kind.openParenthesis || kind === Kind.openBrace || kind === Kind.openBracket
}

function isClosing(kind: number): boolean {
  return kind === Kind.closeParenthesis || kind === Kind.closeBrace || kind === Kind.closeBracket
}
