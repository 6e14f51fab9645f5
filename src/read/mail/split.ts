/**
 * A file of mails to single mails. A mailbox's `From ` line begins a mail where the line before it is blank and a header
 * follows; in a body such a line is text (mboxrd quotes it, others do not).
 *
 * ```text
 *   From 0123… Mon Sep 17 00:00:00 2001     ^begins a mail: an address or hash, a time and a year, then a header
 *   Subject: [PATCH] a
 *
 *   >From here on …                         ^mboxrd: one `>` less, where every such line of the file is quoted
 *   From here on …                          ^text
 * ```
 */

/** One mail as it is stored: lines `from` up to `to` of the file, without the mailbox's own `From ` line. */
export interface RawMail {
  readonly lines: readonly string[]
  /** Index of the first. */
  readonly from: number
  readonly to: number
  /** `>From ` stands for `From `. */
  readonly quoted: boolean
}

export function splitMails(text: string): readonly RawMail[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const starts: number[] = []
  for (const [index, line] of lines.entries()) if (isMailboxLine(line) && beginsMail(lines, index)) starts.push(index)
  if (starts.length === 0)
    return lines.some((line) => line !== '') ? [{lines, from: 0, to: lines.length, quoted: false}] : []
  return starts.map((start, index) => ({
    lines,
    from: start + 1,
    to: withoutLastBlank(lines, starts[index + 1] ?? lines.length, starts[index + 1] !== undefined),
    quoted: true,
  }))
}

/** git's own test (builtin/mailsplit.c): a colon of a time with digits around it, and behind it a year. */
function isMailboxLine(line: string): boolean {
  return line.startsWith('From ') && /\d:\d\d.* (?:19[7-9]\d|[2-9]\d{3})/.test(line)
}

function beginsMail(lines: readonly string[], index: number): boolean {
  const before = lines[index - 1]
  const after = lines[index + 1]
  return (before === undefined || before.trimEnd() === '') && after !== undefined && /^[A-Za-z][\w-]*:/.test(after)
}

/** The blank line between two mails belongs to neither. */
function withoutLastBlank(lines: readonly string[], end: number, followed: boolean): number {
  return followed && lines[end - 1]?.trimEnd() === '' ? end - 1 : end
}
