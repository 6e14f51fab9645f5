/** Writing C: a document's struct changed to what the header says, in the document's own style. */

export type {Disagreement, Level, MemberPair, Refusal} from './disagreement.ts'
export {memberLines} from './member-lines.ts'
export {regenerateStruct} from './regenerate.ts'
export type {Style} from './style.ts'
