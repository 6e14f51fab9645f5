/** The rows of a table, head first. */

import type {RstOf} from '../types.ts'

export interface Rows {
  readonly head: readonly RstOf<'row'>[]
  readonly body: readonly RstOf<'row'>[]
}

export function rowsOf({children}: RstOf<'table'>): Rows {
  const head: RstOf<'row'>[] = []
  const body: RstOf<'row'>[] = []
  for (const child of children) {
    if (child.type === 'thead') head.push(...child.children)
    else if (child.type === 'tbody') body.push(...child.children)
  }
  return {head, body}
}
