/** A section of a series as reStructuredText: its facts and its prose put into a template. */

import type {ArchitecturesData, CapabilitySectionData, ExitSectionData, IoctlSectionData} from '../../model/index.ts'
import type {TemplateValues} from '../template/index.ts'
import {errnoRows, exitComment, fillProse, type ProseContext, structLines, structNamed} from './prose.ts'
import type {FactName, SectionRequest, SectionText} from './render-series.ts'
import {type SectionTemplates, writeSection} from './write-section.ts'

export function sectionTextWith(templates: SectionTemplates): SectionText {
  return (request) => writeSection(templates[request.section.kind], request.section, valuesOf(request), request.style)
}

function valuesOf(request: SectionRequest): TemplateValues {
  const {section} = request
  switch (section.kind) {
    case 'ioctl':
      return ioctlValues(section, request)
    case 'capability':
      return capabilityValues(section, request)
    case 'exit':
      return exitValues(section, request)
  }
}

function ioctlValues(section: IoctlSectionData, context: SectionRequest): TemplateValues {
  const {name, capability, architectures, descriptors, parameter, returns, prose} = section
  const {markdown, placed} = fillProse(prose, context)
  const struct = /^struct (\w+)$/.exec(parameter?.type ?? '')?.[1]
  const own = context.version.header.structs.find((one) => one.name === struct)
  return {
    ...titleValues(name, context),
    facts: stated(context, [
      ['Capability', capability],
      ['Architectures', architecturesText(architectures)],
      ['Type', `${descriptors.join(', ')} ioctl`],
      ['Parameters', parameter ? parameterText(parameter) : 'none'],
      ['Returns', returns],
    ]),
    description: markdown,
    ...(own && !placed.has(`struct ${own.name}`)
      ? {struct: structLines(structNamed(context.version, own.name), context.version).join('\n')}
      : {}),
    ...errnoValues(section, placed),
  }
}

type Facts = readonly (readonly [FactName, string])[]

const stated = ({unstated}: SectionRequest, facts: Facts): Facts => facts.filter(([name]) => !unstated?.has(name))

function capabilityValues(section: CapabilitySectionData, context: SectionRequest): TemplateValues {
  const {name, architectures, target, parameters, returns, prose} = section
  const {markdown, placed} = fillProse(prose, context)
  return {
    ...titleValues(name, context),
    facts: stated(context, [
      ['Architectures', architecturesText(architectures)],
      ...(target === undefined ? [] : [['Target', target] as const]),
      [
        'Parameters',
        parameters.length === 0 ? 'none' : parameters.map(({name: of, text}) => `${of} ${text}`).join('; '),
      ],
      ['Returns', returns],
    ]),
    description: markdown,
    ...errnoValues(section, placed),
  }
}

/** Where the prose does not place the table, the template does, with a line that introduces it. */
function errnoValues(section: IoctlSectionData | CapabilitySectionData, placed: ReadonlySet<string>): TemplateValues {
  return section.errnos.length > 0 && !placed.has('errnos') ? {errnos: errnoRows(section)} : {}
}

/** The block comes first, which is how chapter 5 is read; the prose needs not to say so. */
function exitValues({name, member, prose}: ExitSectionData, context: ProseContext): TemplateValues {
  if (member === undefined) return {struct: exitComment(name), description: fillProse(prose, context).markdown}
  const {version} = context
  const own = `kvm_run.${member}`
  const {markdown} = fillProse(prose.replace(`::struct[${own}]\n`, ''), context)
  return {struct: structLines(structNamed(version, own), version).join('\n'), description: markdown}
}

function titleValues(name: string, {numbers}: ProseContext): {readonly number: string; readonly name: string} {
  return {number: numbers.sections.get(name) ?? '', name}
}

const architecturesText = (architectures: ArchitecturesData): string =>
  architectures === 'all' ? 'all' : architectures.join(', ') || 'none'

function parameterText({type, name, direction}: NonNullable<IoctlSectionData['parameter']>): string {
  return `${type}${name === undefined ? '' : ` ${name}`}${direction === undefined ? '' : ` (${direction})`}`
}
