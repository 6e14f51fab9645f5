/** A table in the form that it came from; where that is not said, drawn: simple where that can express it, else a grid. */

import {directiveLines} from '../directive.ts'
import {writeLine} from '../inline/index.ts'
import type {Handle, State} from '../state.ts'
import type {RstOf} from '../types.ts'
import {csvLines} from './csv.ts'
import {gridLines, layOutGrid} from './grid.ts'
import {listLines} from './list.ts'
import {layOutSimple, simpleLines} from './simple.ts'

/** Content by directive. What is not here is `table`, whose content is drawn. */
const forms: Readonly<Record<string, (node: RstOf<'table'>, state: State) => string[]>> = {
  'list-table': listLines,
  'flat-table': listLines,
  'csv-table': csvLines,
}

export const table: Handle<'table'> = (node, state) => {
  const title = node.children.find((child) => child.type === 'title')
  if (node.name === undefined && !title) return drawn(node, state)
  const name = node.name ?? 'table'
  return directiveLines({
    name,
    argument: title ? [writeLine(title.children, 'argument')] : [],
    options: node.options ?? [],
    content: (forms[name] ?? drawn)(node, state),
  })
}

function drawn(node: RstOf<'table'>, state: State): string[] {
  const simple = layOutSimple(node, state)
  return simple ? simpleLines(simple) : gridLines(layOutGrid(node, state))
}

/** A drawn table with columns as wide as what stands in them asks for; its own are the least. */
export function widened(node: RstOf<'table'>, state: State): RstOf<'table'> {
  const {widths} = layOutSimple(node, state) ?? layOutGrid(node, state)
  return {...node, columns: widths}
}
