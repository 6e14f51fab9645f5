/** What the claims of a version come to, in a bound that is small: what a mutant is judged by. */

import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import memoryFaultInfo from '../../series/memory-fault-info/index.ts'
import type {Behaviour, Series, SeriesVersion} from '../../src/model/index.ts'
import {type ClaimResult, checkClaims} from '../../src/reference/index.ts'
import {versionOf} from '../../src/series/index.ts'

const bound = {vcpus: 1, pages: 2, accesses: 2}

/** `memory-fault-exits@revised aligned` to its verdict. */
export function verdicts(
  change: (behaviour: Behaviour, id: string) => Behaviour = (same) => same,
): Record<string, string> {
  return Object.fromEntries(
    [memoryFaultExits as Series, memoryFaultInfo as Series].flatMap((series) => {
      const version = versionOf(series, undefined)
      if (!version.behaviour) return []
      const changed: SeriesVersion = {...version, behaviour: change(version.behaviour, version.id)}
      return checkClaims(series, changed, {bound}).map(({claim, verdict}: ClaimResult) => [
        `${version.id} ${claim.id}`,
        verdict,
      ])
    }),
  )
}
