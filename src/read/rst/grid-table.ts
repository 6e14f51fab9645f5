/**
 * A grid table.
 *
 * ```rst
 * > | +------+-------+
 *     ^^^^^^^^^^^^^^^^
 * > | | name | value |
 *     ^^^^^^^^^^^^^^^^
 * > | +======+=======+
 *     ^^^^^^^^^^^^^^^^
 * > | | size | 8     |
 *     ^^^^^^^^^^^^^^^^
 * > | +------+-------+
 *     ^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Grid Tables"; `Body.isolate_grid_table`, `GridTableParser`.
 */

import {gridCells} from './grid-cells.ts'
import {type Construct, type Frame, linePosition, type Parser} from './parser.ts'
import {Grid, malformedTable, TableError, tableNode} from './table.ts'

const border = /^\+-[-+]+-\+$/

export const gridTable: Construct = {begins: (view, at) => border.test(view.text(at)), read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  let end = at + 1
  while (end < view.end && !view.blank(end) && !view.indented(end)) end += 1
  let blankFinish = true
  if (end < view.end && view.indented(end)) {
    parser.report(3, 'Unexpected indentation.', view.sourceLine(end), linePosition(view, end))
    blankFinish = false
  }
  const grid = new Grid(view, at, end)
  const rows = tableRows(grid.rows)
  blankFinish &&= rows.isWhole
  const next = at + rows.consumed
  grid.rows.length = rows.count
  addTable(parser, frame, grid, at)
  if (!blankFinish) {
    parser.report(2, 'Blank line required after table.', view.lineNumber(next - 1) + 1, linePosition(view, next))
  }
  return next
}

interface Rows {
  /** How many lines the table has. */
  count: number
  /** How many lines are used up. */
  consumed: number
  /** Whether nothing stands behind it without a blank line. */
  isWhole: boolean
}

/** The table ends where the left edge ends, or else at its last border. */
function tableRows(rows: readonly string[]): Rows {
  const edge = rows.findIndex((row) => !isEdge(row.charCodeAt(0)))
  const count = edge < 0 ? rows.length : edge
  if (border.test(rows[count - 1] ?? '')) return {count, consumed: count, isWhole: edge < 0}
  for (let last = count - 2; last > 1; last -= 1) {
    if (border.test(rows[last] ?? '')) return {count: last + 1, consumed: last + 1, isWhole: false}
  }
  return {count, consumed: count, isWhole: false}
}

function addTable(parser: Parser, {view, children}: Frame, grid: Grid, at: number): void {
  const {rows} = grid
  const end = at + rows.length
  const width = rows[0]?.length ?? 0
  const isFramed =
    rows.every((row) => row.length === width && isEdge(row.charCodeAt(width - 1))) && border.test(rows.at(-1) ?? '')
  const data = isFramed ? gridCells(grid) : new TableError('')
  if (data instanceof TableError) children.push(malformedTable(parser, view, at, end, data))
  else children.push(tableNode(parser, data, view.position(at, end - 1)))
}

/** `+` or `|` */
function isEdge(code: number): boolean {
  return code === 43 || code === 124
}
