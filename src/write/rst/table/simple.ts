/**
 * A simple table.
 *
 * ```rst
 * ====  =====
 * name  value
 * ====  =====
 * size  8
 * ====  =====
 * ```
 *
 * A row begins where its first column has text, so that cell is one line; cells that cover others need lines of dashes and
 * are left to a grid.
 */

import type {State} from '../state.ts'
import type {RstOf} from '../types.ts'
import {padded, widest} from '../width.ts'
import {rowsOf} from './rows.ts'

const GAP = '  '

interface SimpleTable {
  readonly widths: number[]
  readonly head: readonly string[][][]
  readonly body: readonly string[][][]
}

/** `undefined` where only a grid can express it. */
export function layOutSimple(node: RstOf<'table'>, state: State): SimpleTable | undefined {
  const {head, body} = rowsOf(node)
  const count = node.columns.length
  if (count < 2 || body.length === 0) return undefined
  const cells: string[][][] = []
  for (const row of [...head, ...body]) {
    const own = cellsOf(row, count, node.columns, state)
    if (!own) return undefined
    cells.push(own)
  }
  const widths = node.columns.map((width, index) => {
    return Math.max(width, ...cells.map((row) => widest(row[index] ?? [])))
  })
  return {widths, head: cells.slice(0, head.length), body: cells.slice(head.length)}
}

export function simpleLines({widths, head, body}: SimpleTable): string[] {
  const border = widths.map((width) => '='.repeat(width)).join(GAP)
  const write = (row: readonly string[][]) => rowLines(row, widths)
  return [border, ...(head.length > 0 ? [...head.flatMap(write), border] : []), ...body.flatMap(write), border]
}

function cellsOf(row: RstOf<'row'>, count: number, columns: readonly number[], state: State): string[][] | undefined {
  if (row.children.length !== count) return undefined
  const cells: string[][] = []
  for (const [index, {moreRows, moreColumns, children}] of row.children.entries()) {
    if (moreRows > 0 || moreColumns > 0) return undefined
    const isLast = index === count - 1
    // A first cell is never broken; the others are, at their own width.
    const width =
      index === 0 ? Number.POSITIVE_INFINITY : isLast ? Math.max(columns[index] ?? 0, 1) : (columns[index] ?? 0)
    const lines = state.flow(children, {...state, width})
    if (index === 0 && (lines.length !== 1 || !isPlain(lines[0] ?? ''))) return undefined
    if (index > 0 && children.some((child) => child.type === 'block_quote')) return undefined
    cells.push(lines)
  }
  return cells
}

/** A line of `=` or `-` in the first column might be a border. */
function isPlain(line: string): boolean {
  return /^[^=\s-]/.test(line) || /[^=\s-]/.test(line)
}

function rowLines(cells: readonly string[][], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({length: height}, (_, at) => {
    return cells
      .map((lines, index) => padded(lines[at] ?? '', widths[index] ?? 0))
      .join(GAP)
      .trimEnd()
  })
}
