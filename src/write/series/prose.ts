/** The prose of a section with its directives replaced: Markdown that a template takes. */

import {
  type ConstantData,
  InputError,
  type Prose,
  type ProseDirective,
  proseDirectives,
  type SectionData,
  type SeriesVersion,
  type StructData,
} from '../../model/index.ts'
import {shownStructs} from '../../uapi/index.ts'
import {constantText, memberTexts} from './c-lines.ts'
import {hex, type Numbers} from './numbers.ts'

export interface ProseContext {
  readonly version: SeriesVersion
  readonly section: SectionData
  readonly numbers: Numbers
}

export interface FilledProse {
  readonly markdown: string
  /** What the prose itself gives a place to: `struct kvm_run.memory_fault`, `errnos`. */
  readonly placed: ReadonlySet<string>
}

//   The :member[gpa] is …        ::struct[kvm_x]         `a:b` and fenced lines are code
//       ^^^^^^^^^^^^             ^^^^^^^^^^^^^^^
const pattern =
  /^ {0,3}(?:```|~~~)[^\n]*\n[\s\S]*?^ {0,3}(?:```|~~~)|`[^`\n]*`|(?<![\\:\w])(:{1,2})([a-z]+)(?:\[([^\]\n]*)\])?(?![\w:])/gm

/** Throws `InputError` where the series has nothing of that name. */
export function fillProse(prose: Prose, context: ProseContext): FilledProse {
  const placed = new Set<string>()
  const markdown = prose.replace(pattern, (whole, colons?: string, name = '', label = '') => {
    if (colons === undefined || !isDirective(name)) return whole
    if (colons.length !== (proseDirectives[name] === 'leaf' ? 2 : 1)) return whole
    placed.add(label === '' ? name : `${name} ${label}`)
    return replacements[name](label, context)
  })
  return {markdown, placed}
}

const isDirective = (name: string): name is ProseDirective => Object.hasOwn(proseDirectives, name)

const replacements: Readonly<Record<ProseDirective, (label: string, context: ProseContext) => string>> = {
  struct: (label, {version}) => fenced(structLines(structNamed(version, label), version)),
  constants: (label, {version}) =>
    fenced(constantsNamed(version, label).map((constant) => constantText(constant, ' '))),
  errnos: (_, {section}) => errnoTable(section),
  member: (label) => `\`${label.slice(label.lastIndexOf('.') + 1)}\``,
  section: (label, {numbers}) => found(numbers.sections.get(label), label),
  number: (label, {numbers, version}) => found(numberOf(label, numbers, version), label),
}

function found(value: string | undefined, label: string): string {
  if (value === undefined) throw new InputError(`Unexpected \`${label}\` in the prose, expected what the series has`)
  return value
}

function numberOf(label: string, numbers: Numbers, {header}: SeriesVersion): string | undefined {
  const plain = numbers.exitReasons.get(label) ?? numbers.capabilities.get(label)
  const ioctl = numbers.ioctls.get(label)
  if (plain !== undefined) return String(plain)
  return ioctl === undefined ? header.constants.find(({name}) => name === label)?.value : hex(ioctl)
}

const fenced = (lines: readonly string[]): string => `\`\`\`\n${lines.join('\n')}\n\`\`\``

/** As the document shows it, which may be otherwise than the header has it. */
export function structNamed({document, header}: SeriesVersion, name: string): StructData {
  const struct = shownStructs(document.structs ?? [], header.structs).find((one) => one.name === name)
  if (struct) return struct
  throw new InputError(`Unexpected struct \`${name}\`, expected one of the series`)
}

/** What the block of an exit begins with; all of it, where the exit has no member. */
export const exitComment = (name: string): string => `/* ${name} */`

/** A member of `struct kvm_run` stands under its exit's name, as all of them do in the document. */
export function structLines(struct: StructData, {document, header}: SeriesVersion): readonly string[] {
  const [tag = '', member] = struct.name.split('.')
  const exit = document.sections.find((section) => section.kind === 'exit' && section.member === member)
  return [
    ...(exit && member !== undefined ? [exitComment(exit.name)] : []),
    member === undefined ? `struct ${tag} {` : 'struct {',
    ...memberTexts(struct, header.constants, '\t', 'commented'),
    member === undefined ? '};' : `} ${member};`,
  ]
}

function constantsNamed({header}: SeriesVersion, beginning: string): readonly ConstantData[] {
  return header.constants.filter(({name}) => name.startsWith(beginning))
}

/** Rows of two cells: the errno, and when it is returned. */
export function errnoRows(section: SectionData): readonly (readonly string[])[] {
  return section.kind === 'exit' ? [] : section.errnos.map(({name, condition}) => [name, condition])
}

function errnoTable(section: SectionData): string {
  const rows = errnoRows(section).map(([name, condition]) => `- - ${name}\n  - ${condition}`)
  return rows.length === 0 ? '' : `:::table{head=0}\n${rows.join('\n')}\n:::`
}
