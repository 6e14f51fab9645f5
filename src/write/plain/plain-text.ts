/** mdast → plain text, as mails are written: no markup, lines of at most 72 columns. */

import type {PhrasingContent} from 'mdast'
import {type MarkdownBlock, MarkdownError} from '../rst/index.ts'
import {wrapText} from './wrap.ts'

const WIDTH = 72
const CODE_INDENT = 4

type Handlers = Readonly<Record<string, (node: never, width: number) => string[]>>
type BlockOf<Type extends MarkdownBlock['type']> = Extract<MarkdownBlock, {type: Type}>

const handlers: Handlers = {
  paragraph: ({children}: BlockOf<'paragraph'>, width) => wrapText(phrasing(children), width),
  heading: ({children}: BlockOf<'heading'>) => [phrasing(children)],
  code: ({value}: BlockOf<'code'>) => indented(value.split('\n'), ' '.repeat(CODE_INDENT)),
  blockquote: ({children}: BlockOf<'blockquote'>, width) =>
    flow(children, width - 2).map((line) => (line === '' ? '>' : `> ${line}`)),
  list: ({ordered, start, children}: BlockOf<'list'>, width) => {
    const isTight = children.every((item) => item.children.length < 2)
    const parts = children.map((item, index) => {
      const marker = ordered ? `${(start ?? 1) + index}. ` : '- '
      const [first = '', ...rest] = flow(item.children, width - marker.length)
      return [`${marker}${first}`.trimEnd(), ...indented(rest, ' '.repeat(marker.length))]
    })
    return parts.flatMap((lines, index) => (index === 0 || isTight ? lines : ['', ...lines]))
  },
  html: () => [],
}

/** The lines of a mail's body, with a line feed at the end of each. */
export function toPlainText(nodes: readonly MarkdownBlock[], width: number = WIDTH): string {
  const lines = flow(nodes, width)
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

function flow(nodes: readonly MarkdownBlock[], width: number): string[] {
  const lines: string[] = []
  for (const node of nodes) {
    if (!Object.hasOwn(handlers, node.type))
      throw new MarkdownError(`Unexpected block \`${node.type}\` in a mail`, node)
    const write = handlers[node.type] as (node: MarkdownBlock, width: number) => string[]
    const own = write(node, width)
    if (own.length === 0) continue
    if (lines.length > 0) lines.push('')
    for (const line of own) lines.push(line)
  }
  return lines
}

function indented(lines: readonly string[], blanks: string): string[] {
  return lines.map((line) => (line.trim() === '' ? '' : blanks + line))
}

/** What is shown of a text; of a link its address, too, where it is another one. */
function phrasing(nodes: readonly PhrasingContent[]): string {
  const pieces = nodes.map((node) => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value
      case 'emphasis':
      case 'strong':
        return phrasing(node.children)
      case 'break':
        return ' '
      case 'link': {
        const text = phrasing(node.children)
        return text === node.url || text === '' ? node.url : `${text} (${node.url})`
      }
      default:
        throw new MarkdownError(`Unexpected inline \`${node.type}\` in a mail`, node)
    }
  })
  return pieces.join('')
}
