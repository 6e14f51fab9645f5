/** Where the parser stands, what it has skipped, and how it skips. */

import type {Attributes, Name, Unread} from './ast.ts'
import {matchBraces} from './brace.ts'
import {Kind, type TokenRange, type Tokens, tokenIs, tokenText} from './token.ts'

/** `file`: a whole C file. `document`: what stands in a document, where much is no C and structs are left open. */
export type Dialect = 'file' | 'document'

/** Structs in structs, conditionals in conditionals, parentheses in parentheses; no real file comes near. */
const deepest = 200

export const noAttributes: Attributes = {packed: false, aligned: []}

export class Cursor {
  readonly tokens: Tokens
  readonly dialect: Dialect
  readonly unread: Unread[] = []
  /** Index of the token to read next. */
  at: number
  /** Index behind the last token that is read. */
  readonly limit: number
  depth = 0
  /** `extern "C" {` that are open. */
  linkage = 0
  /** Column of the outermost struct that is open, so that the next fragment can tell whether it goes on. */
  openColumn: number | undefined
  /** Tokens that looking for split declarations may still look at, so that no file makes it slow. */
  splitBudget: number
  #braces: Int32Array | undefined

  constructor(tokens: Tokens, dialect: Dialect, {from, to}: TokenRange = {from: 0, to: tokens.count}) {
    this.tokens = tokens
    this.dialect = dialect
    this.at = from
    this.limit = to
    this.splitBudget = tokens.count * 2
  }

  get kind(): number {
    return this.kindAt(this.at)
  }

  kindAt(index: number): number {
    return index < this.limit ? (this.tokens.kinds[index] ?? Kind.end) : Kind.end
  }

  get text(): string {
    return this.textAt(this.at)
  }

  textAt(index: number): string {
    return index < this.limit ? tokenText(this.tokens, index) : ''
  }

  is(text: string): boolean {
    return this.at < this.limit && tokenIs(this.tokens, this.at, text)
  }

  /** Takes the token if it is of this kind. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false
    this.at++
    return true
  }

  /** Offset of a token's start; behind the last token, the end of the last. */
  start(index: number = this.at): number {
    return index < this.limit ? (this.tokens.starts[index] ?? 0) : this.end(index)
  }

  /** Offset of the end of the token before an index. */
  end(index: number = this.at): number {
    return index > 0 ? (this.tokens.ends[index - 1] ?? 0) : 0
  }

  /** The current token as a name, taken. */
  takeName(): Name {
    const name = {text: this.text, start: this.start(), end: this.end(this.at + 1)}
    this.at++
    return name
  }

  /** Runs a parser one level deeper; `undefined`, nothing taken, where that is too deep. */
  deeper<Result>(parse: () => Result): Result | undefined {
    if (this.depth >= deepest) return undefined
    this.depth++
    const result = parse()
    this.depth--
    return result
  }

  /** A directive, the end of a fragment or of everything: no declaration reaches across. */
  atBarrier(): boolean {
    const {kind} = this
    return kind === Kind.directive || kind === Kind.fragmentEnd || kind === Kind.end || kind === Kind.directiveEnd
  }

  /** Index of the closing brace that belongs to an opening one, -1 where there is none. */
  closingBrace(index: number): number {
    this.#braces ??= matchBraces(this.tokens)
    const close = this.#braces[index] ?? -1
    return close < this.limit ? close : -1
  }

  /** Behind the closing parenthesis or bracket of the one that stands here; stays before a barrier. */
  skipBalanced(): void {
    let depth = 0
    while (!this.atBarrier()) {
      const {kind} = this
      if (kind === Kind.openParenthesis || kind === Kind.openBracket || kind === Kind.openBrace) depth++
      if (kind === Kind.closeParenthesis || kind === Kind.closeBracket || kind === Kind.closeBrace) depth--
      this.at++
      if (depth <= 0) return
    }
  }

  /** Up to a token of one of these kinds outside of all parentheses and brackets, or up to a barrier. */
  takeUntil(stops: readonly number[]): TokenRange {
    const from = this.at
    while (!this.atBarrier()) {
      const {kind} = this
      if (stops.includes(kind)) break
      if (kind === Kind.openParenthesis || kind === Kind.openBracket || kind === Kind.openBrace) this.skipBalanced()
      else if (kind === Kind.closeParenthesis || kind === Kind.closeBracket || kind === Kind.closeBrace) break
      else this.at++
    }
    return {from, to: this.at}
  }

  /**
   * Skips to behind the next `;`, or to a `}` that closes what is around, or to a directive, and notes what was skipped.
   * A body in braces is skipped whole where its end is there.
   */
  recover(from: number, reason: string): void {
    const start = this.start(from)
    while (!this.atBarrier()) {
      const {kind} = this
      if (kind === Kind.closeBrace && this.at > from) break
      const close = kind === Kind.openBrace ? this.closingBrace(this.at) : -1
      this.at = close === -1 ? this.at + 1 : close + 1
      if (kind === Kind.semicolon || kind === Kind.closeBrace) break
      if (close !== -1) {
        this.accept(Kind.semicolon)
        break
      }
    }
    this.unread.push({start, end: Math.max(start, this.end()), reason})
  }
}
