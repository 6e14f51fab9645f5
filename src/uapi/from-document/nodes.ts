/** Small questions about nodes of the RST tree. */

import type {Node} from '../../read/rst/index.ts'

export type Leaf = Extract<Node, {value: string}>

/** The text of a node without its markup; paragraphs are joined by a newline. */
export function textOf(node: Node): string {
  if ('children' in node && node.children) return node.children.map(textOf).join(node.type === 'paragraph' ? '' : '\n')
  return 'value' in node ? node.value : ''
}

/** The first node below this one that has text of its own. */
export function firstLeaf(node: Node): Leaf | undefined {
  if ('children' in node && node.children) {
    for (const child of node.children) {
      const leaf = firstLeaf(child)
      if (leaf) return leaf
    }
    return undefined
  }
  return 'value' in node ? node : undefined
}
