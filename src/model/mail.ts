/** Mails: who wrote what in answer to what, and on which line of the file each line of the text stands. */

import type {Line} from './place.ts'

export interface Mail {
  /** The file that holds it, as it was asked for; `-` is standard input. */
  readonly file: string
  /** 1-based line of the file where the mail begins. */
  readonly line: Line
  readonly header: MailHeader
  /** 1-based line of the file where the field `Subject` is; the mail's first where there is none. */
  readonly subjectLine: Line
  /** The text without its transfer encoding, without line ends. */
  readonly lines: readonly string[]
  /** The 1-based line of the file that a line of the text begins on, by its index in `lines`. */
  readonly lineOf: (index: number) => Line
  /** Why there is no text: HTML alone, an encoding that is none. */
  readonly problem?: string
}

/** Field bodies unfolded and decoded (RFC 2047); ids without angle brackets. */
export interface MailHeader {
  readonly subject: string
  readonly from: string
  readonly date: string
  readonly messageId: string | undefined
  readonly inReplyTo: string | undefined
  /** The oldest first. */
  readonly references: readonly string[]
  readonly to: string
  readonly cc: string
}
