/** What a version of a series adds to the headers of userspace; what stands there already is left as it is. */

import {type ConstantData, InputError, type IoctlData, type SeriesVersion, type StructData} from '../../model/index.ts'
import {type Declaration, definitions} from '../../read/c/index.ts'
import {chunkOf, endOfLine, startOfLine} from '../c/chunk.ts'
import type {TextEdit} from '../text-edit.ts'
import {commentTexts, constantText, defineBelow, memberTexts, structTexts} from './c-lines.ts'
import {anonymousUnionsOf, type CText, declarationsOf, declares} from './c-text.ts'
import {hex, type Numbers} from './numbers.ts'

export interface HeaderEditing {
  readonly version: SeriesVersion
  readonly numbers: Numbers
  /** `include/uapi/linux/kvm.h`: where what names no file goes. */
  readonly header: string
  /** Throws `InputError` where the tree has no such header. */
  readonly textOf: (file: string) => CText
}

/** By file. Throws `InputError` where there is no place for something. */
export function headerEdits(editing: HeaderEditing): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, TextEdit[]>()
  const add = (file: string, edit: TextEdit | undefined): void => {
    if (edit) edits.set(file, [...(edits.get(file) ?? []), edit])
  }
  const {version, numbers, header, textOf} = editing
  const {capabilities, exitReasons} = version.header
  add(header, listEdit(textOf(header), /^KVM_EXIT_/, exitReasons, numbers.exitReasons))
  add(header, listEdit(textOf(header), /^KVM_CAP_/, capabilities, numbers.capabilities))
  add(header, runEdit(editing))
  for (const file of filesOf(version, header)) add(file, appendix(editing, file))
  return edits
}

function filesOf({header: {structs, ioctls, constants}}: SeriesVersion, header: string): ReadonlySet<string> {
  return new Set([...structs, ...ioctls, ...constants].map(({file = header}) => file))
}

/** New lines behind the one that has the greatest number. */
function listEdit(
  text: CText,
  family: RegExp,
  items: readonly {readonly name: string}[],
  numbers: ReadonlyMap<string, number>,
): TextEdit | undefined {
  const missing = items.filter(({name}) => !text.define(name))
  if (missing.length === 0) return undefined
  const last = lastOfList(text, family)
  if (last === undefined) {
    throw new InputError(`${text.file}: Unexpected header without a list of ${family.source.slice(1)}*, expected one`)
  }
  const end = endOfLine(text.text, last)
  const above = linesAbove(text.text, end)
  const lines = missing
    .toSorted((one, other) => (numbers.get(one.name) ?? 0) - (numbers.get(other.name) ?? 0))
    .map(({name}) => defineBelow(name, String(numbers.get(name)), above))
  return {start: end, end, text: lines.map((line) => `\n${line}`).join('')}
}

/** Codes of an exit have such names too, but no number as great; flags have no plain number. */
function lastOfList({tree, text}: CText, family: RegExp): number | undefined {
  let greatest = -1
  let at: number | undefined
  for (const found of definitions(tree.items)) {
    if (found.kind !== 'define' || found.define.parameters || !family.test(found.define.name.text)) continue
    const {end} = found.define.name
    const value = /^\s*(\d+)\s*(?:\/\*.*)?$/.exec(text.slice(end, endOfLine(text, end)))?.[1]
    if (value === undefined || Number(value) <= greatest) continue
    greatest = Number(value)
    at = end
  }
  return at
}

function linesAbove(text: string, end: number): readonly string[] {
  const last = startOfLine(text, end)
  const before = startOfLine(text, Math.max(0, last - 1))
  return [text.slice(before, Math.max(before, last - 1)), text.slice(last, end)]
}

const runPrefix = 'kvm_run.'

interface RunUnion {
  readonly members: readonly Declaration[]
  /** The array that fixes its size. */
  readonly padding: Declaration
}

function runUnion(text: CText): RunUnion | undefined {
  const run = text.struct('kvm_run')
  for (const union of run ? anonymousUnionsOf(run) : []) {
    const members = declarationsOf(union)
    const padding = members.find((member) => declares(member, 'padding'))
    if (padding) return {members, padding}
  }
  return undefined
}

function missingRunMembers(text: CText, structs: readonly StructData[]): readonly StructData[] {
  const members = runUnion(text)?.members ?? []
  return structs.filter(
    ({name}) => name.startsWith(runPrefix) && !members.some((member) => declares(member, memberOf(name))),
  )
}

