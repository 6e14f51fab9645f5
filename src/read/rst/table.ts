/** What drawn tables have in common: cells cut out of lines, and rows of nodes made of them. */

import {type Parser, textOf} from './parser.ts'
import type {Entry, Point, Position, Row, SystemMessage, Table} from './types.ts'
import {Lines, View} from './view.ts'
import {isWide, stringWidths} from './width.ts'

/** A cell: what it covers, and its lines. */
export interface TableCell {
  moreRows: number
  moreColumns: number
  /** `undefined` where the cell is empty. */
  view: View | undefined
  position: Position
}

/** Rows `top` to before `bottom`, columns `left` to before `right`. */
export interface Box {
  top: number
  left: number
  bottom: number
  right: number
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
   * The text in a box, without what indents all of it.
   * (docutils: `StringList.get_2D_block`.)
   */
  cut({top, left, bottom, right}: Box, moreRows: number, moreColumns: number): TableCell {
    const start = this.#corner(top, left)
    if (top >= bottom) return {moreRows, moreColumns, view: undefined, position: {start, end: start}}
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
    let last = cell.end - 1
    while (last >= 0 && cell.blank(last)) last -= 1
    if (last < 0) return {moreRows, moreColumns, view: undefined, position: {start, end: start}}
    return {moreRows, moreColumns, view: cell, position: {start, end: cell.pointAfter(last)}}
  }

  /** A place in the first line of a cell; the end of that line where it does not reach so far. */
  #corner(row: number, column: number): Point {
    const at = Math.min(this.top + row, this.view.end - 1)
    const width = this.view.width(at)
    return width === 0 ? this.view.pointAfter(at) : this.view.point(at, Math.min(this.index(row, column), width))
  }
}
