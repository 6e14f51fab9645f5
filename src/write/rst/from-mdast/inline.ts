/**
 * Phrasing content to inline nodes. reStructuredText nests nothing: inside of emphasis, code is a literal; emphasis inside
 * of strong is strong.
 */

import {mailUri} from '../../../read/rst/index.ts'
import {isAddress} from '../inline/reference.ts'
import type {RstInline} from '../types.ts'
import {MarkdownError, type MarkdownInline} from './markdown.ts'
import {plainText} from './text.ts'

type Format = 'text' | 'emphasis' | 'strong'
type Handlers = Readonly<Record<string, (node: never, format: Format) => Piece[]>>
type InlineOf<Type extends MarkdownInline['type']> = Extract<MarkdownInline, {type: Type}>

/** A line break that is to be kept. */
export interface Break {
  readonly type: 'break'
}
type Piece = RstInline | Break

const handlers: Handlers = {
  text: ({value}: InlineOf<'text'>, format) => {
    return format === 'text' ? withAddresses(plainText(value)) : [{type: format, value: plainText(value)}]
  },
  emphasis: ({children}: InlineOf<'emphasis'>, format) => all(children, format === 'text' ? 'emphasis' : format),
  strong: ({children}: InlineOf<'strong'>) => all(children, 'strong'),
  inlineCode: ({value}: InlineOf<'inlineCode'>) => literal(value),
  link: ({url, children}: InlineOf<'link'>) => {
    // docutils takes what looks like the address of a mail for one.
    const uri = mailUri(plainText(url).trim())
    const value = textOf(children).trim()
    return uri === '' ? all(children, 'text') : [{type: 'reference', value: value === '' ? uri : value, uri}]
  },
  break: () => [{type: 'break'}],
}

/** An address in a text is a reference without more ado, as it is in reStructuredText. */
function withAddresses(text: string): RstInline[] {
  return text.split(/((?<![A-Za-z0-9.+-])https?:\/\/[^\s<>"`]*[\w/](?!\p{M}))/u).map((value, index): RstInline => {
    return index % 2 === 1 && isAddress(value, value) ? {type: 'reference', value, uri: value} : {type: 'text', value}
  })
}

/** The lines of a text: one, unless it has line breaks that are to be kept. */
export function inlineLines(nodes: readonly MarkdownInline[]): RstInline[][] {
  const lines: RstInline[][] = [[]]
  for (const piece of all(nodes, 'text')) {
    if (piece.type === 'break') lines.push([])
    else lines.at(-1)?.push(piece)
  }
  return lines.map(normalized)
}

/** A text in one line. */
export function inlineOf(nodes: readonly MarkdownInline[]): RstInline[] {
  const pieces = all(nodes, 'text').map(
    (piece): RstInline => (piece.type === 'break' ? {type: 'text', value: ' '} : piece),
  )
  return normalized(pieces)
}

function all(nodes: readonly MarkdownInline[], format: Format): Piece[] {
  return nodes.flatMap((node) => {
    if (!Object.hasOwn(handlers, node.type)) throw new MarkdownError(`Unexpected inline \`${node.type}\``, node)
    const handle = handlers[node.type] as (node: MarkdownInline, format: Format) => Piece[]
    return handle(node, format)
  })
}

/** What is shown of a text. */
export function textOf(nodes: readonly MarkdownInline[]): string {
  return all(nodes, 'text')
    .map((piece) => (piece.type === 'break' ? ' ' : piece.value))
    .join('')
}

function literal(code: string): RstInline[] {
  const value = plainText(code).trim()
  if (value === '') return []
  // What would end a literal inside of it: the role takes escapes.
  return [/``(?![A-Za-z0-9`])/.test(value) ? {type: 'literal', value, role: 'literal'} : {type: 'literal', value}]
}

/** Nothing empty, white space outside of markup and single, none around the whole. */
function normalized(nodes: readonly RstInline[]): RstInline[] {
  const merged: RstInline[] = []
  for (const node of nodes.flatMap(withoutEdges)) {
    const last = merged.at(-1)
    const mayMerge = node.type === 'text' || node.type === 'emphasis' || node.type === 'strong'
    if (mayMerge && last?.type === node.type) {
      merged[merged.length - 1] = {...last, value: (last.value + node.value).replace(/ +/g, ' ')}
    } else merged.push(node)
  }
  return trimmed(merged)
}

/** ` text ` in emphasis: the blanks do not belong to it. */
function withoutEdges(node: RstInline): RstInline[] {
  if (node.type !== 'emphasis' && node.type !== 'strong') return node.value === '' ? [] : [node]
  const value = node.value.trim()
  const blank: RstInline = {type: 'text', value: ' '}
  if (value === '') return node.value === '' ? [] : [blank]
  return [...(/^\s/.test(node.value) ? [blank] : []), {...node, value}, ...(/\s$/.test(node.value) ? [blank] : [])]
}

function trimmed(nodes: readonly RstInline[]): RstInline[] {
  const kept = [...nodes]
  const [first] = kept
  if (first?.type === 'text') kept[0] = {type: 'text', value: first.value.trimStart()}
  const last = kept.at(-1)
  if (last?.type === 'text') kept[kept.length - 1] = {type: 'text', value: last.value.trimEnd()}
  return kept.filter((node) => node.type !== 'text' || node.value !== '')
}
