/** Text for inline parsing: some lines joined with `\n`, and the way from an index in it to the source. */

import type {Point, Position} from './types.ts'
import type {Lines, View} from './view.ts'

export class InlineText {
  readonly value: string
  readonly #lines: Lines
  readonly #first: number
  /** For every line, the index in `value` where it begins. */
  readonly #indices: readonly number[]
  /** For every line, the column where it begins. */
  readonly #lefts: readonly number[]

  constructor(value: string, lines: Lines, first: number, indices: readonly number[], lefts: readonly number[]) {
    this.value = value
    this.#lines = lines
    this.#first = first
    this.#indices = indices
    this.#lefts = lefts
  }

  /** The text without the white space that it begins with. */
  trimmedStart(): InlineText {
    const trimmed = this.value.trimStart()
    const cut = this.value.length - trimmed.length
    return cut === 0
      ? this
      : new InlineText(
          trimmed,
          this.#lines,
          this.#first,
          this.#indices.map((index) => index - cut),
          this.#lefts,
        )
  }

  /** The text without its end. */
  upTo(length: number): InlineText {
    return new InlineText(this.value.slice(0, length), this.#lines, this.#first, this.#indices, this.#lefts)
  }

  point(index: number): Point {
    const indices = this.#indices
    let low = 0
    let high = indices.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((indices[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return this.#lines.point(this.#first + low, (this.#lefts[low] ?? 0) + index - (indices[low] ?? 0))
  }

  /** The index of a place in the source; the way back from `point`. */
  indexOf({offset}: Point): number {
    let low = 0
    let high = this.value.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.point(middle).offset < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  position(start: number, end: number): Position {
    return {start: this.point(start), end: this.point(end)}
  }
}

/** The lines from `first` to before `end`. */
export function inlineText(view: View, first: number, end: number): InlineText {
  let value = view.text(first)
  const indices = [0]
  const lefts = [view.leftOf(first)]
  for (let i = first + 1; i < end; i += 1) {
    indices.push(value.length + 1)
    lefts.push(view.leftOf(i))
    value += `\n${view.text(i)}`
  }
  return new InlineText(value, view.lines, first, indices, lefts)
}

/** A part of one line. */
export function inlineSlice(view: View, at: number, from: number, to: number): InlineText {
  return new InlineText(view.text(at).slice(from, to), view.lines, at, [0], [view.leftOf(at) + from])
}
