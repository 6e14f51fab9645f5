/** Members that patches add to the structs in which KVM keeps its state. */

import type {HostMember, HostMemberData} from '../../model/index.ts'
import {type HeaderHunk, type PatchFacts, patchAddition, readHeaderHunk} from '../../uapi/index.ts'
import {structFromDocument} from '../from-document.ts'
import {fits, hostMemberSchema} from '../schema.ts'
import type {Say} from './index.ts'
import {type Found, latest} from './latest.ts'

export function importHost(patches: readonly PatchFacts[], say: Say): readonly HostMemberData[] {
  const {all} = patchAddition(patches, undefined, []).implementation.hostMembers
  const hunks = patches.flatMap(({code}) => code.map(({view}) => view))
  const inState = all.filter(({place}) => /\/kvm_host\.h@@/.test(place.file))
  const read = new Map<string, HeaderHunk>()
  return latest(
    inState.flatMap((member): Found<HostMemberData>[] => {
      const {file} = member.place
      const view = hunks.find(({name}) => name === file)
      const header = read.get(file) ?? (view && readHeaderHunk(view))
      if (header) read.set(file, header)
      // A struct that the patches add is no state that a series could add to.
      if (!header || header.structs.some((struct) => isIn(member, struct.extent, header))) return []
      const item = itemOf(member, header, all)
      if (item) return [{item, place: member.place}]
      const expected = member.struct === '' ? 'its struct in sight (`--tree` shows it)' : 'a plain type'
      say(`Unexpected form of \`${member.name}\`, expected ${expected}: it is left out`, member.place)
      return []
    }),
    say,
  )
}

function isIn({place}: HostMember, extent: HostMember['place'], {view}: HeaderHunk): boolean {
  if (place.offset < extent.offset || place.offset > extent.endOffset) return false
  return view.lines.slice(extent.line - 1, extent.endLine).every(({kind}) => kind === 'added')
}

function itemOf(
  {name, struct, field, place, guard, lock}: HostMember,
  {members, view}: HeaderHunk,
  all: readonly HostMember[],
): HostMemberData | undefined {
  const [member] = structFromDocument(struct, [field])?.members ?? []
  const owner = members.find((one) => one.field.place.offset === place.offset)?.owner
  const before = members.filter((one) => one.owner === owner && one.field.place.offset < place.offset)
  const after = before.at(-1)?.field.name
  const lockType = all.find((one) => one.name === lock)?.field.type
  const way = lockType?.kind === 'typedef' && lockType.name === 'rwlock_t' ? ({synchronisation: 'rwlock'} as const) : {}
  const item: HostMemberData = {
    struct,
    name,
    type: member?.type ?? '',
    file: view.path,
    ...(guard !== undefined && {guard}),
    ...(lock !== undefined && {lock, ...way}),
    ...(field.comment !== undefined && {comment: field.comment.replaceAll(/\s+/g, ' ')}),
    ...(after !== undefined && {after}),
  }
  const isNested = struct === 'struct' || struct === 'union'
  return member?.length === undefined && !isNested && fits(hostMemberSchema, item) ? item : undefined
}
