/** A version by itself, without a tree: its open numbers given, and its sections in a document that has no others. */

import type {NumberData, SectionData, SeriesVersion} from '../../model/index.ts'
import type {TakenNumbers} from '../../uapi/index.ts'
import {assignNumbers, type Numbers} from './numbers.ts'
import type {RenderedSection, SectionText} from './render-series.ts'

const nothingTaken: TakenNumbers = {sections: [], capabilities: new Map(), exitReasons: new Map(), ioctls: []}

/** The version with the next free number, or the one that stands, in the place of each that it leaves open; others stay. */
export function numbered(version: SeriesVersion, taken: TakenNumbers = nothingTaken): SeriesVersion {
  const {numbers} = assignNumbers(version, taken)
  const {document, header} = version
  const closed = <Item extends {readonly name: string; readonly number: NumberData}>(
    items: readonly Item[],
    given: ReadonlyMap<string, number>,
  ) => items.map((item) => ({...item, number: item.number === 'open' ? (given.get(item.name) ?? 'open') : item.number}))
  return {
    ...version,
    document: {...document, sections: document.sections.map((section) => numberedSection(section, numbers))},
    header: {
      ...header,
      ioctls: closed(header.ioctls, numbers.ioctls),
      capabilities: closed(header.capabilities, numbers.capabilities),
      exitReasons: closed(header.exitReasons, numbers.exitReasons),
    },
  }
}

function numberedSection(section: SectionData, {sections}: Numbers): SectionData {
  if (section.kind === 'exit' || section.number.number !== 'open') return section
  const [chapter, number] = (sections.get(section.name) ?? '').split('.').map(Number)
  return chapter && number ? {...section, number: {chapter, number}} : section
}

/** The chapters that sections of a series stand in, titled as in the document, shorter. */
const chapters: readonly (readonly [number, string])[] = [
  [4, 'API description'],
  [5, 'The kvm_run structure'],
  [6, 'Capabilities enabled on vCPUs'],
  [7, 'Capabilities enabled on VMs'],
  [8, 'Other capabilities.'],
]

/** Chapter 5 shows one struct, block by block; the exit that every header begins its list with is named there. */
const [runBegins, runEnds] = ['::\n\n  struct kvm_run {\n\t/* KVM_EXIT_UNKNOWN, … */\n\tunion {', '::\n\n\t};\n  };']

/** The sections as text, in the version's order. `version` has no open number. Throws `InputError` as `sectionText` does. */
export function sectionTexts(version: SeriesVersion, sectionText: SectionText): readonly RenderedSection[] {
  const {numbers} = assignNumbers(version, nothingTaken)
  return version.document.sections.map((section) => {
    const style = section.kind === 'exit' ? {indentation: '\t\t'} : {adornment: '-'}
    return {section, text: sectionText({version, section, numbers, style})}
  })
}

/** A whole document of them. */
export function standaloneDocument(version: SeriesVersion, sectionText: SectionText): string {
  const sections = sectionTexts(version, sectionText)
  const blocks = chapters.flatMap(([chapter, title]) => {
    const texts = sections.flatMap(({section, text}) => (chapterOf(section) === chapter ? [text] : []))
    if (texts.length === 0) return []
    const heading = `${chapter}. ${title}`
    return [`${heading}\n${'='.repeat(heading.length)}`, ...(chapter === 5 ? [runBegins, ...texts, runEnds] : texts)]
  })
  return `${blocks.join('\n\n')}\n`
}

const chapterOf = (section: SectionData): number => (section.kind === 'exit' ? 5 : section.number.chapter)
