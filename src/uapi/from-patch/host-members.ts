/** Members that patches add to the kernel's own structs, with the locks that their code takes around them. */

import type {HostMember} from '../../model/index.ts'
import {type Block, ScannedFile, type Statement} from '../../read/c/index.ts'
import {guardOf} from '../from-implementation/guard.ts'
import {once} from '../from-implementation/once.ts'
import {structOf} from './added-headers.ts'
import {callsIn, expressionsOf, nameOfCall, piecesOf, sourceOf, statementsOf} from './code.ts'
import type {CodeHunk} from './code-hunk.ts'
import type {PatchFacts} from './facts.ts'
import {readHeaderHunk} from './header-hunk.ts'

export function addedHostMembers(patches: readonly PatchFacts[]): readonly HostMember[] {
  const members = patches.flatMap(membersOf)
  const names = new Set(members.map(({name}) => name))
  const candidates = members.filter(({field: {type}}) => type.kind === 'typedef' || type.kind === 'struct')
  const regions = lockedRegions(patches, new Set(candidates.map(({name}) => name)))
  const locks = new Map<string, string>()
  for (const {name} of candidates) {
    // What else it guards is no member of the patches: then it is known of none what they have in common.
    const guarded = guardedBy(regions.get(name) ?? [])
    if (guarded?.every((one) => names.has(one))) for (const one of guarded) locks.set(one, name)
  }
  return members.map((member) => {
    const lock = locks.get(member.name)
    return lock === undefined ? member : {...member, lock}
  })
}

function membersOf({code, view}: PatchFacts): readonly HostMember[] {
  const headers = code.filter((hunk) => hunk.view.path.endsWith('.h')).map((hunk) => readHeaderHunk(hunk.view))
  return headers.flatMap((header) => {
    const file = once(() => new ScannedFile(header.view.path, header.view.text))
    return header.members.flatMap((member): HostMember[] => {
      const {field} = member
      const {name, place} = field
      if (name === undefined || !view.isAdded(place)) return []
      const guard = guardOf(file(), place.offset)
      const struct = structOf(member, header) ?? ''
      return [{name, struct, field, place, ...(guard !== undefined && {guard})}]
    })
  })
}

/** The members that stand between the calls that take and release a lock; `undefined` where more is done there. */
function guardedBy(regions: readonly Region[]): readonly string[] | undefined {
  const known = regions.filter((region) => region !== undefined)
  return regions.length > 0 && known.length === regions.length ? known.flat() : undefined
}

/** Members that it has; `undefined` for one that holds more than assignments, or whose end is not in sight. */
type Region = readonly string[] | undefined

/** The regions between the calls that take and release each of the locks. */
function lockedRegions(
  patches: readonly PatchFacts[],
  locks: ReadonlySet<string>,
): ReadonlyMap<string, readonly Region[]> {
  const regions = new Map<string, Region[]>()
  if (locks.size === 0) return regions
  for (const {hunk, piece} of patches.flatMap((input) => [...piecesOf(input)])) {
    for (const block of statementsOf(piece.body)) {
      if (block.kind !== 'block') continue
      for (const [lock, found] of regionsOfBlock(block, hunk, locks)) {
        const known = regions.get(lock)
        if (known) known.push(...found)
        else regions.set(lock, found)
      }
    }
  }
  return regions
}

interface OpenRegion {
  readonly members: string[]
  opaque: boolean
}

function regionsOfBlock(block: Block, hunk: CodeHunk, locks: ReadonlySet<string>): ReadonlyMap<string, Region[]> {
  const regions = new Map<string, Region[]>()
  const open = new Map<string, OpenRegion>()
  const close = (lock: string, region: Region) => {
    const known = regions.get(lock)
    if (known) known.push(region)
    else regions.set(lock, [region])
  }
  for (const statement of block.items) {
    const calls = lockCalls(statement, hunk, locks)
    const members = open.size > 0 ? membersUsed(statement) : undefined
    for (const [lock, region] of open) {
      if (calls.has(lock)) continue
      if (members) region.members.push(...members)
      else region.opaque = true
    }
    for (const [lock, name] of calls) {
      if (/init/.test(name)) continue
      const region = open.get(lock)
      if (/unlock|up_(?:read|write)/.test(name)) {
        if (region) close(lock, region.opaque ? undefined : region.members)
        open.delete(lock)
      } else open.set(lock, {members: [], opaque: false})
    }
  }
  for (const lock of open.keys()) close(lock, undefined)
  return regions
}

/** The first function that a statement passes each of the locks to: `&kvm->lock`. */
function lockCalls(statement: Statement, hunk: CodeHunk, locks: ReadonlySet<string>): ReadonlyMap<string, string> {
  const calls = new Map<string, string>()
  for (const call of callsIn(statement)) {
    const name = nameOfCall(call)
    for (const argument of call.arguments) {
      const lock = /->(\w+)$/.exec(sourceOf(hunk, argument))?.[1]
      if (name !== undefined && lock !== undefined && locks.has(lock) && !calls.has(lock)) calls.set(lock, name)
    }
  }
  return calls
}

/** Of a plain assignment or a declaration; `undefined` for anything that may do more. */
function membersUsed(statement: Statement): readonly string[] | undefined {
  if (statement.kind !== 'expression' || callsIn(statement).length > 0) return undefined
  return expressionsOf(statement).flatMap((expression) => (expression.kind === 'member' ? [expression.name] : []))
}
