export type * from './addition.ts'
export {type Architecture, architectures} from './architecture.ts'
export type * from './document.ts'
export {
  type FailOn,
  type Finding,
  failOnLevels,
  type PatchReference,
  type RelatedPlace,
  type Severity,
  severities,
} from './finding.ts'
export type * from './implementation.ts'
export type * from './mail.ts'
export type * from './patch.ts'
export {type Line, type Offset, type Place, placeBetween, placeOf, type Span} from './place.ts'
export {InputError} from './problem.ts'
export * from './series.ts'
export * from './series-header.ts'
export type * from './thread.ts'
export type {Tree} from './tree.ts'
export * from './type.ts'
export * from './uapi.ts'
