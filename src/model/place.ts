/** Where something stands: file, line, column and offset of its start and its end. */

/** A line number, 1-based, as editors and compilers count. */
export type Line = number & {readonly unit: 'line'}

/** A distance from the start of a file in UTF-16 code units, 0-based, as unist counts. */
export type Offset = number & {readonly unit: 'offset'}

export interface Place {
  /** Path relative to the tree, with `/`. */
  readonly file: string
  readonly line: Line
  /** 1-based, in UTF-16 code units. */
  readonly column: number
  readonly offset: Offset
  readonly endLine: Line
  /** 1-based column just behind the last character. */
  readonly endColumn: number
  readonly endOffset: Offset
}

/** unist's `Position` with the offsets that our readers always fill in. */
export interface Span {
  readonly start: {readonly line: number; readonly column: number; readonly offset?: number | undefined}
  readonly end: {readonly line: number; readonly column: number; readonly offset?: number | undefined}
}

export function placeOf(file: string, {start, end}: Span): Place {
  return {
    file,
    line: start.line as Line,
    column: start.column,
    offset: (start.offset ?? 0) as Offset,
    endLine: end.line as Line,
    endColumn: end.column,
    endOffset: (end.offset ?? 0) as Offset,
  }
}

/** From the start of one place to the end of another in the same file. */
export function placeBetween(first: Place, last: Place): Place {
  return {...first, endLine: last.endLine, endColumn: last.endColumn, endOffset: last.endOffset}
}
