/**
 * The reply that a maintainer would write: the lines that matter quoted, each comment under its line. It is never sent and
 * never signed: whoever sends it puts their own name above and below it.
 *
 *     On Wed, 15 Feb 2023 01:16:11 +0000, A wrote:
 *     > diff --git a/bell.h b/bell.h
 *     > [...]
 *     > +#define KVM_BELL BIT(1)
 *
 *     Unexpected `BIT` in `KVM_BELL`, expected a shift …
 */

import type {IdentifiedFinding} from '../findings/index.ts'
import type {Ledger, Mail} from '../model/index.ts'
import {isAscii, mimeFields} from '../write/index.ts'
import {escapeControls} from './escape.ts'
import {inShort, openComments, speaker} from './ledger.ts'
import {attribution, replyHeader} from './mail-header.ts'
import type {Reporter} from './report.ts'
import {wrap} from './wrap.ts'

/** Columns of a mail's text (Documentation/process/email-clients.rst). */
const width = 72

/** Lines of the mail above a comment's own that are quoted with it. */
const context = 3

/** What is said, and below which line of the mail, by its number in the file; of no line, it is of the whole mail. */
interface Point {
  readonly mailLine: number | undefined
  readonly paragraphs: readonly string[]
}

export const mail: Reporter = ({findings, ledger}) => {
  const byMail = new Map<string, {readonly of: Mail | undefined; readonly points: Point[]}>()
  const add = (of: Mail | undefined, point: Point) => {
    // A mail may have been read twice; where it begins is one place.
    const key = of ? `${of.file}:${of.line}` : ''
    const own = byMail.get(key) ?? {of, points: []}
    own.points.push(point)
    byMail.set(key, own)
  }
  for (const [of, point] of ledger ? openPoints(ledger) : []) add(of, point)
  for (const finding of findings) add(finding.patch?.mail, pointOf(finding))
  const replies = [...byMail.values()].map(({of, points}) => (of ? reply(of, points) : points.map(written).join('\n')))
  if (replies.length <= 1) return replies.join('')
  // Several are a mailbox (mboxrd); the line that begins each is nobody's address.
  return replies
    .map((text) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text.replaceAll(/^(>*From )/gm, '>$1')}\n`)
    .join('')
}

function pointOf({message, note, related, patch}: IdentifiedFinding): Point {
  const others = related.map(
    ({place, message: what}) => `${place.file}:${place.line}${what === undefined ? '' : ` (${what})`}`,
  )
  return {
    mailLine: patch?.mailLine,
    paragraphs: [
      message,
      ...(note === undefined ? [] : [note]),
      ...(others.length === 0 ? [] : [`See ${others.join(', ')}`]),
    ],
  }
}

/** What was said before and still stands is asked again. */
function openPoints(ledger: Ledger): readonly (readonly [Mail, Point])[] {
  return openComments(ledger).map((comment) => [
    comment.now.patch.mail,
    {
      mailLine: comment.now.patch.mailLine,
      paragraphs: [
        `Still open, ${speaker(comment)}: ${inShort(comment.text)}`,
        ...comment.answers.map(({author, text}) => `${author}: ${inShort(text)}`),
      ],
    },
  ])
}

function reply(of: Mail, points: readonly Point[]): string {
  const text = [attribution(of), ...body(of, points)].join('\n')
  return `${[...replyHeader(of), ...(isAscii(text) ? [] : mimeFields)].join('\n')}\n\n${text}\n`
}

/** Points in the order of the mail; what is of no line of it comes first, below how the mail begins. */
function body(of: Mail, points: readonly Point[]): readonly string[] {
  const indexes = new Map<number, number>(of.lines.map((_, index) => [of.lineOf(index), index]))
  const lines: string[] = []
  let said = ''
  let quoted = -1
  const placed = points.map((point) => ({point, at: indexes.get(point.mailLine ?? 0) ?? -1}))
  for (const {point, at} of placed.toSorted((one, other) => one.at - other.at)) {
    if (at < 0 && quoted < 0) {
      const [from, to] = beginningOf(of)
      lines.push(...quote(of, from, to, from - 1))
      quoted = to
    } else if (at > quoted) {
      const file = of.lines.findLastIndex((line, index) => index <= at && line.startsWith('diff --git '))
      if (file > quoted) lines.push(...quote(of, file, file, quoted))
      const from = Math.max(at - context, file > quoted ? file + 1 : quoted + 1)
      lines.push(...quote(of, from, at, Math.max(quoted, file)))
      quoted = at
    }
    if (lines.at(-1) !== '') lines.push('')
    const words = written(point).trimEnd()
    lines.push(words === said ? 'Same here.' : words, '')
    said = words
  }
  return lines
}

/** The first lines of the first paragraph. */
function beginningOf({lines}: Mail): readonly [from: number, to: number] {
  const from = Math.max(
    0,
    lines.findIndex((line) => line.trim() !== '' && !/^[A-Z][\w-]*: /.test(line)),
  )
  const end = lines.findIndex((line, index) => index > from && (line.trim() === '' || index > from + context))
  return [from, (end < 0 ? lines.length : end) - 1]
}

/** `[...]` stands for what is left out between two quotations. */
function quote({lines}: Mail, from: number, to: number, before: number): readonly string[] {
  const shown = lines.slice(from, to + 1).map((line) => `> ${plain(line)}`.trimEnd())
  return from > before + 1 && before >= 0 ? ['> [...]', ...shown] : shown
}

function written({paragraphs}: Point): string {
  return `${paragraphs.map((text) => wrap(plain(text), width).join('\n')).join('\n')}\n`
}

/** Tabs to blanks, as a reader sees them; no other control character gets through. */
function plain(text: string): string {
  let line = ''
  for (const character of text) line += character === '\t' ? ' '.repeat(8 - (line.length % 8)) : character
  return escapeControls(line)
}
