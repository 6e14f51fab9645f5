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
    const affix = sharedAffix(known.map(({name}) => name))
    const siblings = header.constants.all
      .filter(({name, place, form}) => place.file === first.place.file && form === first.form && affix(name))
      .toSorted((left, right) => left.place.line - right.place.line)
    const run = runAround(siblings, known)
    if (run) return run.filter(({name}) => !about.test(name))
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

/** The part of the siblings without a wide gap that contains all known names. */
function runAround(siblings: readonly Constant[], known: readonly Constant[]): readonly Constant[] | undefined {
  const runs: Constant[][] = []
  for (const sibling of siblings) {
    const last = runs.at(-1)?.at(-1)
    if (last && sibling.place.line - last.place.line <= widestGap[sibling.form]) runs.at(-1)?.push(sibling)
    else runs.push([sibling])
  }
  return runs.find((run) => known.every((constant) => run.includes(constant)))
}
