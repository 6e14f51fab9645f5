/** The plain text of inline nodes. */

import type {Inline} from '../types-inline.ts'

export function textOfInline(nodes: readonly Inline[]): string {
  if (nodes.length === 1) return nodes[0]?.value ?? ''
  let text = ''
  for (const node of nodes) text += node.value
  return text
}
