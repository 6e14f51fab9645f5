/** Blocks of reStructuredText to Markdown's, by type; one that Markdown has no form for is said and left out. */

import type {BlockContent, PhrasingContent} from 'mdast'
import type {Inline} from '../../read/rst/index.ts'
import type {HunkBlock} from './blocks.ts'

type BlockOf<Type extends HunkBlock['type']> = Extract<HunkBlock, {type: Type}>
type Complain = (message: string) => void
type Handlers = Readonly<Record<string, (node: never, complain: Complain) => BlockContent[]>>

const handlers: Handlers = {
  paragraph: ({children}: BlockOf<'paragraph'>) => [{type: 'paragraph', children: inlineOf(children)}],
  literal_block: ({value}: BlockOf<'literal_block'>) => [{type: 'code', value}],
  block_quote: ({children}: BlockOf<'block_quote'>, complain) => {
    const inner = children.flatMap((child) => markdownBlock(child as HunkBlock, complain))
    return inner.length > 0 ? [{type: 'blockquote', children: inner}] : []
  },
  // Markdown has no such list.
  definition_list: ({children}: BlockOf<'definition_list'>, complain) => [
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: children.map(({children: [term, ...rest]}) => {
        const definition = rest.find((node) => node.type === 'definition')
        const named: BlockContent = {
          type: 'paragraph',
          children: [{type: 'strong', children: inlineOf(term?.children ?? [])}],
        }
        return itemOf(definition?.children ?? [], complain, named)
      }),
    },
  ],
  bullet_list: ({children}: BlockOf<'bullet_list'>, complain) => [
    {type: 'list', ordered: false, spread: false, children: children.map((item) => itemOf(item.children, complain))},
  ],
  enumerated_list: ({start, children}: BlockOf<'enumerated_list'>, complain) => [
    {
      type: 'list',
      ordered: true,
      start,
      spread: false,
      children: children.map((item) => itemOf(item.children, complain)),
    },
  ],
}

export function markdownBlock(node: HunkBlock, complain: Complain): BlockContent[] {
  const handle = Object.hasOwn(handlers, node.type) ? handlers[node.type] : undefined
  if (handle) return (handle as (node: HunkBlock, complain: Complain) => BlockContent[])(node, complain)
  complain(`Unexpected ${node.type.replace('_', ' ')}, expected what Markdown has a form for: it is left out`)
  return []
}

function itemOf(nodes: readonly unknown[], complain: Complain, ...above: BlockContent[]) {
  const children = [...above, ...nodes.flatMap((node) => markdownBlock(node as HunkBlock, complain))]
  return {type: 'listItem' as const, spread: children.length > 1, children}
}

function inlineOf(nodes: readonly Inline[]): PhrasingContent[] {
  return nodes.map((node): PhrasingContent => {
    // Lines of an item are indented in the source.
    const value = node.value.replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    switch (node.type) {
      case 'literal':
        return {type: 'inlineCode', value}
      case 'emphasis':
      case 'strong':
        return {type: node.type, children: [{type: 'text', value}]}
      case 'reference':
        return node.uri === undefined || node.uri === value
          ? {type: 'text', value}
          : {type: 'link', url: node.uri, children: [{type: 'text', value}]}
      default:
        return {type: 'text', value}
    }
  })
}
