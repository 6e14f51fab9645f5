/** Which constants belong together: they stand in one run of the header and share the beginning and the end of their names. */

import type {Constant} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'

/** Words that end the name of a constant about the others: a mask, a count, a shift. */
const about = /_(?:MASK|SHIFT|MAX|MIN|NR|NUM|COUNT|SIZE|LAST|FIRST|END|VALID_MASK|BITS|DEFAULT)$/

/** The most lines from one constant of a run to the next: a blank line ends a run of `#define`s, comments split an enum. */
const widestGap = {define: 1, enumerator: 12, row: 1} as const

/**
 * All constants of the run that the names stand in, masks and counts left out; empty unless one header defines at least two
 * of the names, half of them, and all that it defines stand in one run.
 */
export function familyOf(input: TreeInput, names: readonly string[]): readonly Constant[] {
  for (const header of input.headers.values()) {
    const known = names.flatMap((name) => header.constants.named(name)[0] ?? [])
    const [first] = known
    if (!first || known.length < 2 || known.length * 2 < names.length) continue
    if (known.some(({place, form}) => place.file !== first.place.file || form !== first.form)) continue
    const run = runAround(header.constants.all, first, sharedAffix(known.map(({name}) => name)))
    if (known.every((constant) => run.includes(constant))) return run.filter(({name}) => !about.test(name))
  }
  return []
}

/** At least two words at the beginning, or a beginning and an end; otherwise nothing is shared that means anything. */
function sharedAffix(names: readonly string[]): (name: string) => boolean {
  const words = names.map((name) => name.split('_'))
  const shortest = Math.min(...words.map(({length}) => length))
  const shared = (at: (list: readonly string[]) => string | undefined): boolean => new Set(words.map(at)).size === 1
  let head = 0
  while (head < shortest - 1 && shared((list) => list[head])) head++
  let tail = 0
  while (tail < shortest - head - 1 && shared((list) => list.at(-1 - tail))) tail++
  if (head + tail < 2) return () => false
  const [model = []] = words
  const beginning = model.slice(0, head).join('_')
  const ending = tail === 0 ? '' : `_${model.slice(-tail).join('_')}`
  return (name) => name.startsWith(`${beginning}_`) && name.endsWith(ending)
}

/** The siblings of a constant, up and down the header, as far as there is no wide gap. */
function runAround(
  all: readonly Constant[],
  from: Constant,
  isSibling: (name: string) => boolean,
): readonly Constant[] {
  const at = all.indexOf(from)
  return [...siblings(all, at, -1, isSibling).reverse(), from, ...siblings(all, at, 1, isSibling)]
}

function siblings(
  all: readonly Constant[],
  at: number,
  step: 1 | -1,
  isSibling: (name: string) => boolean,
): Constant[] {
  const found: Constant[] = []
  let last = all[at] as Constant
  for (let index = at + step; index >= 0 && index < all.length; index += step) {
    const next = all[index] as Constant
    if (next.place.file !== last.place.file || Math.abs(next.place.line - last.place.line) > widestGap[last.form]) break
    if (next.form !== last.form || !isSibling(next.name)) continue
    found.push(next)
    last = next
  }
  return found
}
