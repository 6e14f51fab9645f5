/**
 * Patches that belong together, whatever the order they come in: those that answer the same mail, or, where nothing says
 * what they answer, those that count up to the same number.
 */

import type {Mail, Patch, PatchTag} from '../../model/index.ts'

export interface PostedSeries {
  readonly cover: Mail | undefined
  /** In the order of their numbers. */
  readonly patches: readonly Patch[]
  /** How many there are by their subjects, and the numbers of those that are not there. */
  readonly total: number
  readonly missing: readonly number[]
}

/** In the order of their first mails. A mail without a diff that is no cover letter is in none. */
export function assembleSeries(read: readonly Patch[]): readonly PostedSeries[] {
  const groups = new Groups()
  for (const patch of read) {
    if (patch.files.length === 0 && patch.problems.length === 0 && !isCover(patch)) continue
    groups.add(patch)
  }
  return groups.all.map(({patches}) => seriesOf(patches))
}

const isCover = ({tag: {number, total}, files}: Patch): boolean => files.length === 0 && number === 0 && total > 0

interface Group {
  readonly patches: Patch[]
  readonly numbers: Set<number>
}

/** By what tells that a patch belongs there; a mailbox may have any number of them. */
class Groups {
  readonly all: Group[] = []
  /** By version and count, with the mail that all of them answer. */
  readonly #byThread = new Map<string, Group>()
  /** By version and count, with the id of each mail that is in it. */
  readonly #byMail = new Map<string, Group>()
  /** By version and count. */
  readonly #counted = new Map<string, Group[]>()

  add(patch: Patch): void {
    const {tag, mail} = patch
    const counted = `v${tag.version} /${tag.total}`
    const isAlone = tag.total === 1 && tag.number === 1
    const group = (isAlone ? undefined : this.#find(patch, counted)) ?? this.#open(patch, counted)
    group.patches.push(patch)
    group.numbers.add(tag.number)
    const id = `${counted} ${mail.header.messageId}`
    if (!this.#byMail.has(id)) this.#byMail.set(id, group)
  }

  #find({tag, mail}: Patch, counted: string): Group | undefined {
    const root = rootOf(mail)
    const thread = threadOf(tag, mail)
    if (thread !== undefined && (root !== undefined || tag.number === 0)) {
      const answered = root === undefined ? undefined : this.#byMail.get(`${counted} ${root}`)
      return answered ?? this.#byThread.get(`${counted} ${thread}`)
    }
    return this.#counted.get(counted)?.findLast(({numbers}) => !numbers.has(tag.number))
  }

  #open({tag, mail}: Patch, counted: string): Group {
    const group: Group = {patches: [], numbers: new Set()}
    this.all.push(group)
    if (tag.total === 1 && tag.number === 1) return group
    const thread = threadOf(tag, mail)
    if (thread !== undefined) this.#byThread.set(`${counted} ${thread}`, group)
    const same = this.#counted.get(counted)
    if (same) same.push(group)
    else this.#counted.set(counted, [group])
    return group
  }
}

/** A cover letter, or a first patch without one, is what the others answer. */
const rootOf = ({header: {references, inReplyTo}}: Mail): string | undefined => references.at(-1) ?? inReplyTo

/** The mail that all patches of a series answer: the cover letter itself, too. */
const threadOf = ({number}: PatchTag, mail: Mail): string | undefined =>
  number === 0 ? mail.header.messageId : (rootOf(mail) ?? mail.header.messageId)

function seriesOf(group: readonly Patch[]): PostedSeries {
  const patches = group.filter((patch) => !isCover(patch)).sort((one, other) => one.tag.number - other.tag.number)
  const total = group.reduce((most, {tag}) => Math.max(most, tag.total), 1)
  const there = new Set(patches.map(({tag}) => tag.number))
  // The subject may promise any number; what it says beyond reason is not listed.
  const missing = Array.from({length: Math.min(total, 1000)}, (_, index) => index + 1).filter(
    (number) => !there.has(number),
  )
  return {cover: group.find(isCover)?.mail, patches, total, missing: patches.length === 0 ? [] : missing}
}
