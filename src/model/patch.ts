/** A patch: what one mail or commit changes, hunk by hunk, each line with its line in the mail. */

import type {Mail} from './mail.ts'
import type {Line} from './place.ts'

export interface Patch {
  readonly mail: Mail
  /** What the subject says before its first word that counts: `[PATCH v3 03/13]`. */
  readonly tag: PatchTag
  /** Without the tag. */
  readonly subject: string
  /** The commit message's lines, by index in the mail's text. */
  readonly message: {readonly from: number; readonly to: number}
  readonly files: readonly FileDiff[]
  /** What is wrong with the diff itself: a hunk that is cut off, counts that do not hold. */
  readonly problems: readonly DiffProblem[]
}

export interface PatchTag {
  readonly version: number
  /** 0 for a cover letter; 1 where nothing is said. */
  readonly number: number
  readonly total: number
}

export interface DiffProblem {
  readonly message: string
  /** In the mail's file. */
  readonly mailLine: Line
}

export interface FileDiff {
  /** Path before, relative to the tree; `undefined` for a new file. */
  readonly before: string | undefined
  /** Path after; `undefined` for a deleted file. */
  readonly after: string | undefined
  /** `change`: content or mode, under the same name. */
  readonly operation: 'change' | 'create' | 'delete' | 'rename' | 'copy'
  /** Octal, as git writes them: `100644`; where the diff says. */
  readonly oldMode: string | undefined
  readonly newMode: string | undefined
  /** The content is no text: the diff holds it all the same, encoded, or says only that it differs. */
  readonly binary: 'content' | 'unsaid' | undefined
  /** git's name for the content before, as the diff abbreviates it. */
  readonly oldBlob: string | undefined
  readonly hunks: readonly Hunk[]
  /** Of its first line. */
  readonly mailLine: Line
}

export interface Hunk {
  readonly oldStart: number
  readonly oldLines: number
  /** 1-based line in the patched file as the header says it. */
  readonly newStart: number
  readonly newLines: number
  /** What stands behind the second `@@`: the function or the struct around the hunk. */
  readonly heading: string
  readonly lines: readonly HunkLine[]
  readonly mailLine: Line
}

export interface HunkLine {
  readonly kind: 'context' | 'added' | 'removed'
  readonly text: string
  readonly mailLine: Line
  /** Nothing ends this line: it is the file's last. */
  readonly noNewline?: boolean
}
