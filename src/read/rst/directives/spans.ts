/** Cells of a `flat-table` that cover more than one row or column. (Kernel: Documentation/doc-guide/sphinx.rst.) */

import type {Entry, Row} from '../types.ts'

/** Takes `` :cspan:`n` `` and `` :rspan:`n` `` out of the cell's first block. */
export function takeSpans(entry: Entry): void {
  const [first] = entry.children
  if (first?.type !== 'paragraph') return
  first.children = first.children.filter((node) => {
    if (node.type !== 'role' || (node.name !== 'cspan' && node.name !== 'rspan')) return true
    const more = /^\d{1,4}$/.test(node.value) ? Number(node.value) : 0
    if (node.name === 'cspan') entry.moreColumns = more
    else entry.moreRows = more
    return false
  })
}

/** Columns that a cell covers in this row and, up to a last row, in those below. */
interface Cover {
  start: number
  end: number
  lastRow: number
}

/**
 * Counts the columns, spans included. Where a row is shorter than the others, its last cell covers the rest; with
 * `fill-cells` empty cells stand there instead.
 */
export function completeRows(rows: readonly Row[], stretch: boolean): number {
  const widths: number[] = []
  let covers: Cover[] = []
  for (const [y, row] of rows.entries()) {
    covers = covers.filter(({lastRow}) => lastRow >= y).sort((a, b) => a.start - b.start)
    const own: Cover[] = []
    widths.push(place(row, y, covers, own))
    for (const cover of own) covers.push(cover)
  }
  const count = widths.reduce((most, width) => Math.max(most, width), 0)
  for (const [y, row] of rows.entries()) {
    const last = row.children.at(-1)
    const missing = count - (widths[y] ?? 0)
    if (missing > 0 && stretch && last) last.moreColumns += missing
    else if (missing > 0) fill(row, missing)
  }
  return count
}

/** Lays the cells of a row out in the columns that cells above leave free; gives the column behind the last one. */
function place(row: Row, y: number, covers: readonly Cover[], own: Cover[]): number {
  let x = 0
  let index = 0
  const skipCovered = () => {
    for (; (covers[index]?.start ?? Number.POSITIVE_INFINITY) <= x; index += 1) x = Math.max(x, covers[index]?.end ?? x)
  }
  for (const {moreColumns, moreRows} of row.children) {
    skipCovered()
    const end = x + moreColumns + 1
    if (moreRows > 0) own.push({start: x, end, lastRow: y + moreRows})
    x = end
  }
  skipCovered()
  return x
}

/** Adds empty cells behind the last one. */
export function fill(row: Row, count: number): void {
  const {end} = row.position
  for (let i = 0; i < count; i += 1) {
    row.children.push({type: 'entry', moreRows: 0, moreColumns: 0, children: [], position: {start: end, end}})
  }
}
