/** What was said of an earlier version of a patch, and what became of it. */

import type {PatchReference} from './finding.ts'
import type {Hunk, HunkLine} from './patch.ts'
import type {Line} from './place.ts'

/** A reviewer's words below a quoted line of a patch. */
export interface Comment {
  readonly author: string
  /** Paragraphs as they were written, without what they quote, greeting lines and signature. */
  readonly text: string
  /** The line above it. */
  readonly on: QuotedCode | QuotedMessage
  /** The version that was commented on. */
  readonly version: number
  /** What others said below it: the patch's author, mostly. */
  readonly answers: readonly {readonly author: string; readonly text: string}[]
}

/** A line of a diff. */
export interface QuotedCode {
  readonly kind: 'code'
  /** The file that it is of. */
  readonly file: string
  readonly line: HunkLine
  readonly hunk: Hunk
  /** As the mail has it, with its sign. */
  readonly text: string
}

/** A line of a commit message. */
export interface QuotedMessage {
  readonly kind: 'message'
  /** Of the patch, without its tag. */
  readonly subject: string
  readonly text: string
}

/** A comment held against a later version: what it is on stands as it did, reads otherwise, or is not there. */
export interface FollowedComment extends Comment {
  readonly state: 'unchanged' | 'changed' | 'gone'
  /** Where an unchanged line stands now. */
  readonly now: Standing | undefined
}

export interface Standing {
  /** The patch that has the line, and its line in the mail. */
  readonly patch: PatchReference
  /** Of a line of a diff: where it is in the patched file. */
  readonly place: {readonly file: string; readonly line: Line} | undefined
  /** Lines of the hunk or of the message, as the mail has them, the line itself last. */
  readonly lines: readonly string[]
}

export interface Ledger {
  readonly version: number
  readonly comments: readonly FollowedComment[]
}
