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
  type MemberData,
  type Occurrence,
  type ParameterData,
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

/** A struct whose members are data; `undefined` where one of them has a body, no name or bits. */
export function structFromDocument(name: string, fields: readonly Field[]): StructData | undefined {
  const members = fields.map(memberOf)
  return members.every((member) => member !== undefined) ? {name, members} : undefined
}

function memberOf({name, type, comment}: Field): MemberData | undefined {
  if (name === undefined) return undefined
  const own = {name, ...(comment !== undefined && {comment})}
  if (type.kind === 'array') {
    const of = typeName(type.of)
    const length = type.length.value ?? type.length.text
    return of === undefined ? undefined : {...own, type: of, length}
  }
  const flexible = type.kind === 'flexible-array'
  const text = typeName(flexible ? type.of : type)
  return text === undefined ? undefined : {...own, type: text, ...(flexible && {length: 'flexible'})}
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
