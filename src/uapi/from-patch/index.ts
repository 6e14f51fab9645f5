/** Patches: a mail as a patch, and what its hunks show of the interface. */

export * from './added.ts'
export {addedMembers} from './added-headers.ts'
export {patchAddition} from './addition.ts'
export * from './code.ts'
export type {CodeHunk, CodePiece} from './code-hunk.ts'
export {type DocumentHunk, type FileKind, kindOfFile, type PatchFacts, readFacts} from './facts.ts'
export {followComments} from './follow.ts'
export * from './handlers.ts'
export {
  type HeaderHunk,
  type HunkIoctl,
  type HunkMacro,
  type HunkMember,
  type HunkStruct,
  readHeaderHunk,
} from './header-hunk.ts'
export {type HunkView, linePlace, PatchView} from './hunk-view.ts'
export {readPatch} from './read-patch.ts'
export {readablePatches} from './readable.ts'
export {assembleSeries, type PostedSeries, type Posting, postingOf} from './series.ts'
export {type ShownSynchronisation, shownSynchronisation} from './synchronisation.ts'
export {readComments} from './thread.ts'
