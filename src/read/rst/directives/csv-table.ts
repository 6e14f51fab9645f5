/**
 * A table of comma-separated values.
 *
 * ```rst
 * > | .. csv-table:: A title
 *     ^^^^^^^^^^^^^^^^^^^^^^
 *   |    :header: "name", "value"
 *        ^^^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   |    size, "4, or 8"
 *        ^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "CSV Table". A reader opens no files: values in a file or behind a URL stay there, and the table is empty.
 */

import type {Parser} from '../parser.ts'
import type {DirectiveOption, Entry, Row} from '../types.ts'
import type {View} from '../view.ts'
import {type Cell, type Dialect, parseCsv, viewOf} from './csv.ts'
import {listTableOptions, tableOf} from './list-table.ts'
import {flag, requiredText, text} from './option-values.ts'
import {type DirectiveReader, Refusal} from './reader.ts'
import {fill} from './spans.ts'
import {columnWidths, optionOf, widthsMessage} from './table.ts'

const external = ['file', 'url']
const headerDialect: Dialect = {delimiter: ',', quote: '"', escape: '\\', skipsInitialSpace: true}

export const csvTable: DirectiveReader = {
  form: {
    most: 1,
    spaces: true,
    options: {
      ...listTableOptions,
      file: requiredText,
      url: requiredText,
      header: text,
      encoding: text,
      delim: text,
      keepspace: flag,
      quote: text,
      escape: text,
    },
    content: true,
  },
  mayBeEmpty: true,
  read(parser, source, parts) {
    const {name} = source
    const {content, options, optionViews} = parts
    const isExternal = options.some((option) => external.includes(option.name))
    if (!content) {
      if (isExternal) return [tableOf(parser, source, parts, [], [])]
      return new Refusal(`The "${name}" directive requires content; none supplied.`, 2)
    }
    if (isExternal) return new Refusal(`"${name}" directive may not both specify an external file and have content.`)
    const head = optionViews.get('header')
    const headRows = head ? rowsOf(parser, head, headerDialect) : []
    const bodyRows = rowsOf(parser, content, dialectOf(options))
    if (typeof headRows === 'string') return malformed(name, headRows)
    if (typeof bodyRows === 'string') return malformed(name, bodyRows)
    const rows = [...headRows, ...bodyRows]
    const count = rows.reduce((most, row) => Math.max(most, row.children.length), 0)
    if (count === 0) return new Refusal('No table data detected in CSV file.')
    for (const row of rows) fill(row, count - row.children.length)
    const columns = columnWidths(
      options,
      count,
      Array.from({length: count}, () => Math.floor(100 / count)),
    )
    if (!columns) return widthsMessage(name, count)
    return [tableOf(parser, source, parts, columns, rows, headRows.length)]
  },
}

const codes: Readonly<Record<string, string>> = {tab: '\t', space: ' '}

function dialectOf(options: readonly DirectiveOption[]): Dialect {
  const delimiter = optionOf(options, 'delim') ?? ','
  return {
    delimiter: codes[delimiter] ?? delimiter.charAt(0),
    quote: optionOf(options, 'quote')?.charAt(0) ?? '"',
    escape: optionOf(options, 'escape')?.charAt(0),
    skipsInitialSpace: optionOf(options, 'keepspace') === undefined,
  }
}

function malformed(name: string, what: string): Refusal {
  return new Refusal(`Error with CSV data in "${name}" directive:\n${what}`)
}

function rowsOf(parser: Parser, view: View, dialect: Dialect): Row[] | string {
  const rows = parseCsv(view, dialect)
  return typeof rows === 'string' ? rows : rows.map((cells) => rowOf(parser, view, cells))
}

function rowOf(parser: Parser, outer: View, cells: readonly Cell[]): Row {
  const children = cells.map((cell): Entry => {
    const view = viewOf(cell, outer)
    const position = view.position(view.start, view.end - 1)
    return {type: 'entry', moreRows: 0, moreColumns: 0, children: parser.body(view), position}
  })
  const start = children[0]?.position.start ?? outer.point(outer.start, 0)
  const end = children.at(-1)?.position.end ?? start
  return {type: 'row', children, position: {start, end}}
}
