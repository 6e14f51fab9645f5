/**
 * The cells of a simple table.
 *
 * ```text
 * ====  =====    the columns
 * a     b        a row begins where its first column has text
 *       c        and goes on where it has none
 * ----  -----    or ends with a line, which may join columns
 * ====  =====
 * ```
 *
 * docutils: `SimpleTableParser`.
 */

import {type Grid, type TableCell, type TableData, TableError} from './table.ts'

interface Column {
  start: number
  end: number
}

const separator = /^=[ =]*$/
const span = /^-[ -]*$/

export function simpleCells(grid: Grid): TableData | TableError {
  const {rows} = grid
  const last = rows.length - 1
  let headEnd: number | undefined
  for (let at = 1; at < last && headEnd === undefined; at += 1) if (separator.test(rows[at] ?? '')) headEnd = at
  for (const at of [0, headEnd, last]) if (at !== undefined) rows[at] = (rows[at] ?? '').replaceAll('=', '-')
  const reader = new RowReader(grid)
  const error = reader.read()
  if (error) return error
  const first = headEnd === undefined ? 0 : reader.starts.findIndex((start) => start > headEnd)
  const headRows = Math.max(0, first)
  const columns = reader.columns.map(({start, end}) => end - start)
  return {columns, head: reader.rows.slice(0, headRows), body: reader.rows.slice(headRows)}
}

class RowReader {
  readonly rows: TableCell[][] = []
  /** The line where each row begins. */
  readonly starts: number[] = []
  readonly columns: Column[]
  readonly #grid: Grid
  /** The end of the top border. */
  readonly #end: number

  constructor(grid: Grid) {
    this.#grid = grid
    this.columns = columnsOf(grid.rows[0] ?? '')
    this.#end = this.columns.at(-1)?.end ?? 0
  }

  read(): TableError | undefined {
    const {rows} = this.#grid
    const [first] = this.columns
    if (!first) return undefined
    const {start: from, end: to} = first
    let start = 1
    let hasText = false
    for (let at = 1; at < rows.length; at += 1) {
      const line = rows[at] ?? ''
      let error: TableError | undefined
      if (span.test(line)) {
        error = this.#spanned(start, at)
        start = at + 1
        hasText = false
      } else if (line.slice(from, to).trim() !== '') {
        if (hasText && at !== start) error = this.#row(start, at, this.columns.map(copy))
        start = at
        hasText = true
      } else if (!hasText) start = at + 1
      if (error) return error
    }
    return undefined
  }

  /** A row that ends with a line of dashes, which says which columns it joins. */
  #spanned(start: number, at: number): TableError | undefined {
    const columns = columnsOf((this.#grid.rows[at] ?? '').trimEnd())
    const lastColumn = columns.at(-1)
    if (!lastColumn || lastColumn.end !== this.#end) {
      return new TableError(`Column span incomplete in table line ${at + 1}.`, at)
    }
    // The rightmost column has no bound.
    lastColumn.end = this.columns.at(-1)?.end ?? lastColumn.end
    return this.#row(start, at, columns)
  }

  #row(start: number, end: number, columns: Column[]): TableError | undefined {
    const error = this.#checkMargins(start, end, columns)
    if (error) return error
    const cells: TableCell[] = []
    let index = 0
    for (const column of columns) {
      const first = index
      if (this.columns[first]?.start !== column.start) return misaligned(start)
      while (this.columns[index]?.end !== column.end) {
        index += 1
        if (index >= this.columns.length) return misaligned(start)
      }
      cells.push(this.#grid.cut({top: start, left: column.start, bottom: end, right: column.end}, 0, index - first))
      index += 1
    }
    this.rows.push(cells)
    this.starts.push(start)
    return undefined
  }

  /** Nothing may stand between columns; what goes beyond the last one widens it. */
  #checkMargins(start: number, end: number, columns: Column[]): TableError | undefined {
    for (let index = 0; start < end && index < columns.length; index += 1) {
      const column = columns[index]
      if (!column) break
      const {start: from, end: to} = column
      const next = columns[index + 1]
      for (let at = start; at < end; at += 1) {
        const line = this.#grid.rows[at] ?? ''
        if (line.slice(to, next?.start).trim() === '') continue
        if (next) return new TableError(`Text in column margin in table line ${at + 1}.`, at)
        const widest = this.columns.at(-1)
        const newEnd = from + line.slice(from).trimEnd().length
        column.end = Math.max(widest?.end ?? 0, newEnd)
        if (widest && newEnd > widest.end) widest.end = newEnd
      }
    }
    return undefined
  }
}

function misaligned(start: number): TableError {
  return new TableError(`Column span alignment problem in table line ${start + 2}.`, start + 1)
}

function copy({start, end}: Column): Column {
  return {start, end}
}

function columnsOf(line: string): Column[] {
  const columns: Column[] = []
  for (const match of line.matchAll(/-[^ ]*/g)) columns.push({start: match.index, end: match.index + match[0].length})
  return columns
}
