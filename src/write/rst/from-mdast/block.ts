/** Flow content to blocks, by type. */

import type {BlockContent, DefinitionContent} from 'mdast'
import {wouldRunTogether} from '../join.ts'
import type {RstBlock, RstInline, RstOf} from '../types.ts'
import {directiveBlocks} from './directive.ts'
import {inlineLines, inlineOf} from './inline.ts'
import {type MarkdownBlock, MarkdownError} from './markdown.ts'
import {tableOf} from './table.ts'
import {codeLines, plainText} from './text.ts'

type BlockOf<Type extends MarkdownBlock['type']> = Extract<MarkdownBlock, {type: Type}>
type Handlers = Readonly<Record<string, (node: never) => RstBlock[]>>

const handlers: Handlers = {
  paragraph: ({children}: BlockOf<'paragraph'>) => paragraphOf(inlineLines(children)),
  blockquote: ({children}: BlockOf<'blockquote'>) => {
    const inner = blocksIn(children)
    return inner.length > 0 ? [{type: 'block_quote', children: inner}] : []
  },
  code: ({lang, value}: BlockOf<'code'>) => {
    const lines = codeLines(value)
    if (lines.length === 0) return []
    const literal = {type: 'literal_block' as const, value: lines.join('\n')}
    return [lang ? {...literal, language: plainText(lang).trim(), options: []} : literal]
  },
  list: ({ordered, start, children}: BlockOf<'list'>) => {
    const items = children.map((item): RstOf<'list_item'> => ({type: 'list_item', children: blocksIn(item.children)}))
    if (!ordered) return [{type: 'bullet_list', bullet: '-', children: items}]
    return [{type: 'enumerated_list', sequence: 'arabic', prefix: '', suffix: '.', start: start ?? 1, children: items}]
  },
  table: ({children}: BlockOf<'table'>) => {
    const rows = children.map((row) => row.children.map((cell) => inlineOf(cell.children)))
    return rows.length > 0 ? [tableOf(rows, 1)] : []
  },
  html: (node: BlockOf<'html'>) => {
    const text = /^<!--([\s\S]*)-->$/.exec(node.value.trim())?.[1]
    if (text === undefined) throw new MarkdownError('Unexpected HTML, expected Markdown or a comment', node)
    const lines = codeLines(text)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return [{type: 'comment', value: lines.join('\n')}]
  },
  containerDirective: (node: BlockOf<'containerDirective'>) => directiveBlocks(node),
}

export function blockOf(node: MarkdownBlock): RstBlock[] {
  if (!Object.hasOwn(handlers, node.type)) {
    const name = 'name' in node ? ` \`${node.name}\`` : ''
    throw new MarkdownError(`Unexpected block \`${node.type}\`${name}`, node)
  }
  const handle = handlers[node.type] as (node: MarkdownBlock) => RstBlock[]
  return handle(node)
}

/** Blocks inside of another one, where the first may not be a quote: its indentation would be that of the whole. */
export function blocksIn(nodes: readonly (BlockContent | DefinitionContent)[]): RstBlock[] {
  const blocks = apart(nodes.flatMap(blockOf))
  return blocks[0]?.type === 'block_quote' ? [{type: 'comment', value: ''}, ...blocks] : blocks
}

/** Two lists in a row get different bullets; what else would run together is kept apart by an empty comment. */
export function apart(blocks: readonly RstBlock[]): RstBlock[] {
  const all: RstBlock[] = []
  for (const block of blocks) {
    const last = all.at(-1)
    if (last && wouldRunTogether(last, block)) {
      if (block.type === 'bullet_list' && last.type === 'bullet_list') {
        all.push({...block, bullet: last.bullet === '-' ? '*' : '-'})
        continue
      }
      all.push({type: 'comment', value: ''})
    }
    all.push(block)
  }
  return all
}

function paragraphOf(lines: readonly RstInline[][]): RstBlock[] {
  const [first = [], ...rest] = lines
  if (rest.length > 0) return [lineBlockOf(lines)]
  return first.length > 0 ? [{type: 'paragraph', children: first}] : []
}

export function lineBlockOf(lines: readonly RstInline[][]): RstOf<'line_block'> {
  return {type: 'line_block', children: lines.map((children) => ({type: 'line', children}))}
}
