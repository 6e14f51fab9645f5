/**
 * A body without its transfer encoding, each line with the index of the raw line that it begins on:
 *
 * ```text
 *   quoted-printable   a long line=      ^a soft end: the next raw line goes on        (RFC 2045, 6.7)
 *   base64             bGluZQpsaW5l      ^a line begins wherever its first byte stands (RFC 2045, 6.8)
 *   format=flowed      ` +a `            ^a blank less in front; one at the end: it goes on (RFC 3676, 4)
 * ```
 */

import {Buffer} from 'node:buffer'
import {withoutReturn} from './header.ts'

export interface Body {
  readonly lines: readonly string[]
  /** Index of the raw line; `undefined` where line for line they are the same, from `first` on. */
  readonly raw: readonly number[] | undefined
  readonly first: number
}

export interface Encoding {
  readonly transfer: string
  readonly charset: string
  /** `format=flowed`, and whether the blank at a line's end goes with it (`delsp`). */
  readonly flowed: boolean
  readonly delsp: boolean
  /** Each character of the lines is a byte. */
  readonly inBytes: boolean
}

export function decodeBody(lines: readonly string[], from: number, to: number, encoding: Encoding): Body {
  const body = decodeTransfer(lines, from, to, encoding)
  return encoding.flowed ? unflow(body, encoding.delsp) : body
}

function decodeTransfer(lines: readonly string[], from: number, to: number, encoding: Encoding): Body {
  const {transfer, charset, inBytes} = encoding
  if (transfer === 'quoted-printable') return decodeQuotedPrintable(lines, from, to, charset)
  if (transfer === 'base64') return decodeBase64(lines, from, to, charset)
  const plain = lines.slice(from, to).map(withoutReturn)
  return {lines: inBytes ? plain.map((line) => decodeBytes(line, charset)) : plain, raw: undefined, first: from}
}

function decodeQuotedPrintable(lines: readonly string[], from: number, to: number, charset: string): Body {
  const decoded: string[] = []
  const raw: number[] = []
  let pending = ''
  let start = from
  for (let index = from; index < to; index++) {
    const line = withoutReturn(lines[index] ?? '').replace(/[ \t]+$/, '')
    if (pending === '') start = index
    if (line.endsWith('=') && index + 1 < to) {
      pending += line.slice(0, -1)
      continue
    }
    // A line end that is encoded is one all the same.
    for (const text of unquote(pending + line, charset).split('\n')) {
      decoded.push(text)
      raw.push(start)
    }
    pending = ''
  }
  return {lines: decoded, raw, first: from}
}

function unquote(text: string, charset: string): string {
  if (!text.includes('=')) return text
  return text.replaceAll(/(?:=[0-9A-Fa-f]{2})+/g, (run) =>
    decodeCharset(Buffer.from(run.replaceAll('=', ''), 'hex'), charset),
  )
}

function decodeBase64(lines: readonly string[], from: number, to: number, charset: string): Body {
  const decoded: string[] = []
  const raw: number[] = []
  // The pieces of a line that no line feed has ended yet.
  let rest: Buffer[] = []
  let start = from
  let characters = ''
  const end = (last: Buffer) => {
    decoded.push(decodeCharset(Buffer.concat([...rest, last]), charset))
    raw.push(start)
    rest = []
  }
  for (let index = from; index < to; index++) {
    // Whole groups of four: a raw line may end in the middle of one.
    characters += (lines[index] ?? '').replaceAll(/[^A-Za-z0-9+/=]/g, '')
    const whole = index + 1 < to ? characters.length - (characters.length % 4) : characters.length
    const bytes = Buffer.from(characters.slice(0, whole), 'base64')
    characters = characters.slice(whole)
    if (rest.length === 0) start = index
    let at = 0
    for (let feed = bytes.indexOf(10); feed >= 0; feed = bytes.indexOf(10, at)) {
      end(bytes.subarray(at, feed))
      at = feed + 1
      start = index
    }
    if (at < bytes.length) rest.push(bytes.subarray(at))
  }
  // Where all of them end so, it is how they travelled; else it is what the files have, which git keeps, too.
  const travelled = decoded.every((line) => line.endsWith('\r'))
  if (rest.length > 0) end(Buffer.alloc(0))
  return {lines: travelled ? decoded.map(withoutReturn) : decoded, raw, first: from}
}

function decodeBytes(line: string, charset: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII is the same in every charset.
  return /^[\x00-\x7f]*$/.test(line) ? line : decodeCharset(Buffer.from(line, 'latin1'), charset)
}

/** A label that is none is taken for UTF-8, which nearly every mail is. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset === '' || charset === 'us-ascii' ? 'utf-8' : charset).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('utf8')
  }
}

function unflow({lines, raw, first}: Body, delsp: boolean): Body {
  const joined: string[] = []
  const starts: number[] = []
  let pending: string | undefined
  for (const [index, line] of lines.entries()) {
    const text: string = line.startsWith(' ') ? line.slice(1) : line
    if (pending === undefined) starts.push(raw?.[index] ?? first + index)
    // The signature's `-- ` ends in a blank and goes on nowhere.
    const flows = text.endsWith(' ') && text !== '-- '
    const piece = flows && delsp ? text.slice(0, -1) : text
    if (flows) pending = (pending ?? '') + piece
    else {
      joined.push((pending ?? '') + piece)
      pending = undefined
    }
  }
  if (pending !== undefined) joined.push(pending)
  return {lines: joined, raw: starts, first}
}
