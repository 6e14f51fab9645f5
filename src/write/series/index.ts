/** The edits that a series makes in a tree: numbers, places, the document, the headers, the kernel's own structs. */

export type {Numbers} from './numbers.ts'
export {type Rename, renamed} from './rename.ts'
export {
  type Change,
  type FactName,
  type RenderedSection,
  type Rendering,
  type RenderTarget,
  renderSeries,
  type SectionRequest,
  type SectionText,
} from './render-series.ts'
export {type LineChange, type Renumbering, renumberPatches} from './renumber.ts'
export {sectionTextWith} from './section-text.ts'
export {numbered, sectionTexts, standaloneDocument} from './standalone.ts'
export type {SectionTemplates, TemplateFile} from './write-section.ts'
