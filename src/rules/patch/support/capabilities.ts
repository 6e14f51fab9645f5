/** What patches do with a capability: the cases that answer for it, and those that enable it. */

import type {Place} from '../../../model/index.ts'
import type {Statement} from '../../../read/c/index.ts'
import {casesIn, type InCode, type PatchFacts, piecesOf, sourceOf} from '../../../uapi/index.ts'

export interface CapabilityCase extends InCode {
  readonly input: PatchFacts
  readonly name: string
  readonly place: Place
  readonly statements: readonly Statement[]
  /** As written, white space folded. */
  readonly text: string
}

/** Cases that the patches add to functions of that name, where all of the case is in sight. */
export function capabilityCases(patches: readonly PatchFacts[], functionName: RegExp): readonly CapabilityCase[] {
  return patches.flatMap((input) =>
    [...piecesOf(input)].flatMap((code) => {
      if (!functionName.test(code.piece.functionName ?? '')) return []
      return casesIn(input, code).flatMap(({labels, statements, complete}) => {
        if (!complete || statements.length === 0) return []
        const text = statements.map((statement) => sourceOf(code.hunk, statement)).join(' ')
        return labels
          .filter(({added, name}) => added && name.includes('_CAP_'))
          .map(({name, place}) => ({...code, input, name, place, statements, text}))
      })
    }),
  )
}

export const answering = /check_extension/
export const enabling = /enable_cap/
