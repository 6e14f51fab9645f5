/**
 * Patches that belong together, whatever the order they come in: those that answer the same mail, or, where nothing says
 * what they answer, those that count up to the same number.
 */

import type {Mail, Patch} from '../../model/index.ts'

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
  const groups = new Map<string, Patch[]>()
  for (const patch of read) {
    if (patch.files.length === 0 && patch.problems.length === 0 && !isCover(patch)) continue
    const key = keyOf(patch, groups)
    const group = groups.get(key)
    if (group) group.push(patch)
    else groups.set(key, [patch])
  }
  return [...groups.values()].map(seriesOf)
}

const isCover = ({tag: {number, total}, files}: Patch): boolean => files.length === 0 && number === 0 && total > 0

function keyOf(patch: Patch, groups: ReadonlyMap<string, readonly Patch[]>): string {
  const {tag, mail} = patch
  const {messageId, references, inReplyTo} = mail.header
  if (tag.total === 1 && tag.number === 1) return `alone ${mail.file} ${mail.line}`
  // A cover letter, or a first patch without one, is what the others answer.
  const root = references.at(-1) ?? inReplyTo
  const thread = root === undefined ? messageId : root
  const counted = `v${tag.version} /${tag.total}`
  if (thread !== undefined && (tag.number === 0 || root !== undefined)) {
    const answered = [...groups].find(([, group]) =>
      group.some((other) => other.mail.header.messageId === root && sameCount(other, patch)),
    )
    return answered?.[0] ?? `${counted} ${tag.number === 0 ? messageId : thread}`
  }
  const open = [...groups].findLast(
    ([key, group]) => key.startsWith(`${counted} `) && !group.some((other) => other.tag.number === tag.number),
  )
  return open?.[0] ?? `${counted} ${messageId ?? `${mail.file} ${mail.line}`}`
}

const sameCount = (one: Patch, other: Patch): boolean =>
  one.tag.total === other.tag.total && one.tag.version === other.tag.version

function seriesOf(group: readonly Patch[]): PostedSeries {
  const patches = group.filter((patch) => !isCover(patch)).sort((one, other) => one.tag.number - other.tag.number)
  const total = Math.max(1, ...group.map(({tag}) => tag.total))
  const there = new Set(patches.map(({tag}) => tag.number))
  // The subject may promise any number; what it says beyond reason is not listed.
  const missing = Array.from({length: Math.min(total, 1000)}, (_, index) => index + 1).filter(
    (number) => !there.has(number),
  )
  return {cover: group.find(isCover)?.mail, patches, total, missing: patches.length === 0 ? [] : missing}
}
