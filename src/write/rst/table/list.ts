/**
 * The rows as a list of lists.
 *
 * ```rst
 * * - name
 *   - value
 * ```
 */

import {behind} from '../indent.ts'
import type {State} from '../state.ts'
import {narrowed} from '../state.ts'
import type {RstNode, RstOf} from '../types.ts'
import {rowsOf} from './rows.ts'

export function listLines(node: RstOf<'table'>, state: State): string[] {
  const {head, body} = rowsOf(node)
  const isFlat = node.name === 'flat-table'
  return [...head, ...body].flatMap((row) => {
    const cells = row.children.map((entry) => {
      const children = isFlat ? withSpans(entry) : entry.children
      return behind('- ', state.flow(children, narrowed(state, 8)))
    })
    const isTight = row.children.every(({children}) => children.length < 2)
    return behind(
      '* ',
      cells.flatMap((lines, index) => (index === 0 || isTight ? lines : ['', ...lines])),
    )
  })
}

/** How many more columns and rows a cell covers stands at the beginning of its text. */
function withSpans({moreRows, moreColumns, children}: RstOf<'entry'>): RstNode[] {
  const spans: RstOf<'paragraph'>['children'] = []
  if (moreColumns > 0) spans.push({type: 'role', name: 'cspan', value: String(moreColumns)}, {type: 'text', value: ' '})
  if (moreRows > 0) spans.push({type: 'role', name: 'rspan', value: String(moreRows)}, {type: 'text', value: ' '})
  if (spans.length === 0) return children
  const [first, ...rest] = children
  if (first?.type !== 'paragraph') return [{type: 'paragraph', children: spans}, ...children]
  return [{type: 'paragraph', children: [...spans, ...first.children]}, ...rest]
}
