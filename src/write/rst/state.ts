/** What every handler of a node is given. */

import type {Adornment} from './adornment.ts'
import type {Preserved} from './preserve.ts'
import type {RstNode, RstOf} from './types.ts'

export interface State {
  /** The columns that a line of text may take. */
  readonly width: number
  /** By depth, from the outermost on. */
  readonly adornments: readonly Adornment[]
  /** What the lines of a literal block that `::` announces begin with. */
  readonly literalIndentation: string
  /** What was read and may be kept as it stood. */
  readonly preserved?: Preserved
  /** The lines of the nodes, one after the other. */
  readonly flow: (nodes: readonly RstNode[], state: State) => string[]
}

/** A node's lines, without indentation. */
export type Handle<Type extends RstNode['type']> = (node: RstOf<Type>, state: State) => string[]

/** For what stands `indent` columns to the right. Some room is always left. */
export function narrowed(state: State, indent: number): State {
  return {...state, width: Math.max(20, state.width - indent)}
}
