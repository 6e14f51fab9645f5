/** What patches add to the document, as a series' data: sections, exits, and structs that it shows otherwise than the header. */

import type {DocumentData, HeaderData, SectionData, StructData} from '../../model/index.ts'
import {memberLines, type PatchFacts, patchAddition} from '../../uapi/index.ts'
import {exitOf, exitsIn} from './exits.ts'
import {plainStruct} from './header.ts'
import type {Say} from './index.ts'
import {type Found, latest} from './latest.ts'
import {sectionOf} from './sections.ts'

export interface ImportedDocument {
  readonly document: DocumentData
  /** Those of the header, with what the document says beside their members. */
  readonly structs: readonly StructData[]
}

export function importDocument(patches: readonly PatchFacts[], header: HeaderData, say: Say): ImportedDocument {
  const {document} = patchAddition(patches, undefined, []).own
  const hunks = patches.flatMap(({documents}) => documents)
  const prefix = patches[0]?.prefix ?? ''
  const exits = hunks.flatMap((hunk) => exitsIn(hunk, prefix))
  const shown = latest(
    [
      ...exits.map(({struct, place}) => ({item: struct, place})),
      ...document.structs.all.flatMap(({name, place, type: {fields = []}}): Found<StructData>[] => {
        const item = name.includes('.') ? undefined : plainStruct(name, fields, true)
        return item ? [{item, place}] : []
      }),
    ],
    say,
  )
  const structs = header.structs.map((struct) => {
    const other = shown.find((one) => agree(struct, one))
    return other ? {...struct, members: other.members} : struct
  })
  const others = shown.filter((one) => !header.structs.some((struct) => agree(struct, one)))
  const context = {header, structs: [...structs, ...others].map(({name}) => name)}
  const sections = hunks.flatMap((hunk): Found<SectionData>[] => [
    ...document.sections
      .filter(({place}) => place.file === hunk.view.name)
      .flatMap((section) => sectionOf(section, hunk, context, say)),
    ...exits.filter((exit) => exit.hunk === hunk).map((exit) => exitOf(exit, context, say)),
  ])
  const index = new Map(hunks.map(({view}, at) => [view.name, at]))
  const inOrder = sections.toSorted(
    ({place: one}, {place: other}) =>
      (index.get(one.file) ?? 0) - (index.get(other.file) ?? 0) || one.offset - other.offset,
  )
  return {document: {sections: latest(inOrder, say), ...(others.length > 0 && {structs: others})}, structs}
}

/** Comments say nothing that the two could differ in. */
function agree(one: StructData, other: StructData): boolean {
  const plain = ({members}: StructData) => memberLines(members, '').join('\n')
  return one.name === other.name && plain(one) === plain(other)
}
