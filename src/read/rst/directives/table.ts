/**
 * A drawn table with a title.
 *
 * ```rst
 * > | .. table:: A title
 *     ^^^^^^^^^^^^^^^^^^
 *   |
 *   |    ===  ===
 *        ^^^^^^^^
 * ```
 *
 * docutils: "Table".
 */

import type {InlineText} from '../inline-text.ts'
import type {Parser} from '../parser.ts'
import type {DirectiveOption, Table} from '../types.ts'
import {titleOf} from './container.ts'
import {choice, lengthOrPercentage, widths} from './option-values.ts'
import {common, contentExpected, type DirectiveReader, Refusal} from './reader.ts'

export const tableOptions = {
  ...common,
  align: choice('left', 'center', 'right'),
  width: lengthOrPercentage,
  widths: widths('auto', 'grid'),
}

export const table: DirectiveReader = {
  form: {most: 1, spaces: true, options: tableOptions, content: true},
  mayBeEmpty: true,
  read(parser, {name, line, position}, {argument, options, content}) {
    if (!content) return contentExpected(name, 2)
    const [node, ...rest] = parser.body(content)
    if (node?.type !== 'table' || rest.length > 0) {
      return new Refusal(`Error parsing content block for the "${name}" directive: exactly one table expected.`)
    }
    const columns = columnWidths(options, node.columns.length, node.columns)
    if (!columns) return widthsMessage(name, node.columns.length)
    return [{...withTitle(parser, node, argument, line), name: name.toLowerCase(), columns, options, position}]
  },
}

export function withTitle(parser: Parser, node: Table, argument: InlineText | undefined, line: number): Table {
  return {...node, children: [...titleOf(parser, argument, line), ...node.children]}
}

/** What `:widths:` says, or `otherwise`; `undefined` where it says something for another number of columns. */
export function columnWidths(
  options: readonly DirectiveOption[],
  count: number,
  otherwise: number[],
): number[] | undefined {
  const given = optionOf(options, 'widths')
  if (given === undefined || !/^[\d\s,]+$/.test(given)) return otherwise
  const columns = given.split(given.includes(',') ? ',' : /\s+/).map(Number)
  return columns.length === count ? columns : undefined
}

export function widthsMessage(name: string, count: number): Refusal {
  return new Refusal(`"${name}" widths do not match the number of columns in table (${count}).`)
}

export function optionOf(options: readonly DirectiveOption[], name: string): string | undefined {
  return options.find((option) => option.name === name)?.value
}
