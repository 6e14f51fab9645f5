/** Names of a series that stand in the tree and mean something else there: what is released cannot be changed. */

import {
  type ConstantData,
  type DocumentUapi,
  type Field,
  type IoctlData,
  isComposite,
  type SeriesVersion,
  type StructData,
} from '../../model/index.ts'
import {
  type CompositeSpecifier,
  evaluate,
  joinTokenTexts,
  preprocessingTokensOf,
  rangeText,
} from '../../read/c/index.ts'
import {memberLines} from '../../uapi/index.ts'
import {sameDeclaration, sameSpecifier} from '../c/same-type.ts'
import {anonymousUnionsOf, bodyOf, type CText, declarationsOf, declares, fieldsOfText} from './c-text.ts'

export interface Conflict {
  /** What `--rename` takes. */
  readonly name: string
  /** `include/uapi/linux/kvm.h:447`. */
  readonly place: string
}

/** `texts`: the headers of userspace that the series adds to. Each name once. */
export function conflictsWith(
  version: SeriesVersion,
  texts: readonly CText[],
  document: DocumentUapi,
): readonly Conflict[] {
  const {structs, ioctls, constants} = version.header
  const found = texts.flatMap((text) => [
    ...structs.flatMap((struct) => structConflict(text, struct) ?? []),
    ...ioctls.flatMap((ioctl) => ioctlConflict(text, ioctl) ?? []),
    ...constants.flatMap((constant) => constantConflict(text, constant) ?? []),
  ])
  // What the series shows otherwise than its own header is held against what the tree's document shows.
  const shown = (version.document.structs ?? []).flatMap((struct) => documentConflict(document, struct) ?? [])
  const members = [...found, ...shown]
  const exits = texts.flatMap((text) => exitConflicts(text, version, new Set(members.map(({name}) => name))))
  return [...new Map([...members, ...exits].map((conflict) => [conflict.name, conflict])).values()]
}

const at = ({file, tree}: CText, offset: number): string => `${file}:${tree.source.line(offset)}`

interface Standing {
  readonly specifier: CompositeSpecifier
  readonly start: number
}

/** `kvm_pre_fault_memory`, or `kvm_run.memory_fault`, a member of the struct or of an anonymous union in it. */
function standing(text: CText, name: string): Standing | undefined {
  const [tag = '', member] = name.split('.')
  const specifier = text.struct(tag)
  if (!specifier || member === undefined) return specifier && {specifier, start: specifier.start}
  for (const level of [specifier, ...anonymousUnionsOf(specifier)]) {
    const declaration = declarationsOf(level).find((one) => declares(one, member))
    // A member of another type than a struct of its own has no body: it has another layout in any case.
    if (declaration) return {specifier: bodyOf(declaration) ?? emptyBody, start: declaration.start}
  }
  return undefined
}

const emptyBody: CompositeSpecifier = {
  kind: 'struct',
  start: 0,
  end: 0,
  tag: undefined,
  items: [],
  closed: true,
  attributes: {packed: false, aligned: []},
}

function structConflict(text: CText, struct: StructData): Conflict | undefined {
  const found = standing(text, struct.name)
  if (!found || sameLayout(text, found.specifier, struct)) return undefined
  return {name: struct.name, place: at(text, found.start)}
}

/** `struct kvm_run` is the only one whose members are described one by one. */
function documentConflict(document: DocumentUapi, struct: StructData): Conflict | undefined {
  const [tag = '', member] = struct.name.split('.')
  for (const {type, place} of document.structs.named(tag)) {
    const fields = type.fields ?? []
    const all = fields.flatMap((field) =>
      field.name === undefined && field.type.kind === 'union' ? [field, ...(field.type.fields ?? [])] : [field],
    )
    const field = all.find(({name}) => name !== undefined && name === member)
    const theirs = member === undefined ? fields : field && fieldsOf(field)
    const standsAt = field?.place ?? place
    if (theirs && !sameFields(theirs, struct)) {
      return {name: struct.name, place: `${standsAt.file}:${standsAt.line}`}
    }
  }
  return undefined
}

const fieldsOf = ({type}: Field): readonly Field[] => ('fields' in type ? (type.fields ?? []) : [])

const sameLayout = (text: CText, specifier: CompositeSpecifier, struct: StructData): boolean =>
  sameFields(text.typeOf(specifier).fields ?? [], struct)

/** The same members in the same order: a name that userspace reads is part of it. */
function sameFields(theirs: readonly Field[], {members}: StructData): boolean {
  return sameMembers(theirs, fieldsOfText(memberLines(members, '').join('\n')))
}

function sameMembers(theirs: readonly Field[], ours: readonly Field[]): boolean {
  if (theirs.length !== ours.length) return false
  return ours.every((field, index) => {
    const other = theirs[index]
    if (!other || other.name !== field.name) return false
    if (!sameDeclaration(other.type, field.type) || !sameSpecifier(other.type, field.type)) return false
    return !isComposite(field.type) || !field.type.fields || sameMembers(fieldsOf(other), field.type.fields)
  })
}

/** An exit is its number and the member that tells more of it. */
function exitConflicts(text: CText, version: SeriesVersion, conflicting: ReadonlySet<string>): readonly Conflict[] {
  return version.document.sections.flatMap((section) => {
    if (section.kind !== 'exit' || section.member === undefined) return []
    const member = `kvm_run.${section.member}`
    const define = text.define(section.name)
    if (!define || !version.header.structs.some(({name}) => name === member)) return []
    if (standing(text, member) && !conflicting.has(member)) return []
    return [{name: section.name, place: at(text, define.start)}]
  })
}

/** The number apart, which a tree may have given otherwise. */
function ioctlConflict(text: CText, ioctl: IoctlData): Conflict | undefined {
  const define = text.define(ioctl.name)
  if (!define) return undefined
  const body = rangeText(text.tree.tokens, define.body)
  const [, macro, argument = ''] = /^(_IO[RW]*)\(\w+,[^,]+(?:,(.*))?\)$/.exec(body) ?? []
  const wanted = joinTokenTexts(preprocessingTokensOf(ioctl.argument ?? ''))
  if (macro === ioctl.macro && argument === wanted) return undefined
  return {name: ioctl.name, place: at(text, define.start)}
}

function constantConflict(text: CText, constant: ConstantData): Conflict | undefined {
  const define = text.define(constant.name)
  if (!define) return undefined
  const theirs = rangeText(text.tree.tokens, define.body)
  if (sameValue(theirs, constant.value)) return undefined
  return {name: constant.name, place: at(text, define.start)}
}

function sameValue(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => evaluate(preprocessingTokensOf(text), {long: 8})?.value)
  if (first !== undefined && second !== undefined) return first === second
  const [left, right] = [one, other].map((text) => joinTokenTexts(preprocessingTokensOf(text)))
  return left === right
}
