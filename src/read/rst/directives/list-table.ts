/**
 * Tables written as lists of lists.
 *
 * ```rst
 * > | .. list-table:: A title
 *     ^^^^^^^^^^^^^^^^^^^^^^^
 *   |    :header-rows: 1
 *        ^^^^^^^^^^^^^^^
 *   |
 *   |    * - name
 *        ^^^^^^^^
 *   |      - value
 *          ^^^^^^^
 * ```
 *
 * docutils: "List Table".
 */

import type {Parser} from '../parser.ts'
import type {BulletList, Entry, ListItem, Point, Position, Row, Table, TableBody} from '../types.ts'
import type {DirectiveParts, DirectiveSource} from './block.ts'
import {nonnegativeInteger, widths} from './option-values.ts'
import {type DirectiveReader, Refusal} from './reader.ts'
import {columnWidths, optionOf, tableOptions, widthsMessage, withTitle} from './table.ts'

export const listTableOptions = {
  ...tableOptions,
  widths: widths('auto'),
  'header-rows': nonnegativeInteger,
  'stub-columns': nonnegativeInteger,
}

export const listTable: DirectiveReader = {
  form: {
    most: 1,
    spaces: true,
    options: listTableOptions,
    content: true,
  },
  mayBeEmpty: true,
  read(parser, source, parts) {
    const {name} = source
    const rows = readRows(parser, source, parts, onlyList)
    if (rows instanceof Refusal) return rows
    const count = rows[0]?.children.length ?? 0
    const uneven = rows.findIndex((row) => row.children.length !== count)
    if (uneven >= 0) {
      const own = rows[uneven]?.children.length ?? 0
      return new Refusal(
        `Error parsing content block for the "${name}" directive: uniform two-level bullet list expected, but row ${
          uneven + 1
        } does not contain the same number of items as row 1 (${own} vs ${count}).`,
      )
    }
    const even = Array.from({length: count}, () => Math.floor(100 / count))
    const columns = columnWidths(parts.options, count, even)
    if (!columns) return widthsMessage(name, count)
    const wrong = checkDimensions(name, rows.length, count, parts)
    if (wrong) return wrong
    return [tableOf(parser, source, parts, columns, rows)]
  },
}

/** The rows of a list of lists. */
export function readRows(
  parser: Parser,
  {name}: DirectiveSource,
  {content}: DirectiveParts,
  rowOf: (item: ListItem) => Row | undefined,
): Row[] | Refusal {
  if (!content) return new Refusal(`The "${name}" directive is empty; content required.`)
  const before = `Error parsing content block for the "${name}" directive:`
  const [list, ...rest] = parser.body(content)
  if (list?.type !== 'bullet_list' || rest.length > 0) return new Refusal(`${before} exactly one bullet list expected.`)
  const rows: Row[] = []
  for (const [index, item] of list.children.entries()) {
    const row = rowOf(item)
    if (!row) {
      return new Refusal(
        `${before} two-level bullet list expected, but row ${index + 1} does not contain a second-level bullet list.`,
      )
    }
    rows.push(row)
  }
  return rows
}

/** A row is an item that holds a list and nothing else. */
function onlyList({children}: ListItem): Row | undefined {
  const [list, ...others] = children
  return list?.type === 'bullet_list' && others.length === 0 ? rowOf(list) : undefined
}

function checkDimensions(name: string, rows: number, columns: number, {options}: DirectiveParts): Refusal | undefined {
  const headerRows = Number(optionOf(options, 'header-rows') ?? 0)
  const stubColumns = Number(optionOf(options, 'stub-columns') ?? 0)
  if (rows < headerRows) {
    return new Refusal(
      `${headerRows} header row(s) specified but only ${rows} row(s) of data supplied ("${name}" directive).`,
    )
  }
  if (headerRows > 0 && rows === headerRows) {
    return new Refusal(
      `Insufficient data supplied (${rows} row(s)); no data remaining for table body, required by "${name}" directive.`,
    )
  }
  if (columns < stubColumns) {
    return new Refusal(
      `${stubColumns} stub column(s) specified but only ${columns} columns(s) of data supplied ("${name}" directive).`,
    )
  }
  if (stubColumns > 0 && columns === stubColumns) {
    return new Refusal(
      `Insufficient data supplied (${columns} columns(s)); no data remaining for table body, required by "${name}" directive.`,
    )
  }
  return undefined
}

export function rowOf(list: BulletList): Row {
  return {type: 'row', children: list.children.map(entryOf), position: list.position}
}

function entryOf({children, position}: ListItem): Entry {
  return {type: 'entry', moreRows: 0, moreColumns: 0, children, position}
}

export function tableOf(
  parser: Parser,
  {name, line, position}: DirectiveSource,
  {argument, options}: DirectiveParts,
  columns: number[],
  rows: Row[],
  /** Rows at the top that are not among those that `:header-rows:` counts. */
  moreHeaderRows = 0,
): Table {
  const headerRows = moreHeaderRows + Number(optionOf(options, 'header-rows') ?? 0)
  const stubColumns = Number(optionOf(options, 'stub-columns') ?? 0)
  const node: Table = {
    type: 'table',
    name: name.toLowerCase(),
    columns,
    ...(stubColumns > 0 && {stubColumns}),
    options,
    children: headAndBody(rows, headerRows, position.end),
    position,
  }
  return withTitle(parser, node, argument, line)
}

/** A table has a body even where all of its rows are in the head. */
function headAndBody(rows: readonly Row[], headerRows: number, end: Point): Table['children'] {
  const head = rows.slice(0, headerRows)
  const body = rows.slice(headerRows)
  const tbody: TableBody = {type: 'tbody', children: body, position: around(body, head.at(-1)?.position.end ?? end)}
  return head.length === 0 ? [tbody] : [{type: 'thead', children: head, position: around(head, end)}, tbody]
}

function around(rows: readonly Row[], otherwise: Point): Position {
  return {start: rows[0]?.position.start ?? otherwise, end: rows.at(-1)?.position.end ?? otherwise}
}
