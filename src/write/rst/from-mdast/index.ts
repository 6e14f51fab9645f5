/** mdast → RST tree: a transform. Headings become sections with what follows them. */

import type {RstBlock, RstOf} from '../types.ts'
import {apart, blockOf} from './block.ts'
import {inlineOf} from './inline.ts'
import {type MarkdownBlock, MarkdownError} from './markdown.ts'

export {containerNames} from './directive.ts'
export {type MarkdownBlock, MarkdownError} from './markdown.ts'

export interface FromMdastOptions {
  /** The depth that a first-level heading has in the document; 1 where nothing is said. */
  readonly depth?: number
}

/** Throws a `MarkdownError` where reStructuredText has nothing for a node. */
export function fromMdast(nodes: readonly MarkdownBlock[], {depth = 1}: FromMdastOptions = {}): RstBlock[] {
  const root = new Level(depth - 1)
  const open: Level[] = [root]
  for (const node of nodes) {
    if (node.type !== 'heading') {
      open.at(-1)?.add(blockOf(node))
      continue
    }
    const children = inlineOf(node.children)
    if (children.length === 0) throw new MarkdownError('Unexpected empty heading', node)
    while (open.length > 1 && open.length > node.depth) open.pop()?.close()
    const parent = open.at(-1)
    if (!parent) continue
    const level = new Level(parent.depth + 1)
    parent.addSection({type: 'section', depth: level.depth, children: [{type: 'title', children}]}, level)
    open.push(level)
  }
  while (open.length > 0) open.pop()?.close()
  return root.blocks
}

/** The blocks of a document or section, while they are gathered. */
class Level {
  readonly depth: number
  blocks: RstBlock[] = []
  #section: RstOf<'section'> | undefined

  constructor(depth: number) {
    this.depth = depth
  }

  add(blocks: readonly RstBlock[]): void {
    for (const block of blocks) this.blocks.push(block)
  }

  addSection(section: RstOf<'section'>, level: Level): void {
    level.#section = section
    this.blocks.push(section)
  }

  close(): void {
    this.blocks = apart(this.blocks)
    for (const block of this.blocks) this.#section?.children.push(block)
  }
}
