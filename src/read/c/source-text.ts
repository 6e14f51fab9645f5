/** A file's text, and lines and columns of its offsets, which are looked up only when somebody asks. */

import type {Line, Offset, Place} from '../../model/index.ts'

export class SourceText {
  readonly file: string
  readonly text: string
  #lineStarts: Uint32Array | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** 1-based. */
  line(offset: number): Line {
    const starts = this.#starts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return (low + 1) as Line
  }

  place(start: number, end: number): Place {
    const starts = this.#starts()
    const line = this.line(start)
    const endLine = this.line(end)
    return {
      file: this.file,
      line,
      column: start - (starts[line - 1] ?? 0) + 1,
      offset: start as Offset,
      endLine,
      endColumn: end - (starts[endLine - 1] ?? 0) + 1,
      endOffset: end as Offset,
    }
  }

  /** A line without the white space around it. */
  linePlace(line: number): Place {
    const starts = this.#starts()
    const start = starts[line - 1] ?? this.text.length
    const text = this.text.slice(start, starts[line] ?? this.text.length)
    const from = start + text.length - text.trimStart().length
    return this.place(from, Math.max(from, start + text.trimEnd().length))
  }

  #starts(): Uint32Array {
    this.#lineStarts ??= lineStartsOf(this.text)
    return this.#lineStarts
  }
}

function lineStartsOf(text: string): Uint32Array {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return Uint32Array.from(starts)
}

/** Columns further right are not told apart, so that a line of any length costs the same. */
const widest = 1000

/** 0-based column on the screen, tabs going to the next multiple of 8. */
export function columnOf(text: string, offset: number): number {
  let lineStart = offset
  while (lineStart > 0 && offset - lineStart < widest && text.charCodeAt(lineStart - 1) !== 10) lineStart--
  let column = 0
  for (let at = lineStart; at < offset; at++) {
    column = text.charCodeAt(at) === 9 ? (column >> 3) * 8 + 8 : column + 1
  }
  return column
}
