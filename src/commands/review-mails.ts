/** The main job of a review without its command line: mails in, findings out. */

import {type IdentifiedFinding, identify, inOrder, type LinesOf} from '../findings/index.ts'
import {type Finding, InputError, type Mail, type Patch, type Tree} from '../model/index.ts'
import type {StoredMail} from '../read/mail/index.ts'
import {type PatchFinding, type PatchInput, reviewSeries, type SeriesInput} from '../rules/index.ts'
import {unsafeFiles} from '../tree/index.ts'
import {
  assembleSeries,
  kindOfFile,
  type PatchFacts,
  type PostedSeries,
  type Posting,
  postingOf,
  readablePatches,
  readFacts,
  readPatch,
} from '../uapi/index.ts'
import {keptFindings} from './kept-findings.ts'
import {isSaidOnce} from './said-once.ts'

export interface ReviewOptions {
  /** Ids of the rules to ask; every rule where left out. */
  readonly rules?: ReadonlySet<string>
  /** What the patches apply to; their hunks alone are read where there is none. */
  readonly tree?: Tree
  /** Other series that are posted and not merged. */
  readonly pending?: readonly Mail[]
  /** Lines of context at a hunk's ends that need not fit, which git am does not allow. */
  readonly fuzz?: number
}

export interface ReviewResult {
  readonly findings: readonly IdentifiedFinding[]
  readonly linesOf: (finding: Finding) => LinesOf
  /** What is to be said of the mails themselves, a line each. */
  readonly remarks: readonly string[]
}

/** What the names of the interface begin with. */
const prefix = 'KVM'

/**
 * Each mail is read twice, once to see which series it is of, and again with the others of its series: there may be
 * thousands. Throws `InputError` where the tree is none of this interface, and where none of the mails is one.
 */
export async function reviewMails(mails: readonly StoredMail[], options: ReviewOptions = {}): Promise<ReviewResult> {
  const findings: IdentifiedFinding[] = []
  const shown = new Map<Mail, LinesOf>()
  const {postings, remarks} = await readPostings(mails)
  const others = readablePatches((options.pending ?? []).map(readPatch))
  remarks.push(...others.unread)
  const pending = others.patches.map((patch, index) => readFacts(patch, -1 - index, prefix, {}))
  for (const series of assembleSeries(postings, ({posting}) => posting)) {
    const {posted: whole, storedOf} = await readPosted(series)
    const posted = withoutUnsafe(whole, remarks)
    remarks.push(...seriesRemarks(posted))
    const result = await reviewPosted(posted, pending, options)
    remarks.push(...result.remarks)
    const byPatch = new Map<PatchInput, Finding[]>(result.series.patches.map((patch) => [patch, []]))
    for (const {input, finding} of result.found) byPatch.get(input)?.push(finding)
    for (const [{patch, view}, own] of byPatch) {
      const stored = storedOf.get(patch.mail)
      if (!stored || own.length === 0) continue
      const linesOf: LinesOf = (file) => view.linesOf(file)
      // What is said of the code comes before what is said of the mail.
      const isOfMail = ({place}: Finding): boolean => place.file === patch.mail.file
      const ordered = [...inOrder(own.filter((one) => !isOfMail(one))), ...inOrder(own.filter(isOfMail))]
      const kept = keptFindings(identify(ordered, linesOf), linesOf, patch.mail, stored)
      for (const finding of kept.findings) {
        findings.push(finding)
        if (finding.patch) shown.set(finding.patch.mail, kept.linesOf)
      }
    }
  }
  return {findings, linesOf: ({patch}) => (patch && shown.get(patch.mail)) ?? (() => []), remarks}
}

