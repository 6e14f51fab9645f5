/** A version of a series in one tree: the sections as text, and what every file becomes. Pure; reads nothing by itself. */

import {
  type Architecture,
  type DocumentUapi,
  InputError,
  type SectionData,
  type SeriesVersion,
  type Uapi,
} from '../../model/index.ts'
import {takenNumbers} from '../../uapi/index.ts'
import type {FileChange} from '../patch/index.ts'
import {applyEdits, type TextEdit} from '../text-edit.ts'
import {type CText, cTexts} from './c-text.ts'
import {type Conflict, conflictsWith} from './conflicts.ts'
import {placeSection} from './document-places.ts'
import {headerEdits} from './header-edits.ts'
import {hostEdits} from './host-edits.ts'
import {assignNumbers, type Numbers} from './numbers.ts'
import {Outline} from './outline.ts'
import type {SectionStyle} from './write-section.ts'

export interface SectionRequest {
  readonly version: SeriesVersion
  readonly section: SectionData
  readonly numbers: Numbers
  readonly style: SectionStyle
  /** What a section that was read out of a document does not say, and is not to say. */
  readonly unstated?: ReadonlySet<FactName>
}

/** The names of fields below a title. */
export type FactName = 'Capability' | 'Architectures' | 'Type' | 'Target' | 'Parameters' | 'Returns'

/** A section as it stands in the document: no blank lines around it, no line feed at its end. Throws `InputError`. */
export type SectionText = (request: SectionRequest) => string

export interface RenderTarget {
  readonly document: DocumentUapi
  readonly headers: ReadonlyMap<Architecture, Uapi>
  /** The path of the header that what names no file goes into. */
  readonly header: string
  /** `undefined` where the tree has no such file. */
  readonly read: (file: string) => string | undefined
}

export interface Rendering {
  readonly numbers: Numbers
  readonly sections: readonly RenderedSection[]
  /** In the order in which they can be applied and compiled: headers, the kernel's own headers, the document. */
  readonly changes: readonly Change[]
  /** A line each: numbers that are taken, files that are absent. */
  readonly remarks: readonly string[]
}

export interface RenderedSection {
  readonly section: SectionData
  readonly text: string
}

export interface Change extends FileChange {
  readonly kind: 'header' | 'host' | 'document'
}

/** Throws `InputError` where something has no place, or where a name stands with another meaning. */
export function renderSeries(version: SeriesVersion, target: RenderTarget, sectionText: SectionText): Rendering {
  const texts = cTexts(target.read)
  const textOf = (file: string): CText => {
    const text = texts(file)
    if (text) return text
    throw new InputError(`${file}: Unexpected absence in the tree, expected the header`)
  }
  refuseConflicts(conflictsWith(version, uapiFiles(version, target.header).map(textOf), target.document))
  const {numbers, remarks} = assignNumbers(version, takenNumbers(target.document, target.headers))
  const {sections, change} = documentChange(version, target, numbers, sectionText)
  const header = headerEdits({version, numbers, header: target.header, textOf})
  const host = hostEdits(version, texts)
  const absences = host.absent.map((file) => `${file} is not in the tree: the members that the host keeps are left out`)
  const changes = [...changesOf('header', header, textOf), ...changesOf('host', host.edits, textOf), change]
  return {
    numbers,
    sections,
    changes: changes.filter(({before, after}) => before !== after),
    remarks: [...remarks, ...absences],
  }
}

function uapiFiles({header}: SeriesVersion, file: string): readonly string[] {
  const items = [...header.structs, ...header.ioctls, ...header.constants]
  return [...new Set([file, ...items.flatMap((item) => item.file ?? [])])]
}

function refuseConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length === 0) return
  const names = conflicts.map(({name, place}) => `\`${name}\` (${place})`)
  const renames = conflicts.map(({name}) => `--rename ${name}=NEW`)
  throw new InputError(
    `Unexpected ${names.join(' and ')}, which the tree has with another layout, expected ${renames.join(' ')}, since what is released cannot change`,
  )
}

function documentChange(
  version: SeriesVersion,
  {document, read}: RenderTarget,
  numbers: Numbers,
  sectionText: SectionText,
): {readonly sections: readonly RenderedSection[]; readonly change: Change} {
  const before = read(document.file) ?? ''
  const outline = new Outline(document, before)
  const lineFeed = before.includes('\r\n') ? '\r\n' : '\n'
  const edits: TextEdit[] = []
  const sections: RenderedSection[] = []
  for (const section of inDocumentOrder(version.document.sections, numbers)) {
    const {start, end, gap, style} = placeSection(outline, section, numbers.sections)
    const text = sectionText({version, section, numbers, style})
    sections.push({section, text})
    edits.push({start, end, text: `${gap}${text}`.replaceAll('\n', lineFeed)})
  }
  return {sections, change: {kind: 'document', file: document.file, before, after: applyEdits(before, edits)}}
}

/** Of several that are inserted in one place, the lower number comes first. */
function inDocumentOrder(sections: readonly SectionData[], {sections: numbers}: Numbers): readonly SectionData[] {
  const order = (section: SectionData): number => {
    if (section.kind === 'exit') return 5_000_000
    const [chapter = 0, number = 0] = (numbers.get(section.name) ?? '').split('.').map(Number)
    return chapter * 1_000_000 + number
  }
  return sections.toSorted((one, other) => order(one) - order(other))
}

function changesOf(
  kind: Change['kind'],
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  textOf: (file: string) => CText,
): readonly Change[] {
  return [...edits].map(([file, own]) => {
    const before = textOf(file).text
    return {kind, file, before, after: applyEdits(before, own)}
  })
}
