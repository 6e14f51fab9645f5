/** Names that promise nothing: spare room in structs, and numbers that are expected to grow. */

import {isPadding} from '../compare-struct.ts'

/** What may be given a name, a type or another length as long as everything else stays where it is. */
export function isSpare(name: string): boolean {
  return (
    isPadding(name) ||
    /(?:^|_)(?:res|rsv|rsvd|resvd?|reserved|pad|mbz|spare|unused|align|hole)(?:_?\w{1,2})?$/i.test(name)
  )
}

/**
 * Last words of names that count what there is, so that they grow with it; check-uapi.sh knows most of them. In userspace
 * they are for loops and arrays over what was there when it was compiled.
 */
const counts: readonly string[] = [
  ...['MAX', 'MAX_BIT', 'MAX_ID', 'MAX_IDX', 'MAX_SHIFT', 'MAXATTR', 'MAXTYPE', 'TLSMAX', 'LAST', 'AFTER_LAST', 'END'],
  ...['CNT', 'COUNT', 'NUM', 'NUMS', 'NUM_ELEMS', 'NUM_OPS', 'NUMHOOKS', 'NR', 'NCMDS', 'NBITS', 'SIZE', 'SIZEOF'],
]

const count = new RegExp(
  `(?:^|_)(?:${counts.join('|')})_*$|^_*(?:MAX|NUM|NR|N)_|_(?:MAX|NUM|NR|SIZE|SIZEOF)_|^NSIG`,
  'i',
)

const mask = /(?:^|_)(?:MASK|ALL|SUPPORTED|FLAGS|FEATURES)_*$/i

/** Words that name an edition: whoever changes one means to. */
const edition =
  /(?:^|_)(?:(?:SUB)?VERSION|MAJOR|MINOR|PATCH|PATCHLEVEL|SUBLEVEL|EXTRAVERSION|REVISION|VER|REV|DATE|BUILD)(?:_|$)/i

/** A number that is expected to change as it does: a count that grows, a mask that gains bits, what is left over, an edition. */
export function isExpected(name: string, before: bigint, after: bigint): boolean {
  if (isEdition(name) || isSpare(name)) return true
  if (mask.test(name) && (before & after) === before) return true
  return count.test(name) && after > before
}

export function isEdition(name: string): boolean {
  return edition.test(name)
}
