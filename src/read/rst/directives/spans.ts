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

/**
 * Counts the columns, spans included. Where a row is shorter than the others, its last cell covers the rest; with
 * `fill-cells` empty cells stand there instead.
 */
export function completeRows(rows: readonly Row[], stretch: boolean): number {
  /** By row: the columns that cells of rows above cover. */
  const covered: Set<number>[] = rows.map(() => new Set())
  const widths = rows.map((row, y) => {
    const own = covered[y] ?? new Set()
    let x = 0
    for (const entry of row.children) {
      while (own.has(x)) x += 1
      const next = x + entry.moreColumns + 1
      for (let below = y + 1; below <= Math.min(y + entry.moreRows, rows.length - 1); below += 1) {
        for (let column = x; column < next; column += 1) covered[below]?.add(column)
      }
      x = next
    }
    while (own.has(x)) x += 1
    return x
  })
  const count = Math.max(0, ...widths)
  for (const [y, row] of rows.entries()) {
    const last = row.children.at(-1)
    const missing = count - (widths[y] ?? 0)
    if (missing > 0 && stretch && last) last.moreColumns += missing
    else if (missing > 0) fill(row, missing)
  }
  return count
}

/** Adds empty cells behind the last one. */
export function fill(row: Row, count: number): void {
  const {end} = row.position
  for (let i = 0; i < count; i += 1) {
    row.children.push({type: 'entry', moreRows: 0, moreColumns: 0, children: [], position: {start: end, end}})
  }
}
