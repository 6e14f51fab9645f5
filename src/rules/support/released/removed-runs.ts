/** Names that were removed one after the other are one decision: the first stands for all of them. */

import type {ReleasedPair} from '../../../uapi/index.ts'
import type {ReleasedChange} from './change.ts'

/** `changes` in the order of their places before; nothing that stays may stand between two names of a run. */
export function joinRemoved(
  changes: readonly ReleasedChange[],
  pairs: readonly ReleasedPair[],
): readonly ReleasedChange[] {
  const joined: (ReleasedChange & {also: string[]})[] = []
  const staying = new Map<string, ReadonlySet<number>>()
  let last: ReleasedChange | undefined
  for (const change of changes) {
    const head = joined.at(-1)
    if (head && last && isAlike(head, change) && !isInterrupted(last, change, staying, pairs))
      head.also.push(change.symbol)
    else joined.push({...change, also: [...change.also]})
    last = change
  }
  return joined
}

function isAlike(head: ReleasedChange, change: ReleasedChange): boolean {
  return (
    head.kind === 'removed' &&
    change.kind === 'removed' &&
    head.before.place.file === change.before.place.file &&
    head.abis.join() === change.abis.join()
  )
}

function isInterrupted(
  last: ReleasedChange,
  next: ReleasedChange,
  staying: Map<string, ReadonlySet<number>>,
  pairs: readonly ReleasedPair[],
): boolean {
  const {file} = next.before.place
  const offsets = staying.get(file) ?? stayingIn(file, pairs)
  staying.set(file, offsets)
  for (const offset of offsets) if (offset > last.before.place.offset && offset < next.before.place.offset) return true
  return false
}

/** Where the names of a file stand that are not removed, on any ABI. */
function stayingIn(file: string, pairs: readonly ReleasedPair[]): ReadonlySet<number> {
  const files = new Set([file])
  const offsets = new Set<number>()
  for (const {before, after} of pairs) {
    for (const name of before.names(files)) {
      const place = after?.has(name) ? before.symbol(name)?.place : undefined
      if (place?.file === file) offsets.add(place.offset)
    }
  }
  return offsets
}
