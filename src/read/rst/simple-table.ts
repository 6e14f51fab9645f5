/**
 * A simple table.
 *
 * ```rst
 * > | ====  =====
 *     ^^^^^^^^^^^
 * > | name  value
 *     ^^^^^^^^^^^
 * > | ====  =====
 *     ^^^^^^^^^^^
 * > | size  8
 *     ^^^^^^^
 * > | ====  =====
 *     ^^^^^^^^^^^
 * ```
 *
 * docutils: "Simple Tables"; `Body.isolate_simple_table`.
 */

import {type Construct, type Frame, linePosition, type Parser} from './parser.ts'
import {simpleCells} from './simple-cells.ts'
import {Grid, malformedTable, TableError, tableNode} from './table.ts'
import type {View} from './view.ts'

const top = /^=+(?: +=+)+$/
const border = /^=[ =]*$/

export const simpleTable: Construct = {begins: (view, at) => top.test(view.text(at)), read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const {next, error, blankFinish} = isolate(view, at)
  const data = error ?? simpleCells(new Grid(view, at, next))
  if (data instanceof TableError) frame.children.push(malformedTable(parser, view, at, next, data))
  else frame.children.push(tableNode(parser, data, view.position(at, next - 1)))
  if (!blankFinish) {
    parser.report(2, 'Blank line required after table.', view.lineNumber(next - 1) + 1, linePosition(view, next))
  }
  return next
}

interface Isolated {
  next: number
  error?: TableError
  blankFinish: boolean
}

/** The table ends with the second border below its top, or with one that a blank line follows. */
function isolate(view: View, at: number): Isolated {
  const width = view.width(at)
  let found: number | undefined
  for (let line = at + 1; line < view.end; line += 1) {
    if (view.code(line) !== 61 || !border.test(view.text(line))) continue
    const next = line + 1
    const isLast = next >= view.end || view.blank(next)
    if (view.width(line) !== width) {
      const error = new TableError('Bottom/header table border does not match top border.')
      return {next, error, blankFinish: isLast}
    }
    if (found !== undefined || isLast) return {next, blankFinish: isLast}
    found = line
  }
  if (found === undefined) {
    return {next: view.end, error: new TableError('No bottom table border found.'), blankFinish: true}
  }
  const error = new TableError('No bottom table border found or no blank line after table bottom.')
  return {next: found + 1, error, blankFinish: false}
}
