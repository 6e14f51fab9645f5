/** The main job of a review without its command line: mails in, findings out. */

import {type IdentifiedFinding, identify, inOrder, type LinesOf} from '../findings/index.ts'
import type {Mail} from '../model/index.ts'
import {type PatchInput, reviewSeries, type SeriesInput} from '../rules/index.ts'
import {assembleSeries, type PostedSeries, readFacts, readPatch} from '../uapi/index.ts'

export interface ReviewOptions {
  /** Ids of the rules to ask; every rule where left out. */
  readonly rules?: ReadonlySet<string>
}

export interface ReviewResult {
  readonly findings: readonly IdentifiedFinding[]
  readonly linesOf: LinesOf
  /** What is to be said of the mails themselves, a line each. */
  readonly remarks: readonly string[]
}

/** What the names of the interface begin with. */
const prefix = 'KVM'

export function reviewMails(mails: readonly Mail[], {rules}: ReviewOptions = {}): ReviewResult {
  const posted = assembleSeries(mails.map(readPatch))
  const inputs = posted.map(inputOf)
  const findings = inputs.flatMap((input) => {
    const found = reviewSeries(input, rules)
    return input.patches.flatMap((patch) =>
      identify(inOrder(found.filter(({input: of}) => of === patch).map(({finding}) => finding)), (file) =>
        patch.view.linesOf(file),
      ),
    )
  })
  const patches = inputs.flatMap(({patches}) => patches)
  return {
    findings,
    linesOf: (file) => patches.map(({view}) => view.linesOf(file)).findLast((lines) => lines.length > 0) ?? [],
    remarks: [...mails.flatMap(mailRemarks), ...posted.flatMap(seriesRemarks)],
  }
}

function inputOf({cover, patches, missing}: PostedSeries): SeriesInput {
  const inputs: PatchInput[] = []
  const series: SeriesInput = {patches: inputs, cover, complete: missing.length === 0}
  for (const patch of patches) inputs.push(readFacts(patch, inputs.length, prefix, {series, trees: undefined}))
  return series
}

function mailRemarks({file, line, problem}: Mail): readonly string[] {
  return problem === undefined ? [] : [`${file}:${line}: ${problem}`]
}

function seriesRemarks({patches, total, missing}: PostedSeries): readonly string[] {
  const [first] = patches
  const broken = patches.flatMap(({mail, problems}) =>
    problems.map(({message, mailLine}) => `${mail.file}:${mailLine}: ${message}`),
  )
  // Who reviews one patch of eight knows that there are more.
  if (!first || patches.length === 1 || missing.length === 0) return broken
  const numbers = missing.slice(0, 10).join(', ')
  return [
    ...broken,
    `${first.mail.file}: Unexpected lack of patch ${numbers}${missing.length > 10 ? ', …' : ''} of ${total}, expected the whole series`,
  ]
}
