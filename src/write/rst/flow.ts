/** Blocks one after the other. */

import {closeQuote} from './block-quote.ts'
import {handle} from './handlers.ts'
import {endsInColons} from './inline/index.ts'
import {wouldRunTogether} from './join.ts'
import {isAnnounced, literalLines} from './literal.ts'
import {mayAnnounce, paragraphLines} from './paragraph.ts'
import type {State} from './state.ts'
import type {RstNode} from './types.ts'

export function flow(nodes: readonly RstNode[], state: State): string[] {
  const lines: string[] = []
  for (let at = 0; at < nodes.length; ) {
    const kept = keptLines(nodes, at, state)
    const node = nodes[at]
    if (!node) break
    const previous = nodes[at - 1]
    if (previous && wouldRunTogether(previous, node)) {
      throw new Error(`Unexpected \`${node.type}\` right behind \`${previous.type}\`, expected a comment between them`)
    }
    const isLiteral = node.type === 'literal_block' && isAnnounced(node)
    if (isLiteral) announce(lines, previous)
    const own =
      kept?.lines ?? (isLiteral ? literalLines(node, state) : linesOf(node, {previous, next: nodes[at + 1]}, state))
    if (lines.length > 0 && own.length > 0) lines.push(...blanksBetween(previous, node, state))
    for (const line of own) lines.push(line)
    at += kept?.count ?? 1
  }
  return lines
}

function blanksBetween(previous: RstNode | undefined, node: RstNode, {preserved}: State): string[] {
  const count = previous && preserved ? preserved.blankLines(previous, node) : 1
  return Array.from({length: count}, () => '')
}

/** Nodes that are kept as they stood, as many as follow each other. */
function keptLines(
  nodes: readonly RstNode[],
  at: number,
  {preserved}: State,
): {lines: readonly string[]; count: number} | undefined {
  if (!preserved) return undefined
  let count = preserved.countFrom(nodes, at)
  // A `::` in the source announces the literal block that was there, and no other block.
  const isCut = nodes[at + count]?.type !== 'literal_block' && nodes[at + count - 1]?.type === 'paragraph'
  const last = isCut ? preserved.lines(nodes.slice(at + count - 1, at + count))?.at(-1) : undefined
  if (last?.endsWith('::')) count -= 1
  if (count <= 0) return undefined
  const lines = preserved.lines(nodes.slice(at, at + count))
  // A literal block that is quoted, not indented, stands where it stood.
  if (!lines || (nodes[at]?.type === 'literal_block' && !/^\s/.test(lines[0] ?? ''))) return undefined
  return {lines, count}
}

/** A paragraph's own colon may become the `::`, else it stands by itself; a paragraph that is kept may have it. */
function announce(lines: string[], previous: RstNode | undefined): void {
  if (previous?.type === 'paragraph' && endsInColons(lines.at(-1) ?? '')) return
  if (previous?.type === 'paragraph' && mayAnnounce(previous, lines)) lines.push(`${lines.pop() ?? ''}:`)
  else lines.push(...(lines.length > 0 ? ['', '::'] : ['::']))
}

interface Neighbours {
  readonly previous: RstNode | undefined
  readonly next: RstNode | undefined
}

function linesOf(node: RstNode, {previous, next}: Neighbours, state: State): string[] {
  if (node.type === 'paragraph' && next?.type === 'block_quote') {
    return paragraphLines(node, state, 'paragraph before a quote')
  }
  const isBehindList = previous?.type === 'bullet_list' || previous?.type === 'enumerated_list'
  if (node.type === 'block_quote' && node.name === undefined && isBehindList) return closeQuote(node, state)
  return handle(node, state)
}
