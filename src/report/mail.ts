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
import type {Mail} from '../model/index.ts'
import {addressField, textField} from '../write/index.ts'
import {escapeControls} from './escape.ts'
import type {Reporter} from './report.ts'
import {wrap} from './wrap.ts'

/** Columns of a mail's text (Documentation/process/email-clients.rst). */
const width = 72

/** Lines of the mail above a comment's own that are quoted with it. */
const context = 3

export const mail: Reporter = ({findings}) => {
  const byMail = new Map<Mail | undefined, IdentifiedFinding[]>()
  for (const finding of findings) {
    const of = finding.patch?.mail
    byMail.set(of, [...(byMail.get(of) ?? []), finding])
  }
  const replies = [...byMail].map(([of, own]) => (of ? reply(of, own) : own.map(comment).join('\n')))
  if (replies.length <= 1) return replies.join('')
  // Several are a mailbox (mboxrd); the line that begins each is nobody's address.
  return replies
    .map((text) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text.replaceAll(/^(>*From )/gm, '>$1')}\n`)
    .join('')
}

function reply(of: Mail, findings: readonly IdentifiedFinding[]): string {
  return `${[...header(of), '', `On ${plain(of.header.date)}, ${nameOf(of.header.from)} wrote:`, ...body(of, findings)].join('\n')}\n`
}

function header({header: {from, to, cc, subject, messageId, references}}: Mail): readonly string[] {
  const ids = [...references, ...(messageId === undefined ? [] : [messageId])].map((id) => `<${plain(id)}>`)
  return [
    addresses('To', from),
    ...(to === '' && cc === '' ? [] : [addresses('Cc', [to, cc].filter((list) => list !== '').join(', '))]),
    textField('Subject', `Re: ${plain(subject.replace(/^(?:re:\s*)+/i, ''))}`),
    ...(messageId === undefined ? [] : [`In-Reply-To: <${plain(messageId)}>`]),
    ...(ids.length === 0 ? [] : [`References: ${ids.join('\n ')}`]),
  ]
}

/** `A <a@b>, "C, D" <c@d>`: each on a line of its own, names encoded where they have to be. */
function addresses(name: string, list: string): string {
  const fields = plain(list)
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((item) => {
      const [, phrase = '', email = ''] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(item) ?? []
      const written = phrase === '' ? item.trim() : addressField(name, {name: phrase, email}).slice(name.length + 2)
      return written.trim()
    })
  return `${name}: ${fields.filter((field) => field !== '').join(',\n ')}`
}

const nameOf = (from: string): string => plain(/^\s*"?([^"<]*?)"?\s*</.exec(from)?.[1] || from)

/** Comments in the order of the mail; what is of no line of it comes first. */
function body(of: Mail, findings: readonly IdentifiedFinding[]): readonly string[] {
  const indexes = new Map<number, number>(of.lines.map((_, index) => [of.lineOf(index), index]))
  const lines: string[] = []
  let quoted = -1
  const placed = findings.map((finding) => ({finding, at: indexes.get(finding.patch?.mailLine ?? 0) ?? -1}))
  for (const {finding, at} of placed.toSorted((one, other) => one.at - other.at)) {
    if (at > quoted) {
      const file = of.lines.findLastIndex((line, index) => index <= at && line.startsWith('diff --git '))
      if (file > quoted) lines.push(...quote(of, file, file, quoted))
      const from = Math.max(at - context, file > quoted ? file + 1 : quoted + 1)
      lines.push(...quote(of, from, at, Math.max(quoted, file)))
      quoted = at
    }
    if (lines.at(-1) !== '') lines.push('')
    lines.push(comment(finding).trimEnd(), '')
  }
  return lines
}

/** `[...]` stands for what is left out between two quotations. */
function quote({lines}: Mail, from: number, to: number, before: number): readonly string[] {
  const shown = lines.slice(from, to + 1).map((line) => `> ${plain(line)}`.trimEnd())
  return from > before + 1 && before >= 0 ? ['> [...]', ...shown] : shown
}

function comment({message, note, related}: IdentifiedFinding): string {
  const others = related.map(
    ({place, message: what}) => `${place.file}:${place.line}${what === undefined ? '' : ` (${what})`}`,
  )
  const paragraphs = [
    message,
    ...(note === undefined ? [] : [note]),
    ...(others.length === 0 ? [] : [`See ${others.join(', ')}`]),
  ]
  return `${paragraphs.map((text) => wrap(plain(text), width).join('\n')).join('\n')}\n`
}

/** Tabs to blanks, as a reader sees them; no other control character gets through. */
function plain(text: string): string {
  let line = ''
  for (const character of text) line += character === '\t' ? ' '.repeat(8 - (line.length % 8)) : character
  return escapeControls(line)
}
