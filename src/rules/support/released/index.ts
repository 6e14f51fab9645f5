/** What a change of headers breaks for programs that were written before it. */

export type {ChangeKind, ReleasedChange, Side} from './change.ts'
export {compareReleased} from './compare-released.ts'
export {namesText, onArchitectures} from './words.ts'
