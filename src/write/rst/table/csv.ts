/** The rows as comma-separated values, all of them in quotes. */

import type {State} from '../state.ts'
import type {RstOf} from '../types.ts'
import {rowsOf} from './rows.ts'

export function csvLines(node: RstOf<'table'>, state: State): string[] {
  const {head, body} = rowsOf(node)
  // Rows that the option `header` holds are not among the content.
  const isHeaded = node.options?.some(({name}) => name === 'header') ?? false
  return [...(isHeaded ? head.slice(1) : head), ...body].flatMap((row) => {
    const cells = row.children.map(({children}) => {
      const text = state.flow(children, {...state, width: Number.POSITIVE_INFINITY}).join('\n')
      return `"${text.replaceAll('"', '""')}"`
    })
    return cells.join(', ').split('\n')
  })
}
