/** `review --renumber`: the mails as they were posted, with free numbers; every other byte as it was. */

import {Buffer} from 'node:buffer'
import {InputError, type Line, type Mail, type Patch, type Tree} from '../model/index.ts'
import {readMails, rewriteMail} from '../read/mail/index.ts'
import {Overlay} from '../tree/index.ts'
import {
  assembleSeries,
  type PatchFacts,
  patchAddition,
  postingOf,
  readablePatches,
  readFacts,
  readPatch,
  readTree,
  type TakenNumbers,
  type TreeInput,
  takenNumbers,
  takenSections,
} from '../uapi/index.ts'
import {coverName, type LineChange, mailName, renumberPatches} from '../write/index.ts'
import type {MailContent} from './mail-directory.ts'
import type {StoredMails} from './review-input.ts'

export interface RenumberedSeries {
  /** In the order in which `git am` takes them, behind the cover letter. */
  readonly mails: readonly MailContent[]
  /** A line each. */
  readonly remarks: readonly string[]
}

/** What the names of the interface begin with. */
const prefix = 'KVM'

/** Throws `InputError` where the mails are not one series that may be applied. */
export async function renumberSeries(
  files: AsyncIterable<StoredMails>,
  tree: Tree,
  pending: readonly Mail[],
): Promise<RenumberedSeries> {
  const stored = new Map<Mail, StoredMail>()
  for await (const file of files) for (const [mail, text] of await storedMails(file)) stored.set(mail, text)
  const groups = assembleSeries([...stored.keys()].map(readPatch), postingOf).filter(({patches}) => patches.length > 0)
  const [series] = groups
  if (!series || groups.length > 1) {
    throw new InputError(`Unexpected ${groups.length} series, expected one whose numbers --renumber may change`)
  }
  const {patches} = series
  const cover = series.cover?.mail
  const broken = patches.flatMap(({mail, problems}) => problems.map((problem) => ({file: mail.file, ...problem})))[0]
  if (broken) throw new InputError(`${broken.file}:${broken.mailLine}: ${broken.message}`)
  const posted = readablePatches(pending.map(readPatch))
  const [unread] = [...readablePatches(patches).unread, ...posted.unread]
  if (unread !== undefined) throw new InputError(unread)
  const before = verdictsOf(tree, patches)
  const all = [...(cover ? [cover] : []), ...patches.map(({mail}) => mail)]
  const counted = new Map(all.map((mail) => [countedInText(mail), mail]))
  const inText = [...counted.keys()].map(readPatch)
  const facts = inText.slice(cover ? 1 : 0).map((patch, index) => readFacts(patch, index, prefix, {}))
  const others = posted.patches.map((patch, index) => readFacts(patch, -1 - index, prefix, {}))
  const base = readTree(tree)
  const taken = takenBy(base, facts, others)
  const result = renumberPatches(facts, taken, {texts: inText, sections: takenSections(base.document)})
  const of = (patch: Patch): Mail => counted.get(patch.mail) ?? patch.mail
  const changed = new Map(
    all.map((mail) => [
      mail,
      changedMail(
        mail,
        stored,
        result.changes.filter(({patch}) => of(patch) === mail),
      ),
    ]),
  )
  const mentions = result.mentions.map(
    ({patch, textLine, message}) => `${patch.mail.file}:${of(patch).lineOf(textLine - 1)}: ${message}`,
  )
  const nothing = result.changes.length > 0 ? [] : ['every number is free: the mails are as they were']
  const remarks = [...result.remarks, ...mentions, ...nothing]
  const mails = [
    ...(cover ? [{name: coverName, text: changed.get(cover) ?? new Uint8Array()}] : []),
    ...patches.map(({mail, subject}, index) => ({
      name: mailName(index + 1, subject),
      text: changed.get(mail) ?? new Uint8Array(),
    })),
  ]
  await expectSameVerdicts(tree, mails, before)
  return {mails, remarks: [...remarks, ...before.filter(({problem}) => problem !== undefined).map(remarkOf)]}
}

/** Lines by their place in the text: several of them may begin on one line of a file that is encoded. */
function countedInText(mail: Mail): Mail {
  return {...mail, lineOf: (index) => (index + 1) as Line}
}

/** A character a byte. */
type StoredMail = readonly string[]

