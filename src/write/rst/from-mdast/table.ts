/** Tables: the widths of their columns follow from what stands in them. */

import {flow} from '../flow.ts'
import {writeLine} from '../inline/index.ts'
import {widened} from '../table/index.ts'
import type {RstInline, RstOf} from '../types.ts'
import {widest} from '../width.ts'

const WIDEST_TABLE = 80
const NARROWEST_LAST = 24
const GAP = 2

/** Rows of cells; those at the top are the head, and a table without a body has no head. */
export function tableOf(rows: readonly RstInline[][][], headRows: number): RstOf<'table'> {
  const count = Math.max(...rows.map((cells) => cells.length))
  const even = rows.map((cells) => Array.from({length: count}, (_, index) => (cells[index] ?? []).map(composed)))
  const isSimple = count > 1 && even.every(([first = []]) => first.length > 0)
  const widths = Array.from({length: count}, (_, index) => {
    return Math.max(1, widest(even.map((cells) => writeLine(cells[index] ?? [], 'paragraph'))))
  })
  const [head, body] = headRows < even.length ? [even.slice(0, headRows), even.slice(headRows)] : [[], even]
  const table: RstOf<'table'> = {
    type: 'table',
    columns: isSimple ? withBound(widths) : widths.map((width) => width + 2),
    children: [
      ...(head.length > 0 ? [{type: 'thead' as const, children: head.map(rowOf)}] : []),
      {type: 'tbody', children: body.map(rowOf)},
    ],
  }
  return widened(table, {width: WIDEST_TABLE, adornments: [], literalIndentation: '  ', flow})
}

/** docutils counts combining characters in one part of a table and not in another; composed ones are safe. */
function composed(node: RstInline): RstInline {
  return {...node, value: node.value.normalize('NFC')}
}

/** The last column of a wide table is broken into lines. */
function withBound(widths: readonly number[]): number[] {
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0)
  return [...widths.slice(0, -1), Math.min(widths.at(-1) ?? 0, Math.max(NARROWEST_LAST, WIDEST_TABLE - others))]
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
