/** Reading mail: a mailbox or a single mail to `Mail`s; nothing makes it throw. */

import {Buffer, isUtf8} from 'node:buffer'
import type {Line, Mail, MailHeader} from '../../model/index.ts'
import {type Fields, type Head, messageIds, readHead, readParameters} from './header.ts'
import {textParts} from './parts.ts'
import {type RawMail, splitMails} from './split.ts'
import {type Body, decodeBody} from './transfer.ts'

export {nameOf} from './header.ts'
export {type Remark, remarksIn} from './remarks.ts'
export {rewriteMail} from './rewrite.ts'

export type MailText = Pick<Mail, 'lines' | 'lineOf'>

/** A mail in a file, read when it is asked for, and anew each time: of thousands, few are held at once. */
export interface StoredMail {
  readonly file: string
  readonly read: () => Promise<Mail>
  readonly readText: () => MailText
}

/**
 * `file` is what messages call it. Bytes that are no UTF-8 are decoded as each mail says. Words of the header that are
 * encoded are decoded by postal-mime, which is loaded then.
 */
export function findMails(content: string | Uint8Array, file: string): readonly StoredMail[] {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return splitMails(bytes).map((raw) => ({file, read: () => readMail(raw, file), readText: () => openMail(raw)}))
}

/** All of them at once. */
export async function readMails(content: string | Uint8Array, file: string): Promise<readonly Mail[]> {
  const mails: Mail[] = []
  for (const stored of findMails(content, file)) mails.push(await stored.read())
  return mails
}

async function readMail(raw: RawMail, file: string): Promise<Mail> {
  const {fields, fieldLines, lines, lineOf, parts} = openMail(raw)
  return {
    file,
    line: (raw.from + 1) as Line,
    subjectLine: (raw.from + (fieldLines.get('subject') ?? 0) + 1) as Line,
    header: await headerOf(fields),
    lines,
    lineOf,
    ...(parts === 0 && {
      problem: `Unexpected ${fields.get('content-type')?.split(';', 1)[0] ?? 'content'}, expected a part that is plain text`,
    }),
  }
}

/** `parts` is how many of it are text. */
interface OpenedMail extends MailText, Pick<Head, 'fields' | 'fieldLines'> {
  readonly parts: number
}

function openMail({bytes, from, quoted}: RawMail): OpenedMail {
  // Where it is no UTF-8, each character of the text is a byte.
  const inBytes = !isUtf8(bytes)
  const stored = bytes.toString(inBytes ? 'latin1' : 'utf8').split('\n')
  if (stored.at(-1) === '') stored.pop()
  const to = stored.length
  const {fields, fieldLines, body} = readHead(stored, 0, to)
  const bodies = textParts(stored, {fields, from: body, to}).map((part) => {
    const {parameters} = readParameters(part.fields.get('content-type'))
    return decodeBody(stored, part.from, part.to, {
      transfer: (part.fields.get('content-transfer-encoding') ?? '').toLowerCase(),
      charset: (parameters.get('charset') ?? '').toLowerCase(),
      flowed: parameters.get('format')?.toLowerCase() === 'flowed',
      delsp: parameters.get('delsp')?.toLowerCase() === 'yes',
      inBytes,
    })
  })
  const {lines, lineOf} = join(bodies, from)
  return {fields, fieldLines, lines: quoted ? lines.map(unquoteFrom) : lines, lineOf, parts: bodies.length}
}

/** mboxrd: a `>` in front of `From `, however many stand there already, is the mailbox's. */
function unquoteFrom(line: string): string {
  return line.startsWith('>') && /^>+From /.test(line) ? line.slice(1) : line
}

/** One after the other; nearly always there is one. The mail's first line is the file's `from`, counted from 0. */
function join(bodies: readonly Body[], from: number): MailText {
  const [only] = bodies
  if (!only) return {lines: [], lineOf: () => (from + 1) as Line}
  const {raw, first} = only
  if (bodies.length === 1 && !raw) return {lines: only.lines, lineOf: (index) => (from + first + index + 1) as Line}
  const raws = bodies.flatMap((body) => body.raw ?? body.lines.map((_, index) => body.first + index))
  return {
    lines: bodies.flatMap(({lines}) => lines),
    lineOf: (index) => (from + (raws[index] ?? raws.at(-1) ?? 0) + 1) as Line,
  }
}

async function headerOf(fields: Fields): Promise<MailHeader> {
  const decoded = async (name: string): Promise<string> => {
    const text = fields.get(name) ?? ''
    return text.includes('=?') ? decodeWords(text) : text
  }
  const decodedNames = async (name: string): Promise<string> => {
    const text = fields.get(name) ?? ''
    return text.includes('=?') ? decodeNames(text) : text
  }
  return {
    subject: await decoded('subject'),
    from: await decodedNames('from'),
    date: fields.get('date') ?? '',
    messageId: messageIds(fields.get('message-id'))[0],
    inReplyTo: messageIds(fields.get('in-reply-to'))[0],
    references: messageIds(fields.get('references')),
    to: await decodedNames('to'),
    cc: await decodedNames('cc'),
  }
}

async function decodeWords(text: string): Promise<string> {
  return (await import('./encoded-words.ts')).decodeWords(text)
}

async function decodeNames(text: string): Promise<string> {
  return (await import('./encoded-words.ts')).decodeNames(text)
}
