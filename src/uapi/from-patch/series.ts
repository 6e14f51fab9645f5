/**
 * Patches that belong together, whatever the order they come in: those that answer the same mail, or, where nothing says
 * what they answer, those that count up to the same number.
 */

import type {Patch, PatchTag} from '../../model/index.ts'

/** What of a mail tells which series it is of. */
export interface Posting {
  readonly tag: PatchTag
  readonly kind: 'cover' | 'patch' | 'other'
  readonly messageId: string | undefined
  /** What it answers: the cover letter, or a first patch without one. */
  readonly root: string | undefined
}

export interface PostedSeries<Item = Patch> {
  readonly cover: Item | undefined
  /** In the order of their numbers. */
  readonly patches: readonly Item[]
  /** How many there are by their subjects, and the numbers of those that are not there. */
  readonly total: number
  readonly missing: readonly number[]
}

export function postingOf({tag, files, problems, mail}: Patch): Posting {
  const {messageId, references, inReplyTo} = mail.header
  const isCover = files.length === 0 && tag.number === 0 && tag.total > 0
  const kind = isCover ? 'cover' : files.length > 0 || problems.length > 0 ? 'patch' : 'other'
  return {tag, kind, messageId, root: references.at(-1) ?? inReplyTo}
}

/** In the order of their first mails. A mail without a diff that is no cover letter is in none. */
export function assembleSeries<Item>(
  items: readonly Item[],
  postingIn: (item: Item) => Posting,
): readonly PostedSeries<Item>[] {
  const groups = new Groups<Item>()
  for (const item of items) {
    const posting = postingIn(item)
    if (posting.kind !== 'other') groups.add({item, posting})
  }
  return groups.all.map(({members}) => seriesOf(members))
}

interface Member<Item> {
  readonly item: Item
  readonly posting: Posting
}

interface Group<Item> {
  readonly members: Member<Item>[]
  readonly numbers: Set<number>
}

/** By what tells that a patch belongs there; a mailbox may have any number of them. */
class Groups<Item> {
  readonly all: Group<Item>[] = []
  /** By version and count, with the mail that all of them answer. */
  readonly #byThread = new Map<string, Group<Item>>()
  /** By version and count, with the id of each mail that is in it. */
  readonly #byMail = new Map<string, Group<Item>>()
  /** By version and count. */
  readonly #counted = new Map<string, Group<Item>[]>()

  add(member: Member<Item>): void {
    const {tag, messageId} = member.posting
    const counted = `v${tag.version} /${tag.total}`
    const isAlone = tag.total === 1 && tag.number === 1
    const group = (isAlone ? undefined : this.#find(member.posting, counted)) ?? this.#open(member.posting, counted)
    group.members.push(member)
    group.numbers.add(tag.number)
    const id = `${counted} ${messageId}`
    if (!this.#byMail.has(id)) this.#byMail.set(id, group)
  }

  #find(posting: Posting, counted: string): Group<Item> | undefined {
    const {tag, root} = posting
    const thread = threadOf(posting)
    if (thread !== undefined && (root !== undefined || tag.number === 0)) {
      const answered = root === undefined ? undefined : this.#byMail.get(`${counted} ${root}`)
      return answered ?? this.#byThread.get(`${counted} ${thread}`)
    }
    return this.#counted.get(counted)?.findLast(({numbers}) => !numbers.has(tag.number))
  }

  #open(posting: Posting, counted: string): Group<Item> {
    const {tag} = posting
    const group: Group<Item> = {members: [], numbers: new Set()}
    this.all.push(group)
    if (tag.total === 1 && tag.number === 1) return group
    const thread = threadOf(posting)
    if (thread !== undefined) this.#byThread.set(`${counted} ${thread}`, group)
    const same = this.#counted.get(counted)
    if (same) same.push(group)
    else this.#counted.set(counted, [group])
    return group
  }
}

/** The mail that all patches of a series answer: the cover letter itself, too. */
const threadOf = ({tag, messageId, root}: Posting): string | undefined =>
  tag.number === 0 ? messageId : (root ?? messageId)

function seriesOf<Item>(group: readonly Member<Item>[]): PostedSeries<Item> {
  const patches = group
    .filter(({posting}) => posting.kind === 'patch')
    .sort((one, other) => one.posting.tag.number - other.posting.tag.number)
  const total = group.reduce((most, {posting}) => Math.max(most, posting.tag.total), 1)
  const there = new Set(patches.map(({posting}) => posting.tag.number))
  // The subject may promise any number; what it says beyond reason is not listed.
  const missing = Array.from({length: Math.min(total, 1000)}, (_, index) => index + 1).filter(
    (number) => !there.has(number),
  )
  return {
    cover: group.find(({posting}) => posting.kind === 'cover')?.item,
    patches: patches.map(({item}) => item),
    total,
    missing: patches.length === 0 ? [] : missing,
  }
}
