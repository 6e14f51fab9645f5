/** Mails to a series: whose they are, and what their patches add. */

import {InputError, type Mail, type Patch, type Series, type Tree} from '../model/index.ts'
import {factsFromPatches, type ImportedFacts, plainMarkdown, validateSeries} from '../series/index.ts'
import {unsafeFiles} from '../tree/index.ts'
import {
  assembleSeries,
  type FileKind,
  kindOfFile,
  type PatchFacts,
  type PostedSeries,
  postingOf,
  readablePatches,
  readFacts,
  readPatch,
} from '../uapi/index.ts'

export interface ImportOptions {
  /** What the mails are called in messages. */
  readonly source: string
  /** What the patches apply to; their hunks alone are read where there is none. */
  readonly tree?: Tree
  readonly name?: string
  /** A line each: what a series has no form for, or has to say and the patches do not. */
  readonly remark: Remark
}

type Remark = (line: string) => void

/** What the names of the interface begin with. */
const prefix = 'KVM'

/** Throws `InputError` where the mails are not one whole series of patches that adds something to the interface. */
export async function importMails(
  mails: readonly Mail[],
  {source, tree, name, remark}: ImportOptions,
): Promise<Series> {
  const posted = onlySeries(mails, source)
  const patches = await factsOf(posted.patches, tree, remark)
  const facts = await factsFromPatches(patches, (message, {file, line}) => remark(`${file}:${line}: ${message}`))
  if (isEmpty(facts)) {
    throw new InputError(`${source}: Unexpected lack of changes, expected patches that add to document, header or host`)
  }
  const main = mainOf(posted.patches)
  if (!main) throw new InputError(`${source}: Unexpected lack of patches, expected at least one`)
  const cover = posted.cover ?? main
  const subject = cover.subject === '' ? 'Imported' : cover.subject
  const {messageId} = main.mail.header
  const {document, header, host} = facts
  const series: Series = {
    name: name ?? nameOf(subject),
    subject,
    author: authorOf(cover, remark),
    date: dateOf(cover.mail, remark),
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
  return validateSeries(series, source)
}

function onlySeries(mails: readonly Mail[], source: string): PostedSeries {
  const all = assembleSeries(mails.map(readPatch), postingOf).filter(({patches}) => patches.length > 0)
  for (const {file, mailLine, message} of all.flatMap(({patches}) => problemsOf(patches))) {
    throw new InputError(`${file}:${mailLine}: ${message}`)
  }
  const [posted, ...others] = all.filter(({patches}) => patches.some(({files}) => files.some(isOfInterface)))
  if (others.length > 0) throw new InputError(`${source}: Unexpected ${others.length + 1} series, expected one`)
  const [unread] = readablePatches(posted?.patches ?? []).unread
  if (unread !== undefined) throw new InputError(unread)
  if (posted) return posted
  const expected = all.length === 0 ? 'a patch' : 'a patch that touches document, header or host'
  throw new InputError(`${source}: Unexpected lack of patches, expected ${expected}`)
}

/** The one whose words are about the interface itself. */
function mainOf(patches: readonly Patch[]): Patch | undefined {
  const touching = (kind: FileKind) =>
    patches.find(({files}) => files.some(({before, after}) => kindOfFile(after ?? before ?? '') === kind))
  return touching('header') ?? touching('document') ?? touching('code') ?? patches[0]
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
  remark: Remark,
): Promise<readonly PatchFacts[]> {
  if (!tree) return patches.map((patch, index) => readFacts(patch, index, prefix, {}))
  const {appliedWhole} = await import('./import-tree.ts')
  const applied = appliedWhole(tree, patches, isOfInterface)
  applied.remarks.forEach(remark)
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

/** A first line `From: …` is the author's, who had somebody else send the patch (submitting-patches.rst). */
const senderLine = /^From: (.*)$/

function authorOf({mail: {file, line, lines, header}, message}: Patch, remark: Remark): Series['author'] {
  const from = senderLine.exec(lines[message.from] ?? '')?.[1] ?? header.from
  const [, name = '', email] = /^\s*(?:"?([^"<]*?)"?\s*<)?([^<>\s]+@[^<>\s]+\.\w+)>?\s*$/.exec(from) ?? []
  if (email !== undefined) return {name: name === '' ? email : name, email}
  remark(`${file}:${line}: Unexpected \`From: ${from}\`, expected a name and an address (an example's is put)`)
  return {name: 'TODO', email: 'todo@example.org'}
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

//   Wed, 15 Feb 2023 01:16:11 +0000       RFC 5322, 3.3
const mailDate = /\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d)(:\d\d)? (?:([+-]\d\d)(\d\d)|GMT|UTC?)\b/

function dateOf({file, line, header: {date}}: Mail, remark: Remark): string {
  const [, day = '', name = '', year = '', minutes = '', seconds = ':00', hour = '+00', minute = '00'] =
    mailDate.exec(date) ?? []
  const month = months.indexOf(name) + 1
  if (month > 0) {
    return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${minutes}${seconds}${hour}:${minute}`
  }
  remark(`${file}:${line}: Unexpected \`Date: ${date}\`, expected that of a mail (1970 is put)`)
  return '1970-01-01T00:00:00+00:00'
}

/** A line that ends what a person wrote: trailers, a list of commits or files, a signature. */
const end = /^(?:---|-- |[A-Z][\w-]*-by: .*|\S.* \(\d+\):|base-commit: .*| \S.* \| +\d+ .*)$/

async function summaryOf({mail, message: {from, to}, subject}: Patch): Promise<string> {
  const lines = mail.lines.slice(from, to)
  const last = lines.findIndex((line) => end.test(line))
  const first = senderLine.test(lines[0] ?? '') ? 1 : 0
  const text = lines.slice(first, last < 0 ? undefined : last).join('\n')
  return plainMarkdown(text.trim() === '' ? subject : text)
}
