/** Tree → text: the one writer of reStructuredText. */

import {type Adornment, kernelAdornments} from './adornment.ts'
import {flow} from './flow.ts'
import type {RstNode} from './types.ts'

export interface WriteRstOptions {
  /** The columns that a line of text may take; 80 where nothing is said. */
  readonly width?: number
  /** How the titles of each depth are adorned, see `adornmentsOf`; the kernel's custom where nothing is said. */
  readonly adornments?: readonly Adornment[]
}

/**
 * Writes blocks, one after the other, with a line feed at the end. What is written is read as the same tree, but for line
 * breaks in text. Throws where a node is of a type that it does not know, or where two blocks would be read as one.
 */
export function writeRst(node: RstNode | readonly RstNode[], options: WriteRstOptions = {}): string {
  const {width = 80, adornments = kernelAdornments} = options
  const nodes = Array.isArray(node) ? node : [node]
  const lines = flow(nodes, {width, adornments, flow})
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
