/** Sections of ioctls and capabilities; what a series has to say and the document does not is marked. */

import type {
  CapabilitySectionData,
  DocumentedErrno,
  HeaderData,
  IoctlSectionData,
  ParameterData,
  Section,
  SectionData,
} from '../../model/index.ts'
import {fieldsOf, parseC} from '../../read/c/index.ts'
import type {DocumentHunk} from '../../uapi/index.ts'
import {chapters} from '../contradictions.ts'
import {plainMember, sectionFromDocument} from '../from-document.ts'
import {fits, sectionSchema} from '../schema.ts'
import {blocksOf, contains, isAdded, isTable} from './blocks.ts'
import type {Say} from './index.ts'
import type {Found} from './latest.ts'
import {type ProseContext, proseOf, todo} from './prose.ts'

export function sectionOf(
  section: Section,
  hunk: DocumentHunk,
  context: ProseContext,
  say: Say,
): readonly Found<SectionData>[] {
  const {uapi, view} = hunk
  const {place, title} = section
  const blocks = blocksOf(view)
  const heading = blocks.findIndex((block) => block.type === 'title' && block.position.start.line === place.line)
  const below = blocks.slice(heading + 1)
  const end = below.findIndex((block) => block.type === 'title' || !isAdded(block, view))
  const own = below.slice(0, end < 0 ? undefined : end)
  const errnos = [...uapi.ioctls, ...uapi.capabilities]
    .filter((noun) => noun.section === section)
    .flatMap((noun) => noun.errnos)
    .filter((errno) => own.some((block) => isTable(block) && contains(block, errno.place)))
  const found = sectionFromDocument(uapi, section, errnos)
  const reason = 'reason' in found ? found.reason : misplaced(found.section)
  if ('reason' in found || reason !== undefined) {
    say(`Unexpected section \`${title}\` (${reason}), expected an ioctl's or a capability's: it is left out`, place)
    return []
  }
  const complain: Complain = (what, expected) => say(`Unexpected ${what} of \`${title}\`, expected ${expected}`, place)
  const filled =
    found.section.kind === 'ioctl'
      ? filledIoctl(found.section, context.header, complain)
      : {...found.section, parameters: found.section.parameters.filter(({text}) => text !== '')}
  const struct = filled.kind === 'ioctl' ? /^struct (\w+)$/.exec(filled.parameter?.type ?? '')?.[1] : undefined
  const prose = proseOf(own, {view, own: struct, place, errnos}, context, say)
  const item = {...withFacts(filled, complain), errnos: filled.errnos.filter(isStated), prose}
  if (fits(sectionSchema, item)) return [{item, place}]
  complain('form', 'fields that a series has: it is left out')
  return []
}

const isStated = ({name, condition}: Pick<DocumentedErrno, 'name' | 'condition'>): boolean =>
  /^E[A-Z0-9]+$/.test(name) && condition !== ''

type Complain = (what: string, expected: string) => void

/** Documents beside api.rst have chapters of their own. */
function misplaced({kind, number: {chapter}}: IoctlSectionData | CapabilitySectionData): string | undefined {
  return chapters[kind].includes(chapter) ? undefined : `chapter ${chapter}`
}

function withFacts<Data extends IoctlSectionData | CapabilitySectionData>(section: Data, complain: Complain): Data {
  const {architectures, returns} = section
  if (architectures.length === 0) complain('absence of `:Architectures:`', 'some (`all` is put)')
  if (returns === '') complain('absence of `:Returns:`', `what it returns (\`${todo}\` is put)`)
  return {
    ...section,
    architectures: architectures.length === 0 ? 'all' : architectures,
    returns: returns === '' ? todo : returns,
  }
}

function filledIoctl(section: IoctlSectionData, header: HeaderData, complain: Complain): IoctlSectionData {
  const {capability, parameter, ...rest} = section
  const name = /\b(?:[A-Z]\w*_CAP_\w+|basic)\b/.exec(capability)?.[0]
  if (name !== capability) {
    const put = name ?? todo
    complain(`\`:Capability: ${capability}\``, `one, or \`basic\` (\`${put}\` is put)`)
  }
  const found = parameter && parameterOf(parameter, section.name, header, complain)
  return {...rest, capability: name ?? todo, ...(found && {parameter: found})}
}

const directions: Readonly<Record<string, ParameterData['direction']>> = {_IOR: 'out', _IOW: 'in', _IOWR: 'in/out'}

/** `bool state`: a type and a name. What has no direction gets that of the ioctl's number. */
function parameterOf(
  {type: text, direction: stated}: ParameterData,
  ioctl: string,
  header: HeaderData,
  complain: Complain,
): ParameterData | undefined {
  const plain = text.replaceAll(/[`\\]/g, '')
  const direction = stated ?? directions[header.ioctls.find(({name}) => name === ioctl)?.macro ?? '']
  const file = parseC(`${plain};`, '')
  const member = plainMember(fieldsOf(file.items, file)[0])
  const type = member?.type ?? plain
  if (!direction || !/^[A-Za-z_]\w*( [A-Za-z_]\w*)*( \*+)?$/.test(type)) {
    complain(`\`:Parameters: ${plain}\``, 'a type and a direction (none is put)')
    return undefined
  }
  if (stated === undefined) complain('absence of a direction', `one (\`${direction}\` is the header's)`)
  return {type, ...(member && {name: member.name}), direction}
}
