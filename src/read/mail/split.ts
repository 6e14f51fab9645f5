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

import type {Buffer} from 'node:buffer'

/** One mail as it is stored, without the mailbox's own `From ` line. */
export interface RawMail {
  readonly bytes: Buffer
  /** Index of its first line in the file. */
  readonly from: number
  /** `>From ` stands for `From `. */
  readonly quoted: boolean
}

const lineFeed = 10

/** Only looks for where each begins: a mailbox may hold more than is read at once. */
export function splitMails(content: Buffer): readonly RawMail[] {
  const starts: {readonly at: number; readonly body: number; readonly line: number}[] = []
  let line = 0
  let counted = 0
  for (let at = firstFrom(content); at >= 0; at = nextFrom(content, at)) {
    const body = endOfLine(content, at) + 1
    if (!isMailboxLine(lineAt(content, at)) || !beginsMail(content, at, body)) continue
    line += linesBetween(content, counted, at)
    counted = at
    starts.push({at, body, line})
  }
  if (starts.length === 0) return isBlank(content) ? [] : [{bytes: content, from: 0, quoted: false}]
  return starts.map(({body, line}, index) => {
    const next = starts[index + 1]?.at
    const end = next === undefined ? content.length : withoutLastBlank(content, next)
    return {bytes: content.subarray(body, Math.max(body, end)), from: line + 1, quoted: true}
  })
}

/** The offset of the first line that begins so; -1 where there is none. */
function firstFrom(content: Buffer): number {
  return content.toString('latin1', 0, 5) === 'From ' ? 0 : nextFrom(content, 0)
}

/** Of the next one. */
function nextFrom(content: Buffer, at: number): number {
  const found = content.indexOf('\nFrom ', at)
  return found < 0 ? -1 : found + 1
}

/** git's own test (builtin/mailsplit.c): a colon of a time with digits around it, and behind it a year. */
function isMailboxLine(line: string): boolean {
  return /\d:\d\d.* (?:19[7-9]\d|[2-9]\d{3})/.test(line)
}

function beginsMail(content: Buffer, at: number, body: number): boolean {
  const isFirst = at === 0 || lineBefore(content, at).trimEnd() === ''
  return isFirst && /^[A-Za-z][\w-]*:/.test(lineAt(content, body))
}

/** The blank line between two mails belongs to neither. */
function withoutLastBlank(content: Buffer, next: number): number {
  const last = lineBefore(content, next)
  return last.trimEnd() === '' ? next - 1 - last.length : next
}

function lineAt(content: Buffer, at: number): string {
  return content.toString('latin1', at, endOfLine(content, at))
}

function lineBefore(content: Buffer, at: number): string {
  const end = at - 1
  return content.toString('latin1', end === 0 ? 0 : content.lastIndexOf(lineFeed, end - 1) + 1, end)
}

function endOfLine(content: Buffer, at: number): number {
  const end = content.indexOf(lineFeed, at)
  return end < 0 ? content.length : end
}

function linesBetween(content: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = content.indexOf(lineFeed, from); at >= 0 && at < to; at = content.indexOf(lineFeed, at + 1)) count++
  return count
}

const isBlank = (content: Buffer): boolean => content.every((byte) => byte === lineFeed)
