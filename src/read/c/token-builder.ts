/** Collects tokens and comments in arrays that grow. */

import type {Tokens} from './token.ts'

const none = new Uint32Array(0)

export class TokenBuilder {
  readonly text: string
  #kinds: Uint8Array
  #starts: Uint32Array
  #ends: Uint32Array
  #count = 0
  #commentStarts: Uint32Array = none
  #commentEnds: Uint32Array = none
  #commentCount = 0
  readonly #unterminated: number[] = []
  /** The first end of a comment at or behind `#closeFrom`; looked up again only where that does not answer. */
  #closeFrom = 0
  #close = -1

  constructor(text: string, length: number) {
    this.text = text
    const capacity = (Math.max(0, length) >> 2) + 16
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

  addUnterminated(start: number): void {
    this.#unterminated.push(start)
  }

  /** Offset of the next end of a comment; infinite where there is none. */
  closeOfComment(from: number): number {
    if (from < this.#closeFrom || from > this.#close) {
      const close = this.text.indexOf('*/', from)
      this.#closeFrom = from
      this.#close = close === -1 ? Number.POSITIVE_INFINITY : close
    }
    return this.#close
  }

  build(): Tokens {
    return {
      text: this.text,
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

function twice(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(Math.max(16, array.length * 2))
  larger.set(array)
  return larger
}
