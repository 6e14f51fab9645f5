/**
 * A grid table, whose cells may cover several rows and columns.
 *
 * ```rst
 * +------+-------+
 * | name | value |
 * +======+=======+
 * | size | 8     |
 * +------+-------+
 * ```
 */

import type {State} from '../state.ts'
import type {RstOf} from '../types.ts'
import {drawnWidth, widest} from '../width.ts'
import {rowsOf} from './rows.ts'

/** A cell with the rows and columns that it takes. */
interface Cell {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly lines: readonly string[]
  /** Blanks before its lines. */
  readonly padding: number
}

interface GridTable {
  readonly cells: readonly Cell[]
  readonly widths: number[]
  readonly heights: readonly number[]
  readonly headRows: number
}

export function layOutGrid(node: RstOf<'table'>, state: State): GridTable {
  const {head, body} = rowsOf(node)
  const rows = [...head, ...body]
  const cells = placed(rows, node.columns, state)
  const widths = columnWidths(cells, node.columns)
  return {cells, widths, heights: rowHeights(cells, rows.length), headRows: head.length}
}

export function gridLines({cells, widths, heights, headRows}: GridTable): string[] {
  const canvas = new Canvas(starts(widths), starts(heights))
  for (const cell of cells) canvas.frame(cell)
  if (headRows > 0) canvas.underline(headRows)
  for (const cell of cells) canvas.text(cell)
  return canvas.lines()
}

function placed(rows: readonly RstOf<'row'>[], columns: readonly number[], state: State): Cell[] {
  const cells: Cell[] = []
  const taken = rows.map(() => new Set<number>())
  for (const [top, row] of rows.entries()) {
    let left = 0
    for (const {moreRows, moreColumns, children} of row.children) {
      while (taken[top]?.has(left)) left += 1
      const bottom = top + moreRows + 1
      const right = left + moreColumns + 1
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) taken[y]?.add(x)
      cells.push({top, left, bottom, right, ...linesIn(children, widthOf(columns, left, right), state)})
      left = right
    }
  }
  return cells
}

/** The columns of a cell, and the lines between them that it covers. */
function widthOf(widths: readonly number[], left: number, right: number): number {
  return widths.slice(left, right).reduce((sum, width) => sum + width + 1, -1)
}

/** With a blank on both sides where the text fits so, else without. */
function linesIn(children: RstOf<'entry'>['children'], width: number, state: State) {
  const roomy = state.flow(children, {...state, width: Math.max(1, width - 2)})
  if (widest(roomy) <= width - 2) return {lines: roomy, padding: 1}
  const tight = state.flow(children, {...state, width})
  return widest(tight) <= width ? {lines: tight, padding: 0} : {lines: roomy, padding: 1}
}

/** As wide as they were, and wider where a cell needs it. */
function columnWidths(cells: readonly Cell[], columns: readonly number[]): number[] {
  const widths = [...columns]
  for (const {left, right, lines, padding} of cells) {
    const missing = widest(lines) + 2 * padding - widthOf(widths, left, right)
    if (missing > 0) widths[right - 1] = (widths[right - 1] ?? 0) + missing
  }
  return widths
}

function rowHeights(cells: readonly Cell[], count: number): number[] {
  const heights = Array.from({length: count}, () => 1)
  const lowestLast = cells.toSorted((one, other) => one.bottom - one.top - (other.bottom - other.top))
  for (const {top, bottom, lines} of lowestLast) {
    const missing = lines.length - widthOf(heights, top, bottom)
    if (missing > 0) heights[bottom - 1] = (heights[bottom - 1] ?? 1) + missing
  }
  return heights
}

/** Where the borders stand. */
function starts(sizes: readonly number[]): number[] {
  const found = [0]
  for (const size of sizes) found.push((found.at(-1) ?? 0) + size + 1)
  return found
}

/** The second half of a wide character, which is no character of the text. */
const COVERED = ''

class Canvas {
  readonly #columns: readonly number[]
  readonly #rows: readonly number[]
  readonly #marks: string[][]

  constructor(columns: readonly number[], rows: readonly number[]) {
    this.#columns = columns
    this.#rows = rows
    const width = (columns.at(-1) ?? 0) + 1
    this.#marks = Array.from({length: (rows.at(-1) ?? 0) + 1}, () => Array.from({length: width}, () => ' '))
  }

  frame({top, left, bottom, right}: Cell): void {
    const [first, last] = [this.#columns[left] ?? 0, this.#columns[right] ?? 0]
    const [upper, lower] = [this.#rows[top] ?? 0, this.#rows[bottom] ?? 0]
    for (const y of [upper, lower]) for (let x = first; x <= last; x += 1) this.#line(x, y, '-')
    for (const x of [first, last]) for (let y = upper; y <= lower; y += 1) this.#line(x, y, '|')
  }

  /** Where lines meet stands a plus. */
  #line(x: number, y: number, mark: string): void {
    const row = this.#marks[y]
    if (!row) return
    const before = row[x]
    row[x] = before === ' ' || before === mark ? mark : '+'
  }

  underline(row: number): void {
    const marks = this.#marks[this.#rows[row] ?? 0] ?? []
    for (const [x, mark] of marks.entries()) if (mark === '-') marks[x] = '='
  }

  text({top, left, lines, padding}: Cell): void {
    for (const [index, line] of lines.entries()) {
      const row = this.#marks[(this.#rows[top] ?? 0) + 1 + index]
      if (!row) continue
      let x = (this.#columns[left] ?? 0) + 1 + padding
      for (const character of line) {
        row[x] = character
        if (drawnWidth(character) === 2) row[x + 1] = COVERED
        x += drawnWidth(character)
      }
    }
  }

  lines(): string[] {
    return this.#marks.map((row) => row.join(''))
  }
}
