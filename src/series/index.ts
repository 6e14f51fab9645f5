/** A series: schema, loading, validation, and what is shipped. valibot is loaded only where there is something to validate. */

import type {DocumentedErrno, DocumentUapi, Field, Place, Section, Series, StructData} from '../model/index.ts'
import type {PatchFacts} from '../uapi/index.ts'
import type {DocumentedSection, NoSection} from './from-document.ts'
import type {ImportedFacts} from './from-patches/index.ts'

export {compareVersions, type FactDifference, type TextDifference, type VersionDifference} from './compare.ts'
export type {Paragraph, Words} from './compare-text.ts'
export {dataPath} from './data-path.ts'
export type {DocumentedSection, NoSection, Stated} from './from-document.ts'
export type {ImportedFacts} from './from-patches/index.ts'
export {type ImportModule, type LoadedSeries, loadSeries, versionOf} from './load.ts'
export {shippedSeries} from './shipped.ts'

/** Data of unknown origin, from `source`, to a series. Throws `InputError`, a line for each problem. */
export async function validateSeries(data: unknown, source: string): Promise<Series> {
  return (await import('./validate.ts')).validateSeries(data, source)
}

/** What a series may hold, for editors. */
export async function seriesJsonSchema(): Promise<object> {
  return (await import('./json-schema.ts')).seriesJsonSchema()
}

/** What a section of a document says, as a section of a series, its prose apart; `errnos` are those of its tables. */
export async function sectionFromDocument(
  document: DocumentUapi,
  section: Section,
  errnos: readonly DocumentedErrno[],
): Promise<DocumentedSection | NoSection> {
  return (await import('./from-document.ts')).sectionFromDocument(document, section, errnos)
}

/** A struct whose members are data; `undefined` where one of them has a form that a series does not know. */
export async function structFromDocument(name: string, fields: readonly Field[]): Promise<StructData | undefined> {
  return (await import('./from-document.ts')).structFromDocument(name, fields)
}

/** What patches add, as a version of a series has it: document, header and host; what has no form there is told. */
export async function factsFromPatches(
  patches: readonly PatchFacts[],
  tell: (message: string, place: Place) => void,
): Promise<ImportedFacts> {
  return (await import('./from-patches/index.ts')).factsFromPatches(patches, tell)
}

/** A text of a mail as Markdown: paragraphs, in which nothing is markup. */
export async function plainMarkdown(text: string): Promise<string> {
  return (await import('./markdown.ts')).plainMarkdown(text)
}
