/** Sections of what a document does not describe yet: facts out of header and implementation, gaps for the rest. */

export {type RenderedSkeleton, renderSkeleton, type SkeletonTarget} from './render-skeleton.ts'
