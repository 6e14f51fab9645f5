/** Blocks one after the other. */

import {closeQuote} from './block-quote.ts'
import {handle} from './handlers.ts'
import {wouldRunTogether} from './join.ts'
import {isAnnounced, literalLines} from './literal.ts'
import {mayAnnounce, paragraphLines} from './paragraph.ts'
import type {State} from './state.ts'
import type {RstNode} from './types.ts'

export function flow(nodes: readonly RstNode[], state: State): string[] {
  const lines: string[] = []
  let previous: RstNode | undefined
  for (const [index, node] of nodes.entries()) {
    if (previous && wouldRunTogether(previous, node)) {
      throw new Error(`Unexpected \`${node.type}\` right behind \`${previous.type}\`, expected a comment between them`)
    }
    if (node.type === 'literal_block' && isAnnounced(node)) {
      announce(lines, previous)
      lines.push('', ...literalLines(node))
    } else {
      const own = linesOf(node, {previous, next: nodes[index + 1]}, state)
      if (own.length === 0) continue
      if (lines.length > 0) lines.push('')
      lines.push(...own)
    }
    previous = node
  }
  return lines
}

/** A paragraph's own colon may become the `::`, else it stands by itself. */
function announce(lines: string[], previous: RstNode | undefined): void {
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