/** Throws `InputError` where none of the mails is one. */
async function readPostings(mails: readonly StoredMail[]) {
  const postings: StoredPosting[] = []
  const remarks: string[] = []
  const foreign: string[] = []
  for (const stored of mails) {
    const patch = readPatch(await stored.read())
    remarks.push(...mailRemarks(patch.mail))
    if (isNoMail(patch)) foreign.push(`${patch.mail.file}:${patch.mail.line}: Unexpected content, expected a mail`)
    // A copy: V8 keeps a text as long as a word that was cut from it.
    postings.push({stored, posting: structuredClone(postingOf(patch))})
  }
  if (foreign[0] !== undefined && foreign.length === mails.length) throw new InputError(foreign[0])
  return {postings, remarks: [...remarks, ...foreign]}
}

interface StoredPosting {
  readonly stored: StoredMail
  readonly posting: Posting
}

async function readPosted({cover, patches, ...counts}: PostedSeries<StoredPosting>) {
  const storedOf = new Map<Mail, StoredMail>()
  const read = async ({stored}: StoredPosting): Promise<Patch> => {
    const mail = await stored.read()
    storedOf.set(mail, stored)
    return readPatch(mail)
  }
  const all: Patch[] = []
  for (const patch of patches) all.push(await read(patch))
  const posted: PostedSeries = {...counts, cover: cover && (await read(cover)), patches: all}
  return {posted, storedOf}
}

/** Neither a header nor a diff: whatever it is, there is nothing to read. */
const isNoMail = ({mail: {header}, files, problems}: Patch): boolean =>
  files.length + problems.length === 0 &&
  [header.from, header.subject, header.messageId ?? ''].every((one) => one === '')

/** Without the files that no patch may write to, or that are too much to be read; each is a line of the remarks. */
function withoutUnsafe(posted: PostedSeries, remarks: string[]): PostedSeries {
  const unsafe = unsafeFiles(posted.patches.map(({files}) => files))
  const safe = posted.patches.map((patch) => {
    for (const file of patch.files) {
      const problem = unsafe.get(file)
      if (problem === undefined) continue
      remarks.push(`${patch.mail.file}:${file.mailLine}: ${file.after ?? file.before}: ${problem}: it is not read`)
    }
    return unsafe.size === 0 ? patch : {...patch, files: patch.files.filter((file) => !unsafe.has(file))}
  })
  const {patches, unread} = readablePatches(safe)
  remarks.push(...unread)
  return {...posted, patches}
}

interface Reviewed {
  readonly series: SeriesInput
  readonly found: readonly PatchFinding[]
  readonly remarks: readonly string[]
}

async function reviewPosted(
  posted: PostedSeries,
  pending: readonly PatchFacts[],
  {rules, tree, fuzz = 0}: ReviewOptions,
): Promise<Reviewed> {
  const touching = posted.patches.some(({files}) => files.some(({before, after}) => kindOfFile(after ?? before ?? '')))
  if (!tree || !touching) {
    const series = inputOf(posted, posted.patches, undefined, pending)
    return {series, found: reviewSeries(series, rules), remarks: []}
  }
  const {applySeries, patchedTree, reviewTree, stillStands} = await import('./review-tree.ts')
  const applied = applySeries(tree, posted.patches, fuzz)
  const patched = patchedTree(tree, applied)
  const series = inputOf(posted, applied.patches, patched, pending)
  const ofTree = reviewTree(tree, patched, applied, series.patches, rules)
  const ofHunks = reviewSeries(series, rules).filter(stillStands(applied))
  const found = [...ofHunks.filter(isSaidOnce(ofTree)), ...ofTree]
  return {series, found, remarks: applied.remarks}
}

function inputOf(
  {cover, missing}: PostedSeries,
  patches: readonly Patch[],
  patched: SeriesInput['patched'],
  pending: readonly PatchFacts[],
): SeriesInput {
  const inputs: PatchInput[] = []
  const series: SeriesInput = {patches: inputs, cover: cover?.mail, complete: missing.length === 0, patched, pending}
  for (const patch of patches) inputs.push(readFacts(patch, inputs.length, prefix, {series}))
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
