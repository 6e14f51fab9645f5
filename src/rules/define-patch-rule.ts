/** A rule of a review: it looks at what a patch, or a whole series, adds. Its examples are hunks. */

import type {Finding, Mail, Place} from '../model/index.ts'
import type {PatchedTree, PatchFacts} from '../uapi/index.ts'
import type {Detail, FilesExample, Messages, Report, RuleInfo} from './define-rule.ts'

/** Patches that were posted together, in their order. */
export interface SeriesInput {
  readonly patches: readonly PatchInput[]
  readonly cover: Mail | undefined
  /** All patches that the subjects promise are there. */
  readonly complete: boolean
  /** `undefined` where there is no tree. */
  readonly patched: PatchedTree | undefined
  /** Patches of other series that are posted and not merged. */
  readonly pending: readonly PatchFacts[]
}

export interface PatchInput extends PatchFacts {
  readonly series: SeriesInput
}

/** The files of an example are hunks, each line with its ` `, `+` or `-`. */
interface HunkRule extends Omit<RuleInfo, 'scope' | 'examples'> {
  readonly examples: readonly FilesExample[]
}

interface PatchRuleData<M extends Messages> extends HunkRule {
  readonly scope: 'patch'
  readonly messages: M
  readonly check: (input: PatchInput, report: Report<M>) => void
}

interface SeriesRuleData<M extends Messages> extends HunkRule {
  readonly scope: 'series'
  readonly messages: M
  readonly check: (input: SeriesInput, report: Report<M>) => void
}

/** Of scope `patch` or `series`. */
export interface ReviewRule extends HunkRule {
  readonly scope: 'patch' | 'series'
  readonly run: (series: SeriesInput) => readonly PatchFinding[]
}

/** A finding, and the patch of the series that it is about. */
export interface PatchFinding {
  readonly input: PatchInput
  /** Places are those of the patched files. */
  readonly finding: Finding
}

export function definePatchRule<const M extends Messages>({check, ...data}: PatchRuleData<M>): ReviewRule {
  return {
    ...data,
    run: (series) =>
      series.patches.flatMap((input) => {
        const findings: PatchFinding[] = []
        check(input, (message, names, detail) => findings.push(found(data, message, names, detail, input)))
        return findings
      }),
  }
}

export function defineSeriesRule<const M extends Messages>({check, ...data}: SeriesRuleData<M>): ReviewRule {
  return {
    ...data,
    run(series) {
      const findings: PatchFinding[] = []
      check(series, (message, names, detail) => {
        const input = patchAt(series, detail.place)
        if (input) findings.push(found(data, message, names, detail, input))
      })
      return findings
    },
  }
}

/** A place of a hunk begins, behind the path, with the patch's index in its series. */
function patchAt({patches}: SeriesInput, place: Place): PatchInput | undefined {
  const index = /@@(\d+)\./.exec(place.file)?.[1]
  const named = index === undefined ? undefined : patches[Number(index)]
  if (named?.view.has(place)) return named
  return patches.find(({view, patch}) => view.has(place) || isInMail(patch.mail, place)) ?? patches[0]
}

const isInMail = ({file, line, lines, lineOf}: Mail, place: Place): boolean =>
  place.file === file && place.line >= line && place.line <= lineOf(lines.length)

function found(
  {id, severity: usual, messages}: Pick<RuleInfo, 'id' | 'severity' | 'messages'>,
  message: string,
  names: readonly string[],
  {symbol, place, related = [], note, severity = usual}: Detail,
  input: PatchInput,
): PatchFinding {
  const text = (messages[message] as Messages[string])(...names)
  return located({rule: id, severity, message: text, symbol, place, related, ...(note && {note})}, input)
}

/** A finding whose places are in hunks, with those of the patched files. */
function located(finding: Finding, input: PatchInput): PatchFinding {
  const {place, related} = finding
  const {patch, view} = input
  const mailLine = place.file === patch.mail.file ? place.line : view.mailLine(place)
  const locate = (other: Place) => patchAt(input.series, other)?.view.locate(other) ?? other
  return {
    input,
    finding: {
      ...finding,
      place: view.locate(place),
      related: related.map((item) => ({...item, place: locate(item.place)})),
      patch: {number: patch.tag.number, total: patch.tag.total, subject: patch.subject, mailLine, mail: patch.mail},
    },
  }
}

/** What a rule about what the patches add has found, as a finding about one of them. */
export function findingInSeries(finding: Finding, series: SeriesInput): readonly PatchFinding[] {
  const input = patchAt(series, finding.place)
  return input ? [located(finding, input)] : []
}
