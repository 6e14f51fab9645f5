/** Names of a series that stand in the tree and mean something else there: what is released cannot be changed. */

import type {ConstantData, Field, IoctlData, SeriesVersion, StructData} from '../../model/index.ts'
import {
  type CompositeSpecifier,
  evaluate,
  joinTokenTexts,
  preprocessingTokensOf,
  rangeText,
} from '../../read/c/index.ts'
import {sameDeclaration, sameSpecifier} from '../c/same-type.ts'
import {memberText} from './c-lines.ts'
import {anonymousUnionsOf, bodyOf, CText, declarationsOf, declares} from './c-text.ts'

export interface Conflict {
  /** What `--rename` takes. */
  readonly name: string
  /** `include/uapi/linux/kvm.h:447`. */
  readonly place: string
}

/** `texts`: the headers of userspace that the series adds to. */
export function conflictsWith(version: SeriesVersion, texts: readonly CText[]): readonly Conflict[] {
  const {structs, ioctls, constants} = version.header
  const found = [
    ...structs.flatMap((struct) => texts.flatMap((text) => structConflict(text, struct) ?? [])),
    ...ioctls.flatMap((ioctl) => texts.flatMap((text) => ioctlConflict(text, ioctl) ?? [])),
    ...constants.flatMap((constant) => texts.flatMap((text) => constantConflict(text, constant) ?? [])),
  ]
  return [...found, ...texts.flatMap((text) => exitConflicts(text, version))]
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

/** The same members in the same order: a name that userspace reads is part of it. */
function sameLayout(text: CText, specifier: CompositeSpecifier, {members}: StructData): boolean {
  const written = members.map(memberText).join('\n')
  const ours = fieldsOfText(`struct ours {\n${written}\n};\n`)
  const theirs = text.typeOf(specifier).fields ?? []
  if (theirs.length !== ours.length) return false
  return ours.every((field, index) => {
    const other = theirs[index]
    if (!other || other.name !== field.name) return false
    return sameDeclaration(other.type, field.type) && sameSpecifier(other.type, field.type)
  })
}

function fieldsOfText(written: string): readonly Field[] {
  const text = new CText('', written)
  const specifier = text.struct('ours')
  return (specifier && text.typeOf(specifier).fields) ?? []
}

/** An exit is its number and the member that tells more of it. */
function exitConflicts(text: CText, version: SeriesVersion): readonly Conflict[] {
  return version.document.sections.flatMap((section) => {
    if (section.kind !== 'exit') return []
    const define = text.define(section.name)
    const struct = version.header.structs.find(({name}) => name === `kvm_run.${section.member}`)
    if (!define || !struct) return []
    const found = standing(text, struct.name)
    if (found && sameLayout(text, found.specifier, struct)) return []
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
