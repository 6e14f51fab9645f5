/** Mails to a series: whose they are, and what their patches add. */

import {InputError, type Mail, type Patch, type Series, type Tree} from '../model/index.ts'
import {factsFromPatches, type ImportedFacts, plainMarkdown, validateSeries} from '../series/index.ts'
import {unsafeFiles} from '../tree/index.ts'
import {assembleSeries, kindOfFile, type PatchFacts, type PostedSeries, readFacts, readPatch} from '../uapi/index.ts'

export interface ImportOptions {
  /** What the mails are called in messages. */
  readonly source: string
  /** What the patches apply to; their hunks alone are read where there is none. */
  readonly tree?: Tree
  readonly name?: string
}

export interface ImportResult {
  readonly series: Series
  /** A line each: what a series has no form for, or has to say and the patches do not. */
  readonly remarks: readonly string[]
}

/** What the names of the interface begin with. */
const prefix = 'KVM'

/** Throws `InputError` where the mails are not one whole series of patches that adds something to the interface. */
export async function importMails(mails: readonly Mail[], {source, tree, name}: ImportOptions): Promise<ImportResult> {
  const posted = onlySeries(mails, source)
  const remarks: string[] = []
  const facts = await factsFromPatches(await factsOf(posted.patches, tree, remarks))
  if (isEmpty(facts)) {
    throw new InputError(`${source}: Unexpected lack of changes, expected patches that add to document, header or host`)
  }
  remarks.push(...facts.remarks.map(({place, message}) => `${place.file}:${place.line}: ${message}`))
  const main = posted.patches.find(({files}) => files.some(isOfInterface)) ?? posted.patches[0]
  if (!main) throw new InputError(`${source}: Unexpected lack of patches, expected at least one`)
  const cover = posted.cover ? readPatch(posted.cover) : main
  const subject = cover.subject === '' ? 'Imported' : cover.subject
  const {messageId} = main.mail.header
  const {document, header, host} = facts
  const series: Series = {
    name: name ?? nameOf(subject),
    subject,
    author: authorOf(cover.mail, remarks),
    date: dateOf(cover.mail, remarks),
    summary: await summaryOf(cover),
    versions: [
      {
        id: `v${main.tag.version}`,
        status: 'posted',
        summary: await summaryOf(main),
        ...(messageId !== undefined && {messageId}),
        ...{document, header, host, claims: [], reviews: []},
      },
    ],
  }
  return {series: await validateSeries(series, source), remarks}
}

function onlySeries(mails: readonly Mail[], source: string): PostedSeries {
  const all = assembleSeries(mails.map(readPatch)).filter(({patches}) => patches.length > 0)
  for (const {file, mailLine, message} of all.flatMap(({patches}) => problemsOf(patches))) {
    throw new InputError(`${file}:${mailLine}: ${message}`)
  }
  const [posted, ...others] = all.filter(({patches}) => patches.some(({files}) => files.some(isOfInterface)))
  if (others.length > 0) throw new InputError(`${source}: Unexpected ${others.length + 1} series, expected one`)
  const [unread] = posted?.unread ?? []
  if (unread !== undefined) throw new InputError(unread)
  if (posted) return posted
  const expected = all.length === 0 ? 'a patch' : 'a patch that touches document, header or host'
  throw new InputError(`${source}: Unexpected lack of patches, expected ${expected}`)
}

/** What is wrong with the diffs, and paths that no patch may write to. */
function problemsOf(patches: readonly Patch[]) {
  const unsafe = unsafeFiles(patches.map(({files}) => files))
  return patches.flatMap(({mail: {file}, problems, files}) => {
    const hostile = files.flatMap((diff) => {
      const problem = unsafe.get(diff)
      return problem === undefined
        ? []
        : [{mailLine: diff.mailLine, message: `${diff.after ?? diff.before}: ${problem}`}]
    })
    return [...problems, ...hostile].map((problem) => ({file, ...problem}))
  })
}

/** Copies and tests say nothing that the interface does not. */
function isOfInterface({before, after}: Patch['files'][number]): boolean {
  const kind = kindOfFile(after ?? before ?? '')
  return kind === 'document' || kind === 'header' || kind === 'code'
}

async function factsOf(
  patches: readonly Patch[],
  tree: Tree | undefined,
  remarks: string[],
): Promise<readonly PatchFacts[]> {
  if (!tree) return patches.map((patch, index) => readFacts(patch, index, prefix, {}))
  const {appliedWhole} = await import('./import-tree.ts')
  const applied = appliedWhole(tree, patches, isOfInterface)
  remarks.push(...applied.remarks)
  return applied.patches.map((patch, index) => readFacts(patch, index, prefix, {}))
}

function isEmpty({document, header, host}: ImportedFacts): boolean {
  return [document.sections, document.structs ?? [], host, ...Object.values(header)].every((list) => list.length === 0)
}

/** `KVM: Add a bell` is `add-a-bell`. */
function nameOf(subject: string): string {
  const words =
    subject
      .replace(/^.*:\s+(?=\S)/, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return words.join('-') || 'imported'
}

function authorOf({file, line, header: {from}}: Mail, remarks: string[]): Series['author'] {
  const [, name = '', email] = /^\s*(?:"?([^"<]*?)"?\s*<)?([^<>\s]+@[^<>\s]+\.\w+)>?\s*$/.exec(from) ?? []
  if (email !== undefined) return {name: name === '' ? email : name, email}
  remarks.push(`${file}:${line}: Unexpected \`From: ${from}\`, expected a name and an address (an example's is put)`)
  return {name: 'TODO', email: 'todo@example.org'}
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

//   Wed, 15 Feb 2023 01:16:11 +0000       RFC 5322, 3.3
const mailDate = /\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d)(:\d\d)? (?:([+-]\d\d)(\d\d)|GMT|UTC?)\b/

function dateOf({file, line, header: {date}}: Mail, remarks: string[]): string {
  const [, day = '', name = '', year = '', minutes = '', seconds = ':00', hour = '+00', minute = '00'] =
    mailDate.exec(date) ?? []
  const month = months.indexOf(name) + 1
  if (month > 0) {
    return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${minutes}${seconds}${hour}:${minute}`
  }
  remarks.push(`${file}:${line}: Unexpected \`Date: ${date}\`, expected that of a mail (1970 is put)`)
  return '1970-01-01T00:00:00+00:00'
}

/** A line that ends what a person wrote: trailers, a list of commits or files, a signature. */
const end = /^(?:---|-- |[A-Z][\w-]*-by: .*|\S.* \(\d+\):|base-commit: .*| \S.* \| +\d+ .*)$/

async function summaryOf({mail, message: {from, to}, subject}: Patch): Promise<string> {
  const lines = mail.lines.slice(from, to)
  const last = lines.findIndex((line) => end.test(line))
  const text = lines.slice(0, last < 0 ? undefined : last).join('\n')
  return plainMarkdown(text.trim() === '' ? subject : text)
}