/** Members of the union in `struct kvm_run`, before the array that fixes its size. */
function runEdit({version, header, textOf}: HeaderEditing): TextEdit | undefined {
  const text = textOf(header)
  const missing = missingRunMembers(text, version.header.structs)
  if (missing.length === 0) return undefined
  const union = runUnion(text)
  if (!union) {
    throw new InputError(
      `${text.file}: Unexpected lack of \`struct kvm_run\` with a union and its padding, expected both`,
    )
  }
  const {members, padding} = union
  const neighbour = members[members.indexOf(padding) - 1] ?? padding
  const indentation = text.text.slice(startOfLine(text.text, neighbour.start), neighbour.start)
  // The padding's comment belongs to it.
  const at = chunkOf(text.tree.tokens, padding).start
  const lines = missing.flatMap((struct) => runMember(version, struct, indentation))
  return {start: at, end: at, text: lines.map((line) => `${line}\n`).join('')}
}

const memberOf = (name: string): string => name.slice(runPrefix.length)

function runMember({header, document}: SeriesVersion, struct: StructData, indentation: string): readonly string[] {
  const member = memberOf(struct.name)
  const exit = document.sections.find((section) => section.kind === 'exit' && section.member === member)
  const comments = [...(exit ? [exit.name] : []), ...(struct.comment === undefined ? [] : [struct.comment])]
  return [
    ...comments.flatMap((comment) => commentTexts(comment, indentation)),
    `${indentation}struct {`,
    ...memberTexts(struct, header.constants, `${indentation}\t`),
    `${indentation}} ${member};`,
  ]
}

/** Ioctls with their structs and constants, at the end of a header before its last `#endif`. */
function appendix({version, numbers, header, textOf}: HeaderEditing, file: string): TextEdit | undefined {
  const text = textOf(file)
  const own = (item: {readonly file?: string}): boolean => (item.file ?? header) === file
  const {ioctls, structs, constants} = version.header
  const newStructs = structs.filter((struct) => own(struct) && !struct.name.includes('.') && !text.struct(struct.name))
  const placed = new Set(newStructs.map(({name}) => name))
  const newIoctls = ioctls.filter((ioctl) => own(ioctl) && !text.define(ioctl.name))
  const loose = constants.filter(
    (constant) =>
      own(constant) &&
      !text.define(constant.name) &&
      !isInside(constant, [...newStructs, ...missingRunMembers(text, structs)]),
  )
  const paragraphs: (readonly string[])[] = []
  for (const ioctl of newIoctls) {
    paragraphs.push([...available(version, ioctl.name), ioctlText(ioctl, numbers)])
    for (const struct of newStructs) {
      if (ioctl.argument !== `struct ${struct.name}` || !placed.delete(struct.name)) continue
      paragraphs.push(structTexts(struct, constants))
    }
  }
  for (const struct of newStructs) if (placed.has(struct.name)) paragraphs.push(structTexts(struct, constants))
  if (loose.length > 0)
    paragraphs.push([...availableToAll(version), ...loose.map((constant) => constantText(constant))])
  if (paragraphs.length === 0) return undefined
  const at = endOfContents(text.text)
  return {start: at, end: at, text: paragraphs.map((lines) => `\n${lines.join('\n')}\n`).join('')}
}

/** It stands above a member of a struct that is written, too. */
function isInside({member}: ConstantData, structs: readonly StructData[]): boolean {
  return (
    member !== undefined && structs.some(({name, members}) => members.some((one) => `${name}.${one.name}` === member))
  )
}

function ioctlText({name, macro, argument}: IoctlData, numbers: Numbers): string {
  const number = hex(numbers.ioctls.get(name) ?? 0)
  return `#define ${name}\t${macro}(KVMIO, ${number}${argument === undefined ? '' : `, ${argument}`})`
}

function available({document}: SeriesVersion, ioctl: string): readonly string[] {
  const section = document.sections.find(({kind, name}) => kind === 'ioctl' && name === ioctl)
  const capability = section?.kind === 'ioctl' ? section.capability : 'basic'
  return capability === 'basic' ? [] : [`/* Available with ${capability} */`]
}

function availableToAll({header: {capabilities}}: SeriesVersion): readonly string[] {
  return capabilities.length === 1 ? capabilities.map(({name}) => `/* Available with ${name} */`) : []
}

/** Behind the last line with text in front of the `#endif` that closes the header's guard. */
function endOfContents(text: string): number {
  const guard = text.lastIndexOf('\n#endif')
  const closes = guard >= 0 && text.slice(endOfLine(text, guard + 1)).trim() === ''
  const contents = closes ? text.slice(0, guard) : text
  return Math.min(text.length, contents.trimEnd().length + 1)
}
