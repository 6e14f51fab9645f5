/**
 * What Markdown has no notation for, as containers:
 *
 * ```md
 * :::fields            :::definitions       :::table{head=1}     :::note
 * - Type: vm ioctl     - term               - - name             Text.
 * - Returns: 0                              :::                    - value          :::
 * :::                    definition         :::
 *                      :::
 * ```
 */

import type {BlockContent, DefinitionContent, ListItem, Paragraph} from 'mdast'
import type {RstBlock, RstInline, RstOf} from '../types.ts'
import {blocksIn, lineBlockOf} from './block.ts'
import {inlineLines, inlineOf} from './inline.ts'
import {type ContainerDirective, MarkdownError} from './markdown.ts'
import {tableOf} from './table.ts'

const admonitions = ['attention', 'caution', 'danger', 'error', 'hint', 'important', 'note', 'tip', 'warning'] as const

type Handlers = Readonly<Record<string, (node: ContainerDirective) => RstBlock[]>>

const handlers: Handlers = {
  ...Object.fromEntries(admonitions.map((type) => [type, (node: ContainerDirective) => admonition(type, node)])),
  fields: (node) => [{type: 'field_list', children: itemsOf(node).map(field)}],
  definitions: (node) => [{type: 'definition_list', children: itemsOf(node).map(definition)}],
  table: (node) => {
    const rows = itemsOf(node).map((item) => cellsOf(item))
    return [tableOf(rows, Number(node.attributes?.head ?? 0))]
  },
  lines: ({children}) => {
    const lines = children.flatMap((child) => (child.type === 'paragraph' ? linesOf(child) : []))
    return lines.length > 0 ? [lineBlockOf(lines)] : []
  },
}

/** The containers that reStructuredText has something for. */
export const containerNames: ReadonlySet<string> = new Set(Object.keys(handlers))

export function directiveBlocks(node: ContainerDirective): RstBlock[] {
  const handle = Object.hasOwn(handlers, node.name) ? handlers[node.name] : undefined
  if (!handle) throw new MarkdownError(`Unexpected directive \`${node.name}\``, node)
  return handle(node)
}

function admonition(type: (typeof admonitions)[number], node: ContainerDirective): RstBlock[] {
  const children = blocksIn(node.children)
  return children.length > 0 ? [{type, options: [], children}] : []
}

/** A container that holds one list. */
function itemsOf(node: ContainerDirective): ListItem[] {
  const [list, ...others] = node.children
  if (list?.type !== 'list' || others.length > 0 || list.children.length === 0) {
    throw new MarkdownError(`Unexpected content of \`${node.name}\`, expected one list`, node)
  }
  return list.children
}

type ItemContent = BlockContent | DefinitionContent

function firstParagraph({children, position}: ListItem): {first: Paragraph; rest: ItemContent[]} {
  const [first, ...rest] = children
  if (first?.type !== 'paragraph') {
    throw new MarkdownError('Unexpected item, expected one that begins with text', {position})
  }
  return {first, rest}
}

/** `- Name: text` */
function field(item: ListItem): RstOf<'field'> {
  const {first, rest} = firstParagraph(item)
  const [head, ...others] = first.children
  const [, name, text = ''] = (head?.type === 'text' && /^([^:]*[^:\s]):(?:\s+([\s\S]*))?$/.exec(head.value)) || []
  if (name === undefined) throw new MarkdownError('Unexpected field, expected `- Name: text`', item)
  const paragraph: Paragraph = {type: 'paragraph', children: [{type: 'text', value: text}, ...others]}
  return {
    type: 'field',
    children: [
      {type: 'field_name', children: inlineOf([{type: 'text', value: name}])},
      {type: 'field_body', children: blocksIn([paragraph, ...rest])},
    ],
  }
}

function definition(item: ListItem): RstOf<'definition_list_item'> {
  const {first, rest} = firstParagraph(item)
  const term = inlineOf(first.children)
  const children = blocksIn(rest)
  if (term.length === 0 || children.length === 0) {
    throw new MarkdownError('Unexpected item, expected a term and what it means', item)
  }
  return {
    type: 'definition_list_item',
    children: [
      {type: 'term', children: term},
      {type: 'definition', children},
    ],
  }
}

function cellsOf(item: ListItem): RstInline[][] {
  const [list, ...others] = item.children
  if (list?.type !== 'list' || others.length > 0)
    throw new MarkdownError('Unexpected row, expected a list of cells', item)
  return list.children.map((cell) => {
    const [paragraph, ...more] = cell.children
    if (more.length > 0 || (paragraph && paragraph.type !== 'paragraph')) {
      throw new MarkdownError('Unexpected cell, expected one paragraph', cell)
    }
    return paragraph ? inlineOf(paragraph.children) : []
  })
}

/** Every line of the source is one. */
function linesOf({children}: Paragraph): RstInline[][] {
  const broken = children.flatMap((node): Paragraph['children'] => {
    if (node.type !== 'text') return [node]
    return node.value.split('\n').flatMap((value, index): Paragraph['children'] => {
      return index === 0 ? [{type: 'text', value}] : [{type: 'break'}, {type: 'text', value}]
    })
  })
  return inlineLines(broken)
}