/** Each mail with its lines of the file, a mailbox's `From ` line included. */
async function storedMails({file, bytes}: StoredMails): Promise<readonly (readonly [Mail, StoredMail])[]> {
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  const mails = await readMails(bytes, file)
  const starts = mails.map(({line}) => line - (lines[line - 2]?.startsWith('From ') ? 2 : 1))
  return mails.map((mail, index) => {
    const [from = 0, to] = [starts[index], starts[index + 1]]
    // The line end in front of the next mail is this one's.
    const own = to === undefined ? lines.slice(from) : [...lines.slice(from, to), '']
    return [mail, own] as const
  })
}

/** By the tree, and by what others have posted. */
function takenBy(base: TreeInput, own: readonly PatchFacts[], others: readonly PatchFacts[]): TakenNumbers {
  const standing = takenNumbers(base.document, base.headers)
  const names = namesOf(own)
  // The same series, posted again, is nobody else.
  const isForeign = (name: string): boolean => !names.has(name)
  const {own: posted, shown} = patchAddition(others, undefined, [])
  const claimed = shown.filter(({added, name}) => added && isForeign(name))
  const plain = (kind: string) =>
    claimed.filter((one) => one.kind === kind).map(({name, number}) => [name, number] as const)
  return {
    sections: [...standing.sections, ...takenSections(posted.document).filter((one) => one.names.every(isForeign))],
    capabilities: new Map([...plain('capability'), ...standing.capabilities]),
    exitReasons: new Map([...plain('exit'), ...standing.exitReasons]),
    ioctls: [
      ...standing.ioctls,
      ...plain('ioctl').map(([name, number]) => {
        const [documented] = posted.document.ioctls.named(name)
        return {name, number, descriptors: documented?.descriptors, architectures: documented?.architectures}
      }),
    ],
  }
}

function namesOf(patches: readonly PatchFacts[]): ReadonlySet<string> {
  const {shown, own} = patchAddition(patches, undefined, [])
  const added = shown.filter((one) => one.added)
  return new Set([...added, ...own.document.ioctls, ...own.document.capabilities].map(({name}) => name))
}

function changedMail(mail: Mail, stored: ReadonlyMap<Mail, StoredMail>, changes: readonly LineChange[]): Uint8Array {
  const lines = stored.get(mail) ?? []
  const byIndex = new Map(changes.map(({textLine, before, after}) => [textLine - 1, {before, after}]))
  const now = byIndex.size === 0 ? lines : rewriteMail(lines, byIndex)
  if (now) return Buffer.from(now.join('\n'), 'latin1')
  throw new InputError(
    `${mail.file}:${mail.line}: Unexpected encoding of the mail, expected one in which a line can be changed`,
  )
}

interface Verdict {
  readonly at: string
  readonly path: string
  readonly problem: string | undefined
}

const remarkOf = ({at, path, problem}: Verdict): string => `${at}: ${path}: does not apply to the tree (${problem})`

/** Throws `InputError` where a path leads out of the tree. */
function verdictsOf(tree: Tree, patches: readonly Patch[]): readonly Verdict[] {
  let overlay = new Overlay(tree)
  return patches.flatMap(({files, mail}, patch) => {
    const result = overlay.apply(files, {patch, fuzz: 0})
    overlay = result.tree
    return result.verdicts.map(({file, problem, unsafe}): Verdict => {
      const at = `${mail.file}:${file.mailLine}`
      const path = file.after ?? file.before ?? 'a file'
      if (unsafe) throw new InputError(`${at}: ${path}: ${problem}`)
      return {at, path, problem}
    })
  })
}

/** A hunk may begin within what has changed, such as between a title and its adornment: then git would refuse it. */
async function expectSameVerdicts(
  tree: Tree,
  mails: readonly MailContent[],
  before: readonly Verdict[],
): Promise<void> {
  const patches: Patch[] = []
  for (const {name, text} of mails) {
    for (const mail of await readMails(text, name)) patches.push(readPatch(mail))
  }
  for (const [index, {at, path, problem}] of verdictsOf(tree, patches).entries()) {
    if (problem === undefined || before[index]?.problem !== undefined) continue
    throw new InputError(`${at}: ${path}: Unexpected hunk that other numbers do not fit, expected more lines around it`)
  }
}
