/** What was said of an earlier version of a patch, and what became of it. */

import type {Hunk, HunkLine} from './patch.ts'
import type {Line} from './place.ts'

/** A reviewer's words below a quoted line of a patch. */
export interface Comment {
  readonly author: string
  /** Paragraphs as they were written, without what they quote. */
  readonly text: string
  /** The file that the quoted line is of. */
  readonly file: string
  /** The line above the comment. */
  readonly line: HunkLine
  readonly hunk: Hunk
  /** The version that was commented on. */
  readonly version: number
  /** What others said below it: the patch's author, mostly. */
  readonly answers: readonly {readonly author: string; readonly text: string}[]
}

/** A comment held against a later version: the code that it is on stands as it did, reads otherwise, or is not there. */
export interface FollowedComment extends Comment {
  readonly state: 'unchanged' | 'changed' | 'gone'
  /** Where an unchanged line stands now. */
  readonly now: {readonly hunk: Hunk; readonly line: Line; readonly mailLine: Line} | undefined
}

export interface Ledger {
  readonly version: number
  readonly comments: readonly FollowedComment[]
}
