/** Members that patches add to the structs in which KVM keeps its state. */

import type {HostMember, HostMemberData} from '../../model/index.ts'
import {
  type HeaderHunk,
  type PatchFacts,
  patchAddition,
  readHeaderHunk,
  shownSynchronisation,
} from '../../uapi/index.ts'
import {plainMember} from '../from-document.ts'
import {fits, hostMemberSchema} from '../schema.ts'
import type {Say} from './index.ts'
import {type Found, latest} from './latest.ts'

export function importHost(patches: readonly PatchFacts[], say: Say): readonly HostMemberData[] {
  const {all} = patchAddition(patches, undefined, []).implementation.hostMembers
  const hunks = patches.flatMap(({code}) => code.map(({view}) => view))
  const inState = all.filter(({place}) => /\/kvm_host\.h@@/.test(place.file))
  const read = new Map<string, HeaderHunk>()
  const found = latest(
    inState.flatMap((member): Found<HostMemberData>[] => {
      const {file} = member.place
      const view = hunks.find(({name}) => name === file)
      const header = read.get(file) ?? (view && readHeaderHunk(view))
      if (header) read.set(file, header)
      // A struct that the patches add is no state that a series could add to.
      if (!header || header.structs.some((struct) => isIn(member, struct.extent, header))) return []
      const item = itemOf(member, header)
      if (item) return [{item: {...item, ...synchronisationOf(member, patches, say)}, place: member.place}]
      const expected = member.struct === '' ? 'its struct in sight (`--tree` shows it)' : 'a plain type'
      say(`Unexpected form of \`${member.name}\`, expected ${expected}: it is left out`, member.place)
      return []
    }),
    say,
    ({file, struct, name}) => `${file} ${struct}.${name}`,
  )
  return found.map((member) => ({...member, ...lockAmong(member, found)}))
}

function isIn({place}: HostMember, extent: HostMember['place'], {view}: HeaderHunk): boolean {
  if (place.offset < extent.offset || place.offset > extent.endOffset) return false
  return view.lines.slice(extent.line - 1, extent.endLine).every(({kind}) => kind === 'added')
}

function itemOf({name, struct, field, place, guard}: HostMember, header: HeaderHunk): HostMemberData | undefined {
  const {members, view} = header
  const member = plainMember(field)
  const owner = members.find((one) => one.field.place.offset === place.offset)?.owner
  const before = members.filter((one) => one.owner === owner && one.field.place.offset < place.offset)
  const after = before.at(-1)?.field.name
  const item: HostMemberData = {
    struct,
    name,
    type: member?.type ?? '',
    file: view.path,
    ...(guard !== undefined && {guard}),
    ...(field.comment !== undefined && {comment: field.comment.replaceAll(/\s+/g, ' ')}),
    ...(after !== undefined && {after}),
  }
  const isNested = struct === 'struct' || struct === 'union'
  const isPlain = member !== undefined && member.length === undefined && member.bits === undefined
  return isPlain && !isNested && fits(hostMemberSchema, item) ? item : undefined
}

type Ordering = Pick<HostMemberData, 'lock' | 'synchronisation'>

function synchronisationOf(member: HostMember, patches: readonly PatchFacts[], say: Say): Ordering {
  const {lock, synchronisation} = shownSynchronisation(member, patches)
  const way = synchronisation && {synchronisation}
  if (lock === undefined || lock.includes('->')) return {...way, ...(lock !== undefined && {lock})}
  say(`Unexpected lock \`${lock}\` of \`${member.name}\`, expected a member: it is left out`, member.place)
  return {...way}
}

/** `kvm->bell_lock` is `bell_lock` where the patches add it beside the member. */
function lockAmong({struct, lock}: HostMemberData, all: readonly HostMemberData[]): Ordering {
  const name = lock?.split(/->|\./).at(-1)
  const own = all.find((one) => one.name === name && one.struct === struct)
  return own ? {lock: own.name} : {}
}
