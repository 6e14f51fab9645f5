/** A section of a document as a section of a series: its facts typed, its fields as Markdown, its prose left to the caller. */

import {
  architectures as allArchitectures,
  type CapabilityParameterData,
  type CapabilitySectionData,
  type DocumentedErrno,
  type DocumentedIoctl,
  type DocumentField,
  type DocumentUapi,
  type Field,
  type IoctlSectionData,
  isComposite,
  type MemberData,
  type Occurrence,
  type ParameterData,
  type PlainMemberData,
  type Section,
  type StructData,
  type Type,
} from '../model/index.ts'
import {inlineMarkdown} from './markdown.ts'

export interface DocumentedSection {
  readonly section: IoctlSectionData | CapabilitySectionData
  /** Keys of the section that the document says nothing of: what they hold is empty. */
  readonly unstated: readonly Stated[]
}

export type Stated = 'capability' | 'architectures' | 'descriptors' | 'target' | 'parameter' | 'returns'

/** Why a section is none of a series'. */
export interface NoSection {
  readonly reason: string
}

/** `errnos`: those of the section's tables; others stand in `:Returns:`. The prose is empty. */
export function sectionFromDocument(
  document: DocumentUapi,
  section: Section,
  errnos: readonly DocumentedErrno[],
): DocumentedSection | NoSection {
  const [chapter, number] = (section.number ?? '').split('.').map(Number)
  const nouns = [...document.ioctls, ...document.capabilities].filter((noun) => noun.section === section)
  const lists = document.fieldLists.filter((list) => list.section === section)
  const [noun, ...others] = nouns
  if (!noun || chapter === undefined || number === undefined)
    return {reason: 'no numbered section of an ioctl or capability'}
  if (others.some(({name}) => name !== noun.name)) return {reason: 'several names in one title'}
  if (lists.length > 1) return {reason: 'a list of fields for each file descriptor'}
  const fields = lists.flatMap((list) => list.fields)
  const field = (key: string): DocumentField | undefined => fields.find((one) => one.key === key)
  const common = {
    name: noun.name,
    number: {chapter, number},
    architectures: architecturesOf(noun),
    returns: inlineMarkdown(field('return')?.text ?? ''),
    errnos: errnos.map(({name, condition}) => ({name, condition: inlineMarkdown(condition)})),
    prose: '',
  }
  const always: readonly (readonly [Stated, unknown])[] = [
    ['architectures', noun.architectures],
    ['returns', field('return')],
    ['parameter', field('parameter')],
  ]
  const unstatedOf = (own: readonly (readonly [Stated, unknown])[]): readonly Stated[] =>
    [...always, ...own].flatMap(([key, value]) => (value === undefined ? [key] : []))
  if (document.capabilities.has(noun.name)) {
    const {target = []} = document.capabilities.named(noun.name)[0] ?? {}
    const [only, second] = target
    if (second !== undefined || only === 'system' || only === 'device')
      return {reason: `enabled on ${target.join(' and ')}`}
    return {
      section: {
        kind: 'capability',
        ...common,
        ...(only && {target: only}),
        parameters: parametersOf(field('parameter')?.text ?? 'none'),
      },
      unstated: unstatedOf([['target', only]]),
    }
  }
  const ioctl = document.ioctls.named(noun.name).find((one) => one.section === section)
  const parameter = ioctl && parameterOf(ioctl)
  return {
    section: {
      kind: 'ioctl',
      ...common,
      capability: field('capability')?.text ?? '',
      descriptors: ioctl?.descriptors ?? [],
      ...(parameter && {parameter}),
    },
    unstated: unstatedOf([
      ['capability', field('capability')],
      ['descriptors', ioctl?.descriptors],
    ]),
  }
}

function architecturesOf({architectures = []}: Occurrence): IoctlSectionData['architectures'] {
  return architectures.length === allArchitectures.length ? 'all' : architectures
}

function parameterOf({parameter}: DocumentedIoctl): ParameterData | undefined {
  if (!parameter || parameter.none) return undefined
  const {text, direction} = parameter
  const own = direction === undefined || direction === 'none' ? undefined : direction
  const type = own === undefined ? text : text.replace(/\s*\([^()]*\)\s*$/, '')
  return {type: inlineMarkdown(type), ...(own && {direction: own})}
}

/** `args[0] is …, args[1] …`: what stands before the first is none's. */
function parametersOf(text: string): readonly CapabilityParameterData[] {
  if (/^none\b/i.test(text)) return []
  return text.split(/[;,.]?\s+(?=args\s?\[)/).map((part) => {
    const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(part) ?? []
    return {name, text: inlineMarkdown(rest)}
  })
}

/** A struct whose members are data; `undefined` where one of them has a form that a series does not know. */
export function structFromDocument(name: string, fields: readonly Field[]): StructData | undefined {
  const members = fields.map(memberOf)
  return members.every(isKnown) ? {name, members} : undefined
}

/** A member that is no struct or union itself. */
export function plainMember(field: Field | undefined): PlainMemberData | undefined {
  const member = field && memberOf(field)
  return member && 'type' in member ? member : undefined
}

function memberOf({name, type, comment}: Field): MemberData | undefined {
  const {of, ...dimension} = elementOf(type)
  const said = {...dimension, ...(comment !== undefined && {comment})}
  if (isComposite(of) && of.fields && of.name === undefined) {
    const members = of.fields.map(memberOf)
    if (of.packed || of.aligned !== undefined || members.some((member) => member === undefined)) return undefined
    return {kind: of.kind, ...(name !== undefined && {name}), members: members.filter(isKnown), ...said}
  }
  const text = typeName(of)
  return name === undefined || text === undefined ? undefined : {name, type: text, ...said}
}

const isKnown = (member: MemberData | undefined): member is MemberData => member !== undefined

/** What a member is made of: elements of an array, the integer that bits are of. */
function elementOf(type: Type): {readonly of: Type; readonly length?: number | string; readonly bits?: number} {
  switch (type.kind) {
    case 'array':
      return {of: type.of, length: type.length.value ?? type.length.text}
    case 'flexible-array':
      return {of: type.of, length: 'flexible'}
    case 'bit-field':
      return {of: type.of, bits: type.width}
    default:
      return {of: type}
  }
}

function typeName(type: Type): string | undefined {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'typedef':
      return type.name === '_Bool' ? 'bool' : type.name
    case 'void':
      return 'void'
    case 'pointer': {
      const to = typeName(type.to)
      return to === undefined ? undefined : `${to} *`
    }
    case 'struct':
    case 'union':
    case 'enum':
      return type.name === undefined || ('fields' in type && type.fields) ? undefined : `${type.kind} ${type.name}`
    default:
      return undefined
  }
}
