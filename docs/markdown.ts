/** Markdown with tables, in and out. */

import type {PhrasingContent, Root, RootContent, Table, TableCell} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'
import {phrasing} from '../src/report/mdast.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, {tablePipeAlign: false})
  .use(remarkStringify, {bullet: '-', emphasis: '*', fences: true, listItemIndent: 'one', rule: '-'})
  .freeze()

export const write = (children: RootContent[]): string => processor.stringify({type: 'root', children} satisfies Root)

export const markdown = (text: string): RootContent[] => processor.parse(text).children

export type Cell = string | PhrasingContent[]

/** The first row is the head. */
export function table(rows: readonly (readonly Cell[])[]): Table {
  const cell = (content: Cell): TableCell => ({
    type: 'tableCell',
    children: typeof content === 'string' ? phrasing(content) : content,
  })
  return {type: 'table', children: rows.map((cells) => ({type: 'tableRow', children: cells.map(cell)}))}
}
