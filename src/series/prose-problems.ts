/** Whether the prose of a section asks for what there is: directives, members, structs, sections, numbers. */

import {
  type Prose,
  type ProseDirective,
  proseDirectives,
  type SectionData,
  type SeriesVersion,
  type StructData,
} from '../model/index.ts'
import {memberDataAt, shownStructs} from '../uapi/index.ts'
import {unknownMember} from './header-problems.ts'
import {oneOf, problem, type SeriesProblem} from './problem.ts'

/** A use of a directive, `:member[gpa]`, as remark-directive would see it. */
interface Use {
  readonly name: string
  /** One colon is `text`, two are `leaf`, three `container`. */
  readonly form: string
  readonly label: string | undefined
}

//   The :member[gpa] is …        ::struct[kvm_x]         `a:b` is code, and \:b is escaped
//       ^^^^^^^^^^^^             ^^^^^^^^^^^^^^^
const directive = /(?<!\\)(:{1,3})([A-Za-z][\w-]*)(?:\[([^[\]\n]*)\])?/g
const codeSpan = /(?<!`)(`+)(?!`)([^`]*)\1(?!`)/g
const fence = /^ {0,3}(`{3,}|~{3,})/

const forms: Readonly<Record<number, string>> = {1: 'text', 2: 'leaf', 3: 'container'}

/** Each way to use one, once. */
function usesIn(prose: Prose): readonly Use[] {
  const text = withoutFences(prose).replaceAll(codeSpan, '`')
  const uses = new Map<string, Use>()
  for (const [written, colons = '', name = '', label] of text.matchAll(directive)) {
    uses.set(written, {name, form: forms[colons.length] ?? '', label})
  }
  return [...uses.values()]
}

/** A fence ends at one that is at least as long, or with the text (CommonMark 4.5). */
function withoutFences(prose: Prose): string {
  let open: string | undefined
  const kept = prose.split('\n').filter((line) => {
    const marks = fence.exec(line)?.[1]
    if (open === undefined) open = marks
    else if (marks?.startsWith(open)) open = undefined
    else return false
    return marks === undefined
  })
  return kept.join('\n')
}

export function proseProblems(version: SeriesVersion, path: string): readonly SeriesProblem[] {
  const {sections, structs = []} = version.document
  const shown = shownStructs(structs, version.header.structs)
  return sections.flatMap((section, index) => {
    const at = `${path}.sections.${index}.prose`
    const own = shown.find(({name}) => name === ownStruct(section))
    return [
      ...usesIn(section.prose).flatMap((use) => messagesOf(use, version, shown, own)),
      ...[...section.prose.matchAll(codeSpan)].flatMap(([, , code = '']) => memberMessages(code, shown)),
    ].map((message) => problem(at, message))
  })
}

/** The struct that a section is about: the one that its ioctl takes, or the exit's member of `kvm_run`. */
export function ownStruct(section: SectionData): string | undefined {
  switch (section.kind) {
    case 'ioctl':
      return /^struct (\w+)$/.exec(section.parameter?.type ?? '')?.[1]
    case 'exit':
      return section.member === undefined ? undefined : `kvm_run.${section.member}`
    case 'capability':
      return undefined
  }
}

function messagesOf(
  {name, form, label}: Use,
  version: SeriesVersion,
  shown: readonly StructData[],
  own: StructData | undefined,
): readonly string[] {
  if (!isDirective(name)) {
    return [`Unexpected placeholder \`:${name}\`, expected ${oneOf(Object.keys(proseDirectives))}`]
  }
  if (form !== proseDirectives[name]) {
    return [`Unexpected ${form} directive \`${name}\`, expected it as ${proseDirectives[name]}`]
  }
  const wanted = wantedLabels(name, version, shown)
  if (name === 'errnos') return label === undefined ? [] : [`Unexpected \`[${label}]\` of \`errnos\`, expected none`]
  if (label === undefined) return [`Unexpected \`${name}\` without a name, expected \`${name}[NAME]\``]
  if (name === 'member') return memberLabel(label, shown, own)
  return wanted(label) ? [] : [`Unexpected \`${label}\` in \`${name}\`, expected what the series has`]
}

function isDirective(name: string): name is ProseDirective {
  return Object.hasOwn(proseDirectives, name)
}

function wantedLabels(name: ProseDirective, version: SeriesVersion, shown: readonly StructData[]) {
  const {sections} = version.document
  const {capabilities, exitReasons, constants, ioctls} = version.header
  const among =
    (items: readonly {readonly name: string}[]) =>
    (label: string): boolean =>
      items.some((item) => item.name === label)
  switch (name) {
    case 'struct':
      return among(shown)
    case 'section':
      return among(sections.filter(({kind}) => kind !== 'exit'))
    case 'number':
      return among([...capabilities, ...exitReasons, ...constants, ...ioctls])
    case 'constants':
      return (label: string) => constants.some((constant) => constant.name.startsWith(label))
    case 'member':
    case 'errnos':
      return () => true
  }
}

function memberLabel(label: string, shown: readonly StructData[], own: StructData | undefined): readonly string[] {
  const dot = label.lastIndexOf('.')
  const struct = dot < 0 ? own : shown.find(({name}) => name === label.slice(0, dot))
  if (!struct) {
    return [`Unexpected member \`${label}\`, expected a member of ${oneOf(shown.map(({name}) => name))}`]
  }
  const member = label.slice(dot + 1)
  return memberDataAt(struct.members, member) ? [] : [unknownMember(member, struct)]
}

/** `memory_fault.len` in code: a member of a struct that is known by its last name. */
function memberMessages(code: string, shown: readonly StructData[]): readonly string[] {
  const path = /^((?:\w+\.)*\w+)\.(\w+)$/.exec(code)
  if (!path) return []
  const [, struct = '', member = ''] = path
  const known = shown.find(({name}) => name === struct || name.endsWith(`.${struct}`))
  return !known || memberDataAt(known.members, member) ? [] : [unknownMember(member, known)]
}
