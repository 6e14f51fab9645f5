/** The document's side of the interface: an RST tree read as ioctls, capabilities, exits, structs, names and lists. */

import {
  type DocumentedCapability,
  type DocumentedIoctl,
  type DocumentField,
  type DocumentText,
  type DocumentUapi,
  type ExitReason,
  type FieldList,
  Index,
  type MemberMention,
} from '../../model/index.ts'
import {SourceText} from '../../read/c/index.ts'
import {parseRst} from '../../read/rst/index.ts'
import {declarationsOf} from './declarations.ts'
import {errnosOf} from './errnos.ts'
import {fieldListsOf, malformedFieldsOf} from './field-lists.ts'
import {parseArchitectures, parseDescriptors, parseParameter} from './fields.ts'
import {constantListsOf, defineRuns} from './lists.ts'
import {memberMentionsIn, structMentionsIn} from './members.ts'
import {mentionsIn, statedValuesIn} from './names.ts'
import {sectionReferencesIn} from './references.ts'
import type {PlaceAt, Run} from './run.ts'
import {memberTablesOf, registerRowsOf} from './tables.ts'
import {namesOfTitle} from './titles.ts'
import {type Passage, topicsOf, walkDocument} from './walk.ts'

export interface DocumentOptions {
  /** What the interface's names begin with, without the underscore: `KVM`. */
  readonly prefix: string
}

/** Reads a document; never throws, whatever the text: what the RST reader objected to is in `problems`. */
export function readDocument(text: string, file: string, {prefix}: DocumentOptions): DocumentUapi {
  const root = parseRst(text)
  const source = new SourceText(file, text)
  const placeAt: PlaceAt = (start, end) => source.place(start, end)
  const passages = walkDocument(root, file)
  const runs = passages.flatMap((passage) => passage.runs)
  const tagPrefix = `${prefix.toLowerCase()}_`
  const fieldLists = new Map(passages.map((passage) => [passage, fieldListsOf(passage, placeAt)]))
  const groups = topicsOf(passages)
  let texts: readonly DocumentText[] | undefined
  const topics = groups.flatMap((members) => topicOf(members, fieldLists, prefix, placeAt))
  const declarations = declarationsOf(groups, source)
  return {
    source: 'document',
    file,
    sections: passages.flatMap(({section}) => (section ? [section] : [])),
    ioctls: new Index(topics.flatMap(({ioctls}) => ioctls)),
    capabilities: new Index(topics.flatMap(({capabilities}) => capabilities)),
    exitReasons: new Index(topics.flatMap(({exitReasons}) => exitReasons)),
    structs: new Index(declarations.structs),
    constants: new Index(declarations.constants),
    hostMembers: new Index([]),
    looseMembers: declarations.looseMembers,
    fieldLists: [...fieldLists.values()].flat(),
    bareTitles: passages.flatMap(({bareTitles}) => bareTitles),
    malformedFields: passages.flatMap((passage) => malformedFieldsOf(passage, placeAt)),
    mentions: runs.flatMap((run) => mentionsIn(run, prefix, placeAt)),
    get texts() {
      texts ??= runs.map((run) => textOf(run, placeAt))
      return texts
    },
    structMentions: runs.flatMap((run) => structMentionsIn(run, tagPrefix, placeAt)),
    memberMentions: passages.flatMap((passage) => membersOf(passage, tagPrefix, placeAt)),
    sectionReferences: runs.flatMap((run) => sectionReferencesIn(run, prefix, placeAt)),
    constantLists: [
      ...passages.flatMap((passage) => constantListsOf(passage, prefix, placeAt)),
      ...defineRuns(declarations.constants),
    ],
    registerRows: passages.flatMap((passage) => registerRowsOf(passage, prefix, placeAt)),
    memberTables: passages.flatMap((passage) => memberTablesOf(passage, placeAt)),
    statedValues: runs.flatMap((run) => statedValuesIn(run, prefix, placeAt)),
    problems: root.messages.map(({message, severity, position, line}) => ({
      message,
      severity,
      place:
        line > position.start.line && line <= position.end.line
          ? source.linePlace(line)
          : placeAt(position.start.offset, position.end.offset),
    })),
  }
}

function textOf({text, section, context, field, offset}: Run, placeAt: PlaceAt): DocumentText {
  const within = (from: number, to: number) => placeAt(offset + from, offset + to)
  return {text, section, context, field, place: within(0, text.length), placeAt: within}
}

function membersOf(passage: Passage, tagPrefix: string, placeAt: PlaceAt): MemberMention[] {
  const code = passage.runs.filter(({context}) => context === 'code').map(({text}) => text)
  const shown = (word: string): boolean => code.some((text) => text.includes(word))
  return passage.runs.flatMap((run) => memberMentionsIn(run, tagPrefix, shown, placeAt))
}

interface Topic {
  readonly ioctls: readonly DocumentedIoctl[]
  readonly capabilities: readonly DocumentedCapability[]
  readonly exitReasons: readonly ExitReason[]
}

/** What a numbered section is about: the names in its title, with what its field lists say of them. */
function topicOf(
  members: readonly Passage[],
  fieldLists: ReadonlyMap<Passage, readonly FieldList[]>,
  prefix: string,
  placeAt: PlaceAt,
): Topic[] {
  const section = members[0]?.section
  if (section?.number === undefined) return []
  const lists = members.flatMap((member) => fieldLists.get(member) ?? [])
  const errnos = members.flatMap((member) => errnosOf(member, placeAt))
  const ioctls: DocumentedIoctl[] = []
  const capabilities: DocumentedCapability[] = []
  const exitReasons: ExitReason[] = []
  for (const {name, index, length} of namesOfTitle(section.title, prefix)) {
    const place = placeAt(section.place.offset + index, section.place.offset + index + length)
    for (const list of lists.length > 0 ? lists : [undefined]) {
      const field = (key: string): DocumentField | undefined => list?.fields.find((candidate) => candidate.key === key)
      const architectures = optional(field('architecture')?.text, parseArchitectures)
      const common = {name, place, section, ...(architectures && {architectures})}
      const descriptors = optional(field('type')?.text, parseDescriptors)
      if (name.startsWith(`${prefix}_CAP_`)) {
        const target = optional((field('target') ?? field('type'))?.text, parseDescriptors)
        capabilities.push({...common, errnos, ...(target && {target})})
      } else if (name.startsWith(`${prefix}_EXIT_`)) exitReasons.push(common)
      else {
        const parameter = optional(field('parameter'), parseParameter)
        ioctls.push({...common, errnos, ...(descriptors && {descriptors}), ...(parameter && {parameter})})
      }
    }
  }
  return [{ioctls, capabilities, exitReasons}]
}

function optional<Given, Value>(given: Given | undefined, parse: (given: Given) => Value): Value | undefined {
  return given === undefined ? undefined : parse(given)
}
