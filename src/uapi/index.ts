/** Four ways to fill the model: from the document, the headers, the implementation and a series. */

export type {Addition, PatchedTree} from './addition.ts'
export {parseArchitectures, parseDescriptors, parseParameter} from './from-document/fields.ts'
export {readDocument} from './from-document/index.ts'
export {
  type HeaderOptions,
  type HeaderUapi,
  type Released,
  type ReleasedComposite,
  type ReleasedEnumerator,
  type ReleasedMacro,
  type ReleasedPair,
  type ReleasedSymbol,
  readHeaders,
  readReleased,
} from './from-header/index.ts'
export {visitExpressions} from './from-implementation/visit.ts'
export * from './from-patch/index.ts'
export {
  type AdditionFiles,
  additionFiles,
  memberDataAt,
  memberLines,
  memberNames,
  readAddition,
  readSeries,
  type SeriesFacts,
  type SeriesHeader,
  shownStructs,
} from './from-series/index.ts'
export {kvmDocument, kvmHeader, readTree, type TreeOptions} from './read-tree.ts'
export {overlaps, type TakenIoctl, type TakenNumbers, takenNumbers, takenSections} from './taken.ts'
export type {TreeInput} from './tree-input.ts'
