/** A tree as it is compared: without places, and with line breaks in text as the white space that they are. */

import type {Node} from '../../../src/read/rst/index.ts'
import type {RstNode} from '../../../src/write/index.ts'

/** What is not said by a tree that was made by hand, or is another form of the rest. */
const derived: Readonly<Record<string, readonly string[]>> = {
  section: ['name'],
  field_name: ['value'],
  literal_block: ['indent', 'offsets'],
  directive: ['value'],
  inline_target: ['name'],
  system_message: ['line'],
}

/** Where a line break is one. */
const verbatim = new Set(['literal_block', 'comment', 'doctest_block', 'math_block', 'raw', 'system_message'])

type Bare = Record<string, unknown>

export function bare(nodes: readonly (Node | RstNode)[], depth = 1): Bare[] {
  return nodes.map((node) => bareNode(node, depth))
}

/** The depth of sections counts from the outermost that is written. */
function bareNode(node: Node | RstNode, depth: number): Bare {
  const without = new Set(['position', 'data', 'children', ...(derived[node.type] ?? [])])
  const entries = Object.entries(node).filter(([key, value]) => !without.has(key) && value !== undefined)
  const given: Bare = Object.fromEntries(entries)
  if (node.type === 'section') given.depth = depth
  if (typeof given.value === 'string' && !verbatim.has(node.type)) given.value = given.value.replaceAll('\n', ' ')
  if (Array.isArray(given.options)) given.options = given.options.map(({name, value}) => ({name, value}))
  if ('children' in node && node.children) {
    given.children = merged(bare(node.children, node.type === 'section' ? depth + 1 : depth))
  }
  return given
}

/** Pieces of text that meet are one; an escaped blank between markup is none. */
function merged(nodes: readonly Bare[]): Bare[] {
  const all: Bare[] = []
  for (const node of nodes) {
    const last = all.at(-1)
    if (node.type === 'text' && node.value === '') continue
    if (node.type === 'text' && last?.type === 'text') last.value = `${last.value}${node.value}`
    else all.push(node)
  }
  return all
}
