/** A section of a series as reStructuredText: its facts and its prose put into a template. */

import {
  type ArchitecturesData,
  type CapabilitySectionData,
  type ExitSectionData,
  InputError,
  type IoctlSectionData,
} from '../../model/index.ts'
import {type Adornment, fromMdast, kernelAdornments, MarkdownError, type RstBlock, writeRst} from '../rst/index.ts'
import {fillTemplate, type TemplateValues} from '../template/index.ts'
import {errnoRows, fillProse, type ProseContext, structLines, structNamed} from './prose.ts'
import type {FactName, SectionRequest, SectionText} from './render-series.ts'

/** A template's text and where it is from, for messages. */
export interface TemplateFile {
  readonly file: string
  readonly text: string
}

export type SectionTemplates = Readonly<Record<'ioctl' | 'capability' | 'exit', TemplateFile>>

/** A section's depth: below its chapter. */
const depth = 2

export function sectionTextWith(templates: SectionTemplates): SectionText {
  return (request) => {
    const {section} = request
    const {file, text} = templates[section.kind]
    try {
      const blocks = fromMdast(fillTemplate(text, file, valuesOf(request)).children, {depth})
      if (section.kind === 'exit') indentFirst(blocks)
      return writeRst(blocks, {adornments: adornmentsWith(request.adornment)}).trimEnd()
    } catch (error) {
      if (!(error instanceof MarkdownError)) throw error
      throw new InputError(`Section of \`${section.name}\`: ${error.message}`)
    }
  }
}

function adornmentsWith(character: string | undefined): readonly Adornment[] {
  const own = {character: character ?? '-', isOverlined: false}
  const others = kernelAdornments.filter((one) => one.isOverlined || one.character !== own.character)
  return [...others.slice(0, depth - 1), own, ...others.slice(depth - 1)]
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
    ...(section.errnos.length > 0 && !placed.has('errnos') ? {errnos: errnoRows(section)} : {}),
  }
}

type Facts = readonly (readonly [FactName, string])[]

const stated = ({unstated}: SectionRequest, facts: Facts): Facts => facts.filter(([name]) => !unstated?.has(name))

function capabilityValues(section: CapabilitySectionData, context: SectionRequest): TemplateValues {
  const {name, architectures, target, parameters, returns, prose} = section
  const {markdown, placed} = fillProse(prose, context)
  const errnos = section.errnos.length > 0 && !placed.has('errnos') ? fillProse('::errnos', context).markdown : ''
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
    description: errnos === '' ? markdown : `${markdown.trimEnd()}\n\n${errnos}\n`,
  }
}

/** The block comes first, which is how chapter 5 is read; the prose needs not to say so. */
function exitValues({member, prose}: ExitSectionData, context: ProseContext): TemplateValues {
  const {version} = context
  const own = `kvm_run.${member}`
  const {markdown} = fillProse(prose.replace(`::struct[${own}]\n`, ''), context)
  return {struct: structLines(structNamed(version, own), version).join('\n'), description: markdown}
}

/** With the two columns of every literal block, a tab: where the members of `struct kvm_run` stand. */
const furtherIn = ' '.repeat(6)

/** A block that stands no further in than the struct that it is a part of would be read as the next one. */
function indentFirst(blocks: RstBlock[]): void {
  const index = blocks.findIndex(({type}) => type === 'literal_block')
  const block = blocks[index]
  if (block?.type !== 'literal_block') return
  blocks[index] = {...block, value: block.value.replaceAll(/^(?=.)/gm, furtherIn)}
}

function titleValues(name: string, {numbers}: ProseContext): {readonly number: string; readonly name: string} {
  return {number: numbers.sections.get(name) ?? '', name}
}

const architecturesText = (architectures: ArchitecturesData): string =>
  architectures === 'all' ? 'all' : architectures.join(', ') || 'none'

function parameterText({type, name, direction}: NonNullable<IoctlSectionData['parameter']>): string {
  return `${type}${name === undefined ? '' : ` ${name}`}${direction === undefined ? '' : ` (${direction})`}`
}
