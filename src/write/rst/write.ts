/** Tree → text: the one writer of reStructuredText. */

import {type Adornment, kernelAdornments} from './adornment.ts'
import {flow} from './flow.ts'
import {Preserved} from './preserve.ts'
import type {RstNode} from './types.ts'

export interface WriteRstOptions {
  /** The columns that a line of text may take; 80 where nothing is said. */
  readonly width?: number
  /** How the titles of each depth are adorned, see `adornmentsOf`; the kernel's custom where nothing is said. */
  readonly adornments?: readonly Adornment[]
  /** What the lines of a literal block begin with, blanks or tabs; two blanks where nothing is said. */
  readonly literalIndentation?: string
  /** What the nodes were read from: where they were not changed since, it is written as it stands. */
  readonly source?: string
}

/**
 * Writes blocks, one after the other, with a line feed at the end. What is written is read as the same tree, but for line
 * breaks in text. Throws where a node is of a type that it does not know, or where two blocks would be read as one.
 */
export function writeRst(node: RstNode | readonly RstNode[], options: WriteRstOptions = {}): string {
  const {width = 80, adornments = kernelAdornments, literalIndentation = '  ', source} = options
  const nodes: readonly RstNode[] = Array.isArray(node) ? node : [node]
  const preserved = source === undefined ? undefined : new Preserved(source)
  const [first] = nodes
  if (source !== undefined && first?.type === 'root' && preserved?.countFrom(nodes, 0) === 1) return source
  const lines = flow(nodes, {width, adornments, literalIndentation, flow, ...(preserved && {preserved})})
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
