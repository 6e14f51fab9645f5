/** Tables: the widths of their columns follow from what stands in them. */

import {writeLine} from '../inline/index.ts'
import {widest} from '../table/width.ts'
import type {RstInline, RstOf} from '../types.ts'

const WIDEST_TABLE = 80
const NARROWEST_LAST = 24
const GAP = 2

/** Rows of cells; those at the top are the head, and a table without a body has no head. */
export function tableOf(rows: readonly RstInline[][][], headRows: number): RstOf<'table'> {
  const count = Math.max(...rows.map((cells) => cells.length))
  const even = rows.map((cells) => Array.from({length: count}, (_, index) => cells[index] ?? []))
  const isSimple = count > 1 && even.every(([first = []]) => first.length > 0)
  const widths = Array.from({length: count}, (_, index) => {
    return Math.max(1, widest(even.map((cells) => writeLine(cells[index] ?? [], 'paragraph'))))
  })
  const columns = isSimple ? withBound(widths, even) : widths.map((width) => width + 2)
  const [head, body] = headRows < even.length ? [even.slice(0, headRows), even.slice(headRows)] : [[], even]
  return {
    type: 'table',
    columns,
    children: [
      ...(head.length > 0 ? [{type: 'thead' as const, children: head.map(rowOf)}] : []),
      {type: 'tbody', children: body.map(rowOf)},
    ],
  }
}

/** The last column of a wide table is broken into lines; a word is not. */
function withBound(widths: readonly number[], rows: readonly RstInline[][][]): number[] {
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0)
  const room = Math.max(NARROWEST_LAST, WIDEST_TABLE - others)
  const last = widths.at(-1) ?? 0
  if (last <= room) return [...widths]
  const words = rows.flatMap((cells) => writeLine(cells.at(-1) ?? [], 'paragraph').split(' '))
  return [...widths.slice(0, -1), Math.max(room, widest(words))]
}

function rowOf(cells: readonly RstInline[][]): RstOf<'row'> {
  return {
    type: 'row',
    children: cells.map((children) => ({
      type: 'entry',
      moreRows: 0,
      moreColumns: 0,
      children: children.length > 0 ? [{type: 'paragraph', children}] : [],
    })),
  }
}
