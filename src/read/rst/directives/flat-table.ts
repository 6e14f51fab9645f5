/**
 * The kernel's table written as a list of lists.
 *
 * ```rst
 * > | .. flat-table:: A title
 *     ^^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   |    * - name
 *        ^^^^^^^^
 *   |      - :cspan:`1` covers two columns
 *          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * Kernel: Documentation/doc-guide/sphinx.rst, "List tables". Rows may be of different lengths: the last cell covers what
 * is missing. A row may hold comments, and targets, which belong to its first cell.
 */

import type {ListItem, Row} from '../types.ts'
import {listTableOptions, readRows, rowOf, tableOf} from './list-table.ts'
import {flag} from './option-values.ts'
import {type DirectiveReader, Refusal} from './reader.ts'
import {completeRows, takeSpans} from './spans.ts'
import {columnWidths, optionOf, widthsMessage} from './table.ts'

export const flatTable: DirectiveReader = {
  form: {
    most: 1,
    spaces: true,
    options: {...listTableOptions, 'fill-cells': flag},
    content: true,
  },
  mayBeEmpty: true,
  read(parser, source, parts) {
    const rows = readRows(parser, source, parts, rowWithTargets)
    if (rows instanceof Refusal) return rows
    const count = completeRows(rows, optionOf(parts.options, 'fill-cells') === undefined)
    const even = Array.from({length: count}, () => Math.floor(100 / count))
    const columns = columnWidths(parts.options, count, even)
    if (!columns) return widthsMessage(source.name, count)
    return [tableOf(parser, source, parts, columns, rows)]
  },
}

function rowWithTargets({children}: ListItem): Row | undefined {
  const lists = children.filter((child) => child.type === 'bullet_list')
  const targets = children.filter((child) => child.type === 'target')
  const comments = children.filter((child) => child.type === 'comment')
  const [list] = lists
  if (!list || lists.length > 1 || 1 + targets.length + comments.length < children.length) return undefined
  const row = rowOf(list)
  for (const entry of row.children) takeSpans(entry)
  const [first] = row.children
  const start = targets[0]?.position.start
  if (!first || !start) return row
  first.children = [...targets, ...first.children]
  first.position = {start, end: first.position.end}
  row.position = {start, end: row.position.end}
  return row
}
