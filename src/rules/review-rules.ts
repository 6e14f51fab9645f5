/** Every rule of a review; a new one is one file and one line here. The order is that of the questions: the first two of a patch are asked. */

import type {PatchFinding, ReviewRule, SeriesInput} from './define-patch-rule.ts'
import {errnoRawMinusOne} from './patch/errno-raw-minus-one.ts'

export const reviewRules: readonly ReviewRule[] = [errnoRawMinusOne]

/** More would not be read. */
const mostQuestions = 2

/** What the rules find in a series; `only` names the rules to ask, by id. */
export function reviewSeries(series: SeriesInput, only?: ReadonlySet<string>): readonly PatchFinding[] {
  const asked = new Map<unknown, number>()
  return reviewRules
    .filter(({id}) => only?.has(id) ?? true)
    .flatMap((rule) => rule.run(series))
    .filter(({input, finding}) => {
      if (finding.severity !== 'info' || !finding.message.endsWith('?')) return true
      const count = (asked.get(input) ?? 0) + 1
      asked.set(input, count)
      return count <= mostQuestions
    })
}
