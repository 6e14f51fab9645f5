/** Exits: members of `struct kvm_run` in literal blocks, each with the prose below it. */

import type {ExitSectionData, Field, Place, StructData} from '../../model/index.ts'
import type {DocumentHunk} from '../../uapi/index.ts'
import {blocksOf, contains, type HunkBlock, isAdded} from './blocks.ts'
import {plainStruct} from './header.ts'
import type {Say} from './index.ts'
import type {Found} from './latest.ts'
import {type ProseContext, proseOf} from './prose.ts'

export interface ImportedExit {
  readonly name: string
  /** `kvm_run.memory_fault`, as the document shows it. */
  readonly struct: StructData
  readonly member: string
  /** Of the name in the comment above it. */
  readonly place: Place
  readonly hunk: DocumentHunk
  readonly prose: readonly HunkBlock[]
}

export function exitsIn(hunk: DocumentHunk, prefix: string): readonly ImportedExit[] {
  const {uapi, view} = hunk
  const run = `${prefix.toLowerCase()}_run`
  const blocks = blocksOf(view)
  const named = uapi.mentions.filter(
    ({name, context, wildcard}) => context === 'comment' && !wildcard && name.startsWith(`${prefix}_EXIT_`),
  )
  const within = (place: Place) => blocks.findIndex((block) => contains(block, place))
  const candidates = [
    ...uapi.looseMembers.map(({field}) => field),
    ...uapi.structs.named(run).flatMap(({type}) => membersOf(type.fields ?? [])),
  ]
  return candidates.flatMap(({name, place, type}): ImportedExit[] => {
    if (name === undefined || type.kind !== 'struct' || view.lines[place.line - 1]?.kind !== 'added') return []
    const [first] = type.fields ?? []
    const exit = first && named.findLast((mention) => mention.place.offset < first.place.offset)
    const struct = plainStruct(`${run}.${name}`, type.fields ?? [], true)
    const at = within(place)
    if (!struct || !exit || at < 0 || within(exit.place) !== at) return []
    const below = blocks.slice(at + 1)
    const end = below.findIndex(
      (block) =>
        block.type === 'title' ||
        !isAdded(block, view) ||
        named.some((mention) => within(mention.place) === blocks.indexOf(block)),
    )
    return [
      {
        name: exit.name,
        struct,
        member: name,
        place: exit.place,
        hunk,
        prose: below.slice(0, end < 0 ? undefined : end),
      },
    ]
  })
}

/** Those of the union in `struct kvm_run`, too, which has no name. */
function membersOf(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => {
    const {name, type} = field
    return name === undefined && type.kind === 'union' ? membersOf(type.fields ?? []) : [field]
  })
}

export function exitOf(exit: ImportedExit, context: ProseContext, say: Say): Found<ExitSectionData> {
  const {name, struct, member, place, hunk, prose} = exit
  const known = context.header.structs.some((one) => one.name === struct.name)
  if (!known) say(`Unexpected \`${struct.name}\` in the document alone, expected the header's, too`, place)
  const text = proseOf(prose, {view: hunk.view, own: struct.name, place}, context, say)
  return {item: {kind: 'exit', name, ...(known && {member}), prose: text}, place}
}
