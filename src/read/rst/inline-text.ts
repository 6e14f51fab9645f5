/** Text for inline parsing: some lines joined with `\n`, and the way from an index in it to the source. */

import type {Point, Position} from './types.ts'
import type {Lines, View} from './view.ts'

export class InlineText {
  readonly value: string
  private readonly lines: Lines
  private readonly first: number
  /** The column where the first line begins. */
  private readonly left: number
  /** For every further line, the index in `value` where it begins. */
  private readonly indices: readonly number[] | undefined
  /** The column where they begin. */
  private readonly furtherLeft: number

  constructor(
    value: string,
    lines: Lines,
    first: number,
    left: number,
    indices?: readonly number[],
    furtherLeft = left,
  ) {
    this.value = value
    this.lines = lines
    this.first = first
    this.left = left
    this.indices = indices
    this.furtherLeft = furtherLeft
  }

  /** The text without its end. */
  upTo(length: number): InlineText {
    const value = this.value.slice(0, length)
    return new InlineText(value, this.lines, this.first, this.left, this.indices, this.furtherLeft)
  }

  /** The text without the white space that its first line begins with. */
  trimmedStart(): InlineText {
    const value = this.value.trimStart()
    const cut = this.value.length - value.length
    if (cut === 0) return this
    const indices = this.indices?.map((index) => index - cut)
    return new InlineText(value, this.lines, this.first, this.left + cut, indices, this.furtherLeft)
  }

  point(index: number): Point {
    const {indices} = this
    if (indices === undefined || index < (indices[0] ?? 0)) return this.lines.point(this.first, this.left + index)
    let low = 0
    let high = indices.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((indices[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return this.lines.point(this.first + low + 1, this.furtherLeft + index - (indices[low] ?? 0))
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
  const left = view.leftOf(first)
  if (end <= first + 1) return new InlineText(value, view.lines, first, left)
  const indices: number[] = []
  for (let i = first + 1; i < end; i += 1) {
    indices.push(value.length + 1)
    value += `\n${view.text(i)}`
  }
  return new InlineText(value, view.lines, first, left, indices, view.left)
}

/** A part of one line. */
export function inlineSlice(view: View, at: number, from: number, to: number): InlineText {
  return new InlineText(view.text(at).slice(from, to), view.lines, at, view.leftOf(at) + from)
}
