/** Members that patches add to the kernel's own structs, with the locks that their code takes around them. */

import type {HostMember} from '../../model/index.ts'
import {ScannedFile, type Statement} from '../../read/c/index.ts'
import {guardOf} from '../from-implementation/guard.ts'
import {once} from '../from-implementation/once.ts'
import {structOf} from './added-headers.ts'
import {callsIn, expressionsOf, nameOfCall, piecesOf, sourceOf, statementsOf} from './code.ts'
import type {PatchFacts} from './facts.ts'
import {readHeaderHunk} from './header-hunk.ts'

export function addedHostMembers(patches: readonly PatchFacts[]): readonly HostMember[] {
  const members = patches.flatMap(membersOf)
  const names = new Set(members.map(({name}) => name))
  const locks = new Map<string, string>()
  for (const {name, field} of members) {
    if (field.type.kind !== 'typedef' && field.type.kind !== 'struct') continue
    const guarded = guardedBy(name, patches)
    // What else it guards is no member of the patches: then it is known of none what they have in common.
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
function guardedBy(lock: string, patches: readonly PatchFacts[]): readonly string[] | undefined {
  const regions = patches.flatMap((input) => lockedRegions(input, lock))
  const known = regions.filter((region) => region !== undefined)
  return regions.length > 0 && known.length === regions.length ? known.flat() : undefined
}

/** Region by region; `undefined` for one that holds more than assignments, or whose end is not in sight. */
function lockedRegions(input: PatchFacts, lock: string): readonly (readonly string[] | undefined)[] {
  const regions: (readonly string[] | undefined)[] = []
  for (const {hunk, piece} of piecesOf(input)) {
    for (const block of statementsOf(piece.body)) {
      if (block.kind !== 'block') continue
      let open: (readonly string[])[] | undefined
      let opaque = false
      for (const statement of block.items) {
        const call = callsIn(statement).find((found) =>
          found.arguments.some((argument) => sourceOf(hunk, argument).endsWith(`->${lock}`)),
        )
        const name = call && nameOfCall(call)
        if (name !== undefined && /init/.test(name)) continue
        if (name !== undefined && /unlock|up_(?:read|write)/.test(name)) {
          if (open) regions.push(opaque ? undefined : open.flat())
          open = undefined
          opaque = false
        } else if (name !== undefined) open = []
        else if (open) {
          const members = membersUsed(statement)
          if (members) open.push(members)
          else opaque = true
        }
      }
      if (open) regions.push(undefined)
    }
  }
  return regions
}

/** Of a plain assignment or a declaration; `undefined` for anything that may do more. */
function membersUsed(statement: Statement): readonly string[] | undefined {
  if (statement.kind !== 'expression' || callsIn(statement).length > 0) return undefined
  return expressionsOf(statement).flatMap((expression) => (expression.kind === 'member' ? [expression.name] : []))
}
