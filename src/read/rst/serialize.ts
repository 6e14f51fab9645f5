/** Tree → text: the source, with the slices of edited nodes replaced. */

import type {Node, Root} from './types.ts'

/** Makes `serializeRst` write `text` where the node stands. What is inside of the node is replaced with it. */
export function replaceSource(node: Node, text: string): void {
  node.data = {...node.data, replacement: text}
}

/** The source byte for byte, except where `replaceSource` said otherwise. */
export function serializeRst(root: Root): string {
  const edits: Node[] = []
  collect(root, edits)
  edits.sort((a, b) => a.position.start.offset - b.position.start.offset)
  let text = ''
  let offset = 0
  for (const {position, data} of edits) {
    if (position.start.offset < offset) continue
    text += root.source.slice(offset, position.start.offset) + (data?.replacement ?? '')
    offset = position.end.offset
  }
  return text + root.source.slice(offset)
}

function collect(node: Node, edits: Node[]): void {
  if (node.data?.replacement !== undefined) edits.push(node)
  else if ('children' in node) for (const child of node.children ?? []) collect(child, edits)
}
