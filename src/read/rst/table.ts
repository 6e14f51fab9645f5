/** What drawn tables have in common: cells cut out of lines, and rows of nodes made of them. */

import {type Parser, textOf} from './parser.ts'
import type {Entry, Position, Row, SystemMessage, Table} from './types.ts'
import {Lines, View} from './view.ts'
import {isWide, stringWidths} from './width.ts'

/** A cell: where it stands in the grid of rows and columns, and its lines. */
export interface TableCell {
  moreRows: number
  moreColumns: number
  /** `undefined` where the cell is empty. */
  view: View | undefined
  position: Position
}

/** A table as it was found: its columns' widths and the rows of its head and body. */
export interface TableData {
  columns: number[]
  head: TableCell[][]
  body: TableCell[][]
}

/** What is wrong with a table, and how many lines from its top. */
export class TableError {
  readonly detail: string
  readonly offset: number

  constructor(detail: string, offset = 0) {
    this.detail = detail
    this.offset = offset
  }
}

export function tableNode(parser: Parser, {columns, head, body}: TableData, position: Position): Table {
  const children: Table['children'] = []
  const headRows = head.map((cells) => rowNode(parser, cells))
  const bodyRows = body.map((cells) => rowNode(parser, cells))
  if (headRows.length > 0) children.push({type: 'thead', children: headRows, position: around(headRows, position)})
  children.push({type: 'tbody', children: bodyRows, position: around(bodyRows, position)})
  return {type: 'table', columns, children, position}
}

function rowNode(parser: Parser, cells: readonly TableCell[]): Row {
  const children = cells.map(({moreRows, moreColumns, view, position}): Entry => {
    return {type: 'entry', moreRows, moreColumns, children: view ? parser.body(view) : [], position}
  })
  return {type: 'row', children, position: around(children, children[0]?.position)}
}

/** From the first to the last place that the nodes reach. */
function around(nodes: readonly {position: Position}[], otherwise: Position | undefined): Position {
  const [first] = nodes
  const start = first?.position.start ?? otherwise?.end ?? {line: 1, column: 1, offset: 0}
  let end = first?.position.end ?? start
  for (const {position} of nodes) if (position.end.offset > end.offset) end = position.end
  return {start, end}
}

/** A malformed table, as it stands. */
export function malformedTable(parser: Parser, view: View, at: number, end: number, error: TableError): SystemMessage {
  const message = error.detail === '' ? 'Malformed table.' : `Malformed table.\n${error.detail}`
  const value = textOf(view, at, end)
  return parser.report(3, message, view.lineNumber(at) + error.offset, view.position(at, end - 1), value)
}

/** The lines of a table, so that one index is one column on a terminal. */
export class Grid {
  readonly view: View
  readonly top: number
  readonly rows: string[] = []
  /** For lines with characters that are not one column wide: the index in the line of each column. */
  readonly #indices = new Map<number, number[]>()

  constructor(view: View, top: number, end: number) {
    this.view = view
    this.top = top
    for (let at = top; at < end; at += 1) this.rows.push(this.#spread(view.text(at)))
  }

  /** docutils pads wide characters; an escape character stands for a pair of code units here. */
  #spread(text: string): string {
    if (!isWide(text)) return text
    const indices: number[] = []
    let spread = ''
    let index = 0
    for (const {character, width} of stringWidths(text)) {
      indices.push(index)
      spread += character.length > 1 ? '\ufffd' : character
      if (width === 2) {
        indices.push(index + character.length)
        spread += '\0'
      }
      index += character.length
    }
    indices.push(index)
    this.#indices.set(this.rows.length, indices)
    return spread
  }

  /** The index in the line's text of a column. */
  index(row: number, column: number): number {
    const indices = this.#indices.get(row)
    if (!indices) return column
    return indices[Math.min(column, indices.length - 1)] ?? column
  }

  /**
   * The text in the rows `top` to before `bottom` and columns `left` to before `right`, without what indents all of it.
   * (docutils: `StringList.get_2D_block`.)
   */
  cut(top: number, left: number, bottom: number, right: number): Pick<TableCell, 'view' | 'position'> {
    if (top >= bottom) return {view: undefined, position: this.#emptyPosition(top, left)}
    const {view} = this
    const texts: string[] = []
    const columns: number[] = []
    const numbers: number[] = []
    let indent = right
    for (let row = top; row < bottom; row += 1) {
      const at = this.top + row
      const from = this.index(row, left)
      const text = view
        .text(at)
        .slice(from, Math.max(from, this.index(row, right)))
        .trimEnd()
      if (text !== '') indent = Math.min(indent, text.length - text.trimStart().length)
      texts.push(text)
      columns.push(view.lines.column(at) + view.leftOf(at) + from)
      numbers.push(view.lines.number(at))
    }
    if (indent > 0 && indent < right) {
      for (let row = 0; row < texts.length; row += 1) {
        texts[row] = (texts[row] ?? '').slice(indent)
        columns[row] = (columns[row] ?? 0) + indent
      }
    }
    const {source, shift} = view.lines
    const lines = new Lines(source, {texts, numbers, columns, shift: shift + 1})
    const cell = new View(lines, 0, texts.length, 0, 0)
    let first = 0
    while (first < cell.end && cell.blank(first)) first += 1
    if (first === cell.end) return {view: undefined, position: this.#emptyPosition(top, left)}
    return {view: cell, position: cell.position(first, cell.end - 1)}
  }

  /** Where an empty cell's text would be. */
  #emptyPosition(top: number, left: number): Position {
    const at = Math.min(this.top + top, this.view.end - 1)
    const column = Math.min(this.index(top, left), this.view.width(at))
    const point = this.view.point(at, column)
    return {start: point, end: point}
  }
}
