/**
 * The cells of a grid table.
 *
 * ```text
 * + top, left       + top, right
 *  +------------------+
 *  |  traced around,  |
 *  +------+-----------+
 *         + the next corners to begin at are the right and the lower one
 * ```
 *
 * docutils traces each cell right, down, left and up (`GridTableParser.scan_cell`). This one knows beforehand how far
 * the lines go from each crossing, so that noise made of crossings takes no time.
 */

import {type Box, type Grid, type TableCell, type TableData, TableError} from './table.ts'

const separator = /^\+=[=+]+=\+$/

export function gridCells(grid: Grid): TableData | TableError {
  const headEnd = headSeparator(grid.rows)
  if (headEnd instanceof TableError) return headEnd
  const tracer = new Tracer(headEnd === undefined ? grid.rows : withoutSeparator(grid.rows, headEnd))
  const boxes = tracer.boxes()
  if (!boxes) return new TableError('Malformed table; parse incomplete.')
  const rowBounds = sorted(tracer.rowBounds)
  const columnBounds = sorted(tracer.columnBounds)
  const rowIndex = new Map(rowBounds.map((bound, index) => [bound, index]))
  const columnIndex = new Map(columnBounds.map((bound, index) => [bound, index]))
  const rows: TableCell[][] = rowBounds.slice(1).map(() => [])
  for (const {top, left, bottom, right} of boxes) {
    const row = rowIndex.get(top) ?? 0
    const column = columnIndex.get(left) ?? 0
    const moreRows = (rowIndex.get(bottom) ?? 0) - row - 1
    const moreColumns = (columnIndex.get(right) ?? 0) - column - 1
    rows[row]?.push(grid.cut({top: top + 1, left: left + 1, bottom, right}, moreRows, moreColumns))
  }
  const headRows = headEnd === undefined ? 0 : (rowIndex.get(headEnd) ?? 0)
  const columns = columnBounds.slice(1).map((bound, index) => bound - (columnBounds[index] ?? 0) - 1)
  return {columns, head: rows.slice(0, headRows), body: rows.slice(headRows)}
}

/** The line that divides the head from the body. */
function headSeparator(rows: readonly string[]): number | undefined | TableError {
  let found: number | undefined
  for (const [index, row] of rows.entries()) {
    if (!separator.test(row)) continue
    if (found !== undefined) {
      const lines = `(table lines ${found + 1} and ${index + 1})`
      return new TableError(`Multiple head/body row separators ${lines}; only one allowed.`, index)
    }
    found = index
  }
  if (found === rows.length - 1) {
    const message = 'The head/body row separator may not be the first or last line of the table.'
    return new TableError(message, rows.length - 1)
  }
  return found
}

function withoutSeparator(rows: readonly string[], at: number): string[] {
  return rows.map((row, index) => (index === at ? row.replaceAll('=', '-') : row))
}

function sorted(bounds: ReadonlySet<number>): number[] {
  return [...bounds].sort((a, b) => a - b)
}

const PLUS = 43
const MINUS = 45
const BAR = 124

class Tracer {
  readonly rowBounds = new Set<number>([0])
  readonly columnBounds = new Set<number>([0])
  readonly #rows: readonly string[]
  readonly #bottom: number
  readonly #right: number
  /** For each place, the last column that a line to the right reaches, and the last row that a line down does. */
  readonly #reachRight: Int32Array
  readonly #reachDown: Int32Array
  /** For each column, the last row that a cell covers. */
  readonly #done: Int32Array

  constructor(rows: readonly string[]) {
    this.#rows = rows
    this.#bottom = rows.length - 1
    this.#right = (rows[0]?.length ?? 0) - 1
    const width = this.#right + 1
    this.#reachRight = new Int32Array(rows.length * width)
    this.#reachDown = new Int32Array(rows.length * width)
    this.#done = new Int32Array(width).fill(-1)
    for (let row = this.#bottom; row >= 0; row -= 1) {
      for (let column = this.#right; column >= 0; column -= 1) this.#measure(row, column, width)
    }
  }

  #measure(row: number, column: number, width: number): void {
    const place = row * width + column
    const own = this.#code(row, column)
    const right = column < this.#right ? this.#code(row, column + 1) : 0
    const below = row < this.#bottom ? this.#code(row + 1, column) : 0
    const goesRight = (own === PLUS || own === MINUS) && (right === PLUS || right === MINUS)
    const goesDown = (own === PLUS || own === BAR) && (below === PLUS || below === BAR)
    this.#reachRight[place] = goesRight ? (this.#reachRight[place + 1] ?? column) : column
    this.#reachDown[place] = goesDown ? (this.#reachDown[place + width] ?? row) : row
  }

  #code(row: number, column: number): number {
    return this.#rows[row]?.charCodeAt(column) ?? 0
  }

  /** All cells, row by row; `undefined` where they do not fill the table. */
  boxes(): Box[] | undefined {
    const boxes: Box[] = []
    for (let top = 0; top < this.#bottom; top += 1) {
      for (let left = 0; left < this.#right; left += 1) {
        if (this.#done[left] !== top - 1) continue
        if (this.#code(top, left) !== PLUS) return undefined
        const box = this.#trace(top, left)
        if (!box) return undefined
        for (let column = left; column < box.right; column += 1) {
          if (this.#done[column] !== top - 1) return undefined
          this.#done[column] = box.bottom - 1
        }
        this.#noteBounds(box)
        boxes.push(box)
      }
    }
    for (let column = 0; column < this.#right; column += 1) {
      if (this.#done[column] !== this.#bottom - 1) return undefined
    }
    return boxes
  }

  #trace(top: number, left: number): Box | undefined {
    const width = this.#right + 1
    const lastRight = this.#reachRight[top * width + left] ?? left
    const lastBottom = this.#reachDown[top * width + left] ?? top
    for (let right = left + 1; right <= lastRight; right += 1) {
      if (this.#code(top, right) !== PLUS) continue
      const last = Math.min(lastBottom, this.#reachDown[top * width + right] ?? top)
      for (let bottom = top + 1; bottom <= last; bottom += 1) {
        if (this.#code(bottom, right) !== PLUS || this.#code(bottom, left) !== PLUS) continue
        if ((this.#reachRight[bottom * width + left] ?? 0) >= right) return {top, left, bottom, right}
      }
    }
    return undefined
  }

  /** Every crossing on the edges of a cell bounds a row or a column. */
  #noteBounds({top, left, bottom, right}: Box): void {
    for (let column = left + 1; column <= right; column += 1) {
      if (this.#code(top, column) === PLUS || this.#code(bottom, column) === PLUS) this.columnBounds.add(column)
    }
    for (let row = top + 1; row <= bottom; row += 1) {
      if (this.#code(row, left) === PLUS || this.#code(row, right) === PLUS) this.rowBounds.add(row)
    }
  }
}
