/** Markdown with directives: text → mdast, and what remark takes without a word is said here. */

import type {Root, RootContent} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {InputError} from '../../model/index.ts'
import {containerNames, type MarkdownBlock} from '../rst/index.ts'

const processor = unified().use(remarkParse).use(remarkDirective).freeze()

export type MarkdownNode = Root | RootContent
export type Directive = Extract<MarkdownNode, {type: 'textDirective' | 'leafDirective' | 'containerDirective'}>

export interface Source {
  readonly file: string
  readonly text: string
}

/** `file:line: message`, which is what all errors about templates look like. */
export function complaint(file: string, node: MarkdownNode | undefined, message: string): InputError {
  return new InputError(`${file}:${node?.position?.start.line ?? 1}: ${message}`)
}

export function parseMarkdown(source: Source): MarkdownBlock[] {
  const root = processor.parse(source.text)
  visit(root, (node) => {
    if (node.type === 'containerDirective' && !isClosed(node, source.text)) {
      throw complaint(source.file, node, `Unexpected end of \`${node.name}\`, expected a line of colons that closes it`)
    }
  })
  restoreColons(root, source.text)
  return root.children
}

/** The content of a series: no placeholders, and only what a document can have. */
export function parseProse(source: Source): MarkdownBlock[] {
  const blocks = parseMarkdown(source)
  for (const block of blocks) {
    visit(block, (node) => {
      if (isDirective(node) && !(node.type === 'containerDirective' && containerNames.has(node.name))) {
        throw complaint(source.file, node, `Unexpected directive \`${node.name}\``)
      }
    })
  }
  return blocks
}

export function isDirective(node: MarkdownNode): node is Directive {
  return node.type === 'textDirective' || node.type === 'leafDirective' || node.type === 'containerDirective'
}

export function visit(node: MarkdownNode, look: (node: MarkdownNode) => void): void {
  look(node)
  if ('children' in node) for (const child of node.children) visit(child, look)
}

/** Whether the last line of a container is one of at least as many colons as opened it. */
function isClosed(node: Directive, text: string): boolean {
  const lines = text.slice(node.position?.start.offset, node.position?.end.offset).split('\n')
  const opening = /^:+/.exec(lines[0] ?? '')?.[0].length ?? 0
  const last = /^[\s>]*(:+)\s*$/.exec(lines.at(-1) ?? '')?.[1]
  return lines.length > 1 && last !== undefined && last.length >= opening
}

/** `a:b` is no directive: without brackets or braces a colon is a colon. */
function restoreColons(node: MarkdownNode, text: string): void {
  if (!('children' in node)) return
  const children: readonly MarkdownNode[] = node.children
  for (const [index, child] of children.entries()) {
    const source = text.slice(child.position?.start.offset, child.position?.end.offset)
    if (child.type === 'textDirective' && !/[[{]/.test(source)) {
      const restored: MarkdownNode = {type: 'text', value: source, ...(child.position && {position: child.position})}
      node.children.splice(index, 1, restored as never)
    } else restoreColons(child, text)
  }
}
