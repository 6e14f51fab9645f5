/** Reading mail: a mailbox or a single mail to `Mail`s; nothing makes it throw. */

import {Buffer, isUtf8} from 'node:buffer'
import type {Line, Mail, MailHeader} from '../../model/index.ts'
import {type Fields, messageIds, readHead, readParameters} from './header.ts'
import {textParts} from './parts.ts'
import {type RawMail, splitMails} from './split.ts'
import {type Body, decodeBody} from './transfer.ts'

export {nameOf} from './header.ts'
export {type Remark, remarksIn} from './remarks.ts'

/**
 * `file` is what messages call it. Bytes that are no UTF-8 are decoded as each mail says. Words of the header that are
 * encoded are decoded by postal-mime, which is loaded then.
 */
export async function readMails(content: string | Uint8Array, file: string): Promise<readonly Mail[]> {
  const inBytes = typeof content !== 'string' && !isUtf8(content)
  const text = typeof content === 'string' ? content : Buffer.from(content).toString(inBytes ? 'latin1' : 'utf8')
  const mails: Mail[] = []
  for (const raw of splitMails(text)) mails.push(await readMail(raw, file, inBytes))
  return mails
}

/** `inBytes`: each character of the text is a byte. */
async function readMail(raw: RawMail, file: string, inBytes: boolean): Promise<Mail> {
  const {lines, from, to, quoted} = raw
  const {fields, fieldLines, body} = readHead(lines, from, to)
  const bodies = textParts(lines, {fields, from: body, to}).map((part) => {
    const {parameters} = readParameters(part.fields.get('content-type'))
    return decodeBody(lines, part.from, part.to, {
      transfer: (part.fields.get('content-transfer-encoding') ?? '').toLowerCase(),
      charset: (parameters.get('charset') ?? '').toLowerCase(),
      flowed: parameters.get('format')?.toLowerCase() === 'flowed',
      delsp: parameters.get('delsp')?.toLowerCase() === 'yes',
      inBytes,
    })
  })
  const {lines: decoded, lineOf} = join(bodies, from)
  return {
    file,
    line: (from + 1) as Line,
    subjectLine: ((fieldLines.get('subject') ?? from) + 1) as Line,
    header: await headerOf(fields),
    lines: quoted ? decoded.map(unquoteFrom) : decoded,
    lineOf,
    ...(bodies.length === 0 && {
      problem: `Unexpected ${fields.get('content-type')?.split(';', 1)[0] ?? 'content'}, expected a part that is plain text`,
    }),
  }
}

/** mboxrd: a `>` in front of `From `, however many stand there already, is the mailbox's. */
function unquoteFrom(line: string): string {
  return line.startsWith('>') && /^>+From /.test(line) ? line.slice(1) : line
}

/** One after the other; nearly always there is one. */
function join(bodies: readonly Body[], first: number): Pick<Mail, 'lines' | 'lineOf'> {
  const [only] = bodies
  if (!only) return {lines: [], lineOf: () => (first + 1) as Line}
  const {raw, first: start} = only
  if (bodies.length === 1 && !raw) return {lines: only.lines, lineOf: (index) => (start + index + 1) as Line}
  const raws = bodies.flatMap((body) => body.raw ?? body.lines.map((_, index) => body.first + index))
  return {
    lines: bodies.flatMap(({lines}) => lines),
    lineOf: (index) => ((raws[index] ?? raws.at(-1) ?? first) + 1) as Line,
  }
}

async function headerOf(fields: Fields): Promise<MailHeader> {
  const decoded = async (name: string): Promise<string> => {
    const text = fields.get(name) ?? ''
    return text.includes('=?') ? decodeWords(text) : text
  }
  return {
    subject: await decoded('subject'),
    from: await decoded('from'),
    date: fields.get('date') ?? '',
    messageId: messageIds(fields.get('message-id'))[0],
    inReplyTo: messageIds(fields.get('in-reply-to'))[0],
    references: messageIds(fields.get('references')),
    to: await decoded('to'),
    cc: await decoded('cc'),
  }
}

async function decodeWords(text: string): Promise<string> {
  const {decodeWords: decode} = await import('./encoded-words.ts')
  return decode(text)
}
