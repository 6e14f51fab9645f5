/**
 * What was read and not changed is written as it stood. The source is read again, and a node that is equal to the one which
 * the reader gives for its place is not changed, nor is anything below it.
 */

import {isDeepStrictEqual} from 'node:util'
import {expandTabs, type Node, parseRst} from '../../read/rst/index.ts'
import type {RstNode} from './types.ts'

interface Original {
  readonly node: Node
  readonly siblings: readonly Node[]
  readonly index: number
  /** The column where the blocks around it begin. */
  readonly left: number | undefined
}

export class Preserved {
  readonly #source: string
  readonly #originals = new Map<string, Original>()

  constructor(source: string) {
    this.#source = source
    const root = parseRst(source)
    this.#originals.set(keyOf(root), {node: root, siblings: [root], index: 0, left: 0})
    this.#collect(root.children, 0)
  }

  #collect(siblings: readonly Node[], left: number | undefined): void {
    for (const [index, node] of siblings.entries()) {
      this.#originals.set(keyOf(node), {node, siblings, index, left})
      if ('children' in node && node.children) {
        this.#collect(node.children, leftIn(node, left))
      }
    }
  }

  /** How many nodes from `at` on stand in the source as they are, one behind the other. */
  countFrom(nodes: readonly RstNode[], at: number): number {
    const first = this.#unchanged(nodes[at])
    if (!first) return 0
    let count = 1
    for (; at + count < nodes.length; count += 1) {
      const next = this.#unchanged(nodes[at + count])
      if (next?.siblings !== first.siblings || next.index !== first.index + count) break
    }
    return count
  }

  #unchanged(node: RstNode | undefined): Original | undefined {
    const original = node && this.#find(node)
    return original && isDeepStrictEqual(original.node, node) ? original : undefined
  }

  #find(node: RstNode): Original | undefined {
    return node.position && this.#originals.get(keyOf({type: node.type, position: node.position}))
  }

  /** The lines of some nodes, which `countFrom` counted; `undefined` where they cannot stand elsewhere as they are. */
  lines(nodes: readonly RstNode[]): string[] | undefined {
    const [first] = nodes
    const original = first && this.#find(first)
    const start = first?.position?.start
    const end = nodes.at(-1)?.position?.end
    if (original?.left === undefined || !start || !end) return undefined
    const lineStart = start.offset - (start.column - 1)
    const isOwnLine = this.#source.slice(lineStart, start.offset).trim() === ''
    const [line = '', ...rest] = this.#source
      .slice(isOwnLine ? lineStart : start.offset, end.offset)
      .split(/\r\n|\r|\n/)
    return dedented(isOwnLine ? [line, ...rest] : [' '.repeat(original.left) + line, ...rest], original.left)
  }

  /** The blank lines between two nodes that follow each other in the source; behind a title there may be none. */
  blankLines(first: RstNode, second: RstNode): number {
    const [one, other] = [this.#find(first), this.#find(second)]
    if (!one || one.siblings !== other?.siblings || other.index !== one.index + 1) return 1
    const between = this.#source.slice(one.node.position.end.offset, other.node.position.start.offset)
    const least = first.type === 'title' ? 0 : 1
    return between.trim() === '' ? Math.max(least, between.split(/\r\n|\r|\n/).length - 2) : 1
  }

  /** The depth that a section has in the source. */
  depthOf(section: RstNode): number | undefined {
    const original = this.#find(section)?.node
    return original?.type === 'section' ? original.depth : undefined
  }
}

function keyOf({type, position}: Pick<Node, 'type' | 'position'>): string {
  return `${type}:${position.start.offset}`
}

/**
 * Where the blocks in a node begin; `undefined` where the lines that follow the first may have another indentation, as in a
 * field, or where others stand between them, as in a table.
 */
function leftIn(node: Node, left: number | undefined): number | undefined {
  if (node.type === 'section' || node.type === 'bullet_list' || node.type === 'enumerated_list') return left
  if (node.type === 'definition_list' || node.type === 'definition_list_item') return left
  if (node.type !== 'list_item' && node.type !== 'definition' && node.type !== 'block_quote') return undefined
  let least: number | undefined
  for (const {type, position} of node.children) {
    // The lines of a literal block and those of a quote say nothing about it.
    if (type === 'literal_block' || type === 'block_quote') continue
    least = Math.min(least ?? Number.POSITIVE_INFINITY, position.start.column - 1)
  }
  return least
}

function dedented(lines: readonly string[], left: number): string[] | undefined {
  if (left === 0) return [...lines]
  const cut: string[] = []
  for (const line of lines) {
    const expanded = expandTabs(line)
    if (expanded.slice(0, left).trim() !== '') return undefined
    cut.push(expanded.slice(left).trimEnd())
  }
  return cut
}
