/** What the sections of a series say, as the reader of documents would find it in them. */

import {
  type Capability,
  type Constant,
  type Errno,
  type ExitReason,
  Index,
  type Ioctl,
  type Occurrence,
  type Section,
  type SectionData,
  type SeriesVersion,
  type Struct,
  type StructData,
  type Type,
  type Uapi,
} from '../../model/index.ts'
import {compositeOf, definitions, namedType, parseC, SourceText} from '../../read/c/index.ts'
import {structTexts} from './header-text.ts'

/** A version's document side. Places are lines of `titles`, one a section, and of the C that its structs are. */
export function documentFacts({document, header}: SeriesVersion, file: string): Uapi {
  const titled = sectionsOf(document.sections, file)
  const of = <Kind extends SectionData['kind']>(kind: Kind) =>
    titled.flatMap(({data, section}) => (isKind(data, kind) ? [{data, section}] : []))
  return {
    source: 'series',
    sections: titled.map(({section}) => section),
    ioctls: new Index(of('ioctl').map(({data, section}) => ioctlOf(data, section))),
    capabilities: new Index(of('capability').map(({data, section}) => capabilityOf(data, section))),
    exitReasons: new Index(of('exit').map(({data, section}): ExitReason => occurrence(data, section))),
    structs: new Index(structsOf(shownStructs(document.structs ?? [], header.structs), file)),
    constants: new Index<Constant>([]),
    hostMembers: new Index([]),
  }
}

/** The structs that the document shows: the header's, but for those of which it says something else. */
export function shownStructs(document: readonly StructData[], header: readonly StructData[]): readonly StructData[] {
  const own = new Map(document.map((struct) => [struct.name, struct]))
  const missing = document.filter(({name}) => header.every((struct) => struct.name !== name))
  return [...header.map((struct) => own.get(struct.name) ?? struct), ...missing]
}

export function sectionTitles(sections: readonly SectionData[]): string {
  return sections.map((section) => `${titleOf(section)}\n`).join('')
}

/** `4.137 KVM_SET_MEM_FAULT_NOWAIT`; without a number where it is open, or where the section has none. */
function titleOf(section: SectionData): string {
  const number = numberOf(section)
  return number === undefined ? section.name : `${number} ${section.name}`
}

function numberOf(section: SectionData): string | undefined {
  if (section.kind === 'exit' || section.number.number === 'open') return undefined
  return `${section.number.chapter}.${section.number.number}`
}

function sectionsOf(sections: readonly SectionData[], file: string) {
  const source = new SourceText(file, sectionTitles(sections))
  let start = 0
  return sections.map((data) => {
    const title = titleOf(data)
    const place = source.place(start, start + title.length)
    start += title.length + 1
    const section: Section = {title, number: numberOf(data), depth: 2, place, parent: undefined}
    return {data, section}
  })
}

function isKind<Kind extends SectionData['kind']>(
  section: SectionData,
  kind: Kind,
): section is Extract<SectionData, {readonly kind: Kind}> {
  return section.kind === kind
}

function occurrence({name}: SectionData, section: Section): Occurrence {
  return {name, place: section.place, section}
}

type IoctlSection = Extract<SectionData, {readonly kind: 'ioctl'}>

function ioctlOf(data: IoctlSection, section: Section): Ioctl {
  const {architectures, descriptors, parameter} = data
  return {
    ...occurrence(data, section),
    ...(architectures !== 'all' && {architectures}),
    descriptors,
    ...(parameter?.direction || !parameter ? {direction: parameter?.direction ?? 'none'} : {}),
    ...(parameter && {argument: typeOf(parameter.type)}),
    errnos: errnosOf(data, section),
  }
}

function typeOf(text: string): Type {
  const tag = /^struct (\w+)$/.exec(text)?.[1]
  return tag === undefined ? namedType(text) : {kind: 'struct', name: tag, fields: undefined}
}

type CapabilitySection = Extract<SectionData, {readonly kind: 'capability'}>

function capabilityOf(data: CapabilitySection, section: Section): Capability & {readonly errnos: readonly Errno[]} {
  const {architectures, target} = data
  return {
    ...occurrence(data, section),
    ...(architectures !== 'all' && {architectures}),
    ...(target && {target: [target]}),
    errnos: errnosOf(data, section),
  }
}

/** Those of the table, and `-EINVAL` in what it returns. */
function errnosOf({errnos, returns}: IoctlSection | CapabilitySection, {place}: Section): readonly Errno[] {
  const returned = Array.from(returns.matchAll(/-(E[A-Z0-9]{2,})\b/g), ([, name = '']) => name)
  return [...new Set([...errnos.map(({name}) => name), ...returned])].map((name) => ({name, place}))
}

function structsOf(structs: readonly StructData[], file: string): readonly Struct[] {
  const code = parseC(`${structTexts(structs).join('\n')}\n`, file)
  return [...definitions(code.items)].flatMap((found) => {
    if (found.kind !== 'composite' || !found.specifier.tag) return []
    const {tag} = found.specifier
    return [{name: tag.text, place: code.source.place(tag.start, tag.end), type: compositeOf(found.specifier, code)}]
  })
}
