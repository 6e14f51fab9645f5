/**
 * A mail with other lines in its text, in its own encoding: only what has changed is encoded anew.
 *
 * ```text
 *   quoted-printable   +#define KVM_CAP_A =32=37     each byte of a line with its place in the raw text
 *                                         ^==^==     that is put in another one's place
 *   base64             all lines from the changed one on, as long as they were
 * ```
 */

import {Buffer, isUtf8} from 'node:buffer'
import {type Fields, readHead, readParameters, withoutReturn} from './header.ts'
import {textParts} from './parts.ts'
import {decodeBody, decodeCharset, type Encoding} from './transfer.ts'

/**
 * `raw` are the lines of one mail, a character a byte; `changes`, new lines by their index in the mail's text. `undefined`
 * where one of them cannot be found again in what is stored.
 */
export function rewriteMail(
  raw: readonly string[],
  changes: ReadonlyMap<number, {readonly before: string; readonly after: string}>,
): readonly string[] | undefined {
  const begin = raw[0]?.startsWith('From ') ? 1 : 0
  const {fields, body} = readHead(raw, begin, raw.length)
  // Whoever reads a file of UTF-8 believes it, whatever the header says.
  const isUnicode = isUtf8(Buffer.from(raw.join('\n'), 'latin1'))
  const result: (string | undefined)[] = [...raw]
  const missed = new Set(changes.keys())
  let index = 0
  for (const part of textParts(raw, {fields, from: body, to: raw.length})) {
    const {parameters} = readParameters(part.fields.get('content-type'))
    const encoding: Encoding = {
      transfer: (part.fields.get('content-transfer-encoding') ?? '').toLowerCase(),
      charset: isPlain(part.fields) && isUnicode ? '' : (parameters.get('charset') ?? '').toLowerCase(),
      flowed: parameters.get('format')?.toLowerCase() === 'flowed',
      delsp: parameters.get('delsp')?.toLowerCase() === 'yes',
      inBytes: true,
    }
    const {lines, raw: starts, first} = decodeBody(raw, part.from, part.to, encoding)
    const edits: Edit[] = []
    for (const at of lines.keys()) {
      const change = changes.get(index + at)
      if (change) edits.push({...change, line: at, start: starts?.[at] ?? first + at})
    }
    const isBase64 = encoding.transfer === 'base64'
    const done = isBase64
      ? rewriteBase64(result, part, edits, encoding)
      : rewriteLines(result, part.to, edits, encoding)
    if (!done) return undefined
    for (const {line} of edits) missed.delete(index + line)
    index += lines.length
  }
  return missed.size === 0 ? result.filter((line) => line !== undefined) : undefined
}

const isPlain = (fields: Fields): boolean =>
  !/^(?:quoted-printable|base64)$/i.test(fields.get('content-transfer-encoding') ?? '')

interface Edit {
  readonly before: string
  readonly after: string
  /** Index in the text of the part. */
  readonly line: number
  /** Index of the raw line that it begins on. */
  readonly start: number
}

/** What of a line changes: offsets of bytes, and the bytes in their place. */
interface Splice {
  readonly from: number
  readonly to: number
  readonly bytes: string
}

/** `undefined` where the bytes are not the line before, or where nobody can write the new ones in the charset. */
function spliceOf(bytes: string, {before, after}: Edit, charset: string): Splice | undefined {
  const decode = (to: number): string => decodeCharset(Buffer.from(bytes.slice(0, to), 'latin1'), charset)
  const whole = decode(bytes.length)
  if (whole !== before && whole.trimEnd() !== before.trimEnd()) return undefined
  let front = 0
  while (front < after.length && before[front] === after[front]) front++
  let back = 0
  while (back < Math.min(before.length, after.length) - front && before.at(-1 - back) === after.at(-1 - back)) back++
  const [gone, put] = [before.slice(front, before.length - back), after.slice(front, after.length - back)]
  // What is ASCII is the same in every charset.
  if (!/^[\x20-\x7e]*$/.test(put) && !/^(?:utf-?8|us-ascii|)$/.test(charset)) return undefined
  const bytesOf = (length: number): number => {
    let count = 0
    while (count < bytes.length && decode(count).length < length) count++
    return count
  }
  const from = bytesOf(front)
  return {from, to: bytesOf(front + gone.length), bytes: Buffer.from(put).toString('latin1')}
}

/** The raw lines of `result` are changed in place; one that is gone is `undefined`. */
function rewriteLines(result: (string | undefined)[], to: number, edits: readonly Edit[], encoding: Encoding): boolean {
  const isQuoted = encoding.transfer === 'quoted-printable'
  for (const edit of edits) {
    const {units, end} = unitsFrom(result, edit.start, to, encoding)
    const splice = spliceOf(units.map(({byte}) => byte).join(''), edit, encoding.charset)
    if (!splice) return false
    const text = result.slice(edit.start, end).join('\n')
    const begin = units[splice.from]?.from ?? units.at(-1)?.to ?? 0
    const close = splice.to === splice.from ? begin : (units[splice.to - 1]?.to ?? begin)
    const put = isQuoted ? splice.bytes.replaceAll(/[^ -<>-~]/g, quoted) : splice.bytes
    const now = `${text.slice(0, begin)}${put}${text.slice(close)}`.split('\n')
    // What is put may take a soft end with it: a line less, whose place stays for those below to count by.
    const folded = isQuoted ? now.map(folded76) : now
    for (let at = edit.start; at < end; at++) result[at] = folded[at - edit.start]
  }
  return true
}

const quoted = (byte: string): string => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

interface Unit {
  readonly byte: string
  /** Offsets in the raw lines, joined by line feeds. */
  readonly from: number
  readonly to: number
}

/** The bytes of the line of text that begins on a raw line, and the index behind its last raw line. */
function unitsFrom(
  lines: readonly (string | undefined)[],
  start: number,
  to: number,
  {transfer, flowed, delsp}: Encoding,
): {readonly units: readonly Unit[]; readonly end: number} {
  const isQuoted = transfer === 'quoted-printable'
  const units: Unit[] = []
  let offset = 0
  let fresh = true
  for (let index = start; index < to; index++) {
    const line = withoutReturn(lines[index] ?? '')
    const stored = isQuoted ? line.replace(/[ \t]+$/, '') : line
    const goesOn = isQuoted && stored.endsWith('=') && index + 1 < to
    const own = unitsOf(goesOn ? stored.slice(0, -1) : stored, offset, isQuoted)
    // A blank in front is no part of a flowed line (RFC 3676, 4.4).
    units.push(...(flowed && fresh && own[0]?.byte === ' ' ? own.slice(1) : own))
    offset += (lines[index] ?? '').length + 1
    fresh = !goesOn
    if (goesOn) continue
    const isSoft = flowed && units.at(-1)?.byte === ' ' && units.map(({byte}) => byte).join('') !== '-- '
    if (!isSoft) return {units, end: index + 1}
    if (delsp) units.pop()
  }
  return {units, end: to}
}

function unitsOf(stored: string, offset: number, isQuoted: boolean): readonly Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < stored.length; ) {
    const code = isQuoted ? /^=([0-9A-Fa-f]{2})/.exec(stored.slice(at, at + 3))?.[1] : undefined
    const length = code === undefined ? 1 : 3
    const byte = code === undefined ? stored.charAt(at) : String.fromCharCode(Number.parseInt(code, 16))
    units.push({byte, from: offset + at, to: offset + at + length})
    at += length
  }
  return units
}

/** At most 76 characters in a line, none of them in the middle of `=3D` (RFC 2045, 6.7). */
function folded76(line: string): string {
  if (withoutReturn(line).length <= 76) return line
  const cut = line.slice(0, 75).replace(/=[0-9A-Fa-f]?$/, '')
  return `${cut}=${line.endsWith('\r') ? '\r' : ''}\n${folded76(line.slice(cut.length))}`
}

/** All of the part is encoded again, in lines as long as its first. */
function rewriteBase64(
  result: (string | undefined)[],
  {from, to}: {readonly from: number; readonly to: number},
  edits: readonly Edit[],
  {charset}: Encoding,
): boolean {
  if (edits.length === 0) return true
  const stored = result.slice(from, to)
  const isCode = (line = ''): boolean => /^[A-Za-z0-9+/=]+$/.test(withoutReturn(line))
  const code = stored.flatMap((line = '') => (isCode(line) ? [line] : []))
  const end = code[0]?.endsWith('\r') ? '\r' : ''
  const width = withoutReturn(code[0] ?? '').length
  const lines = Buffer.from(code.map(withoutReturn).join(''), 'base64').toString('latin1').split('\n')
  for (const edit of edits) {
    const line = lines[edit.line] ?? ''
    const splice = spliceOf(withoutReturn(line), edit, charset)
    if (!splice) return false
    lines[edit.line] = `${line.slice(0, splice.from)}${splice.bytes}${line.slice(splice.to)}`
  }
  const again = Buffer.from(lines.join('\n'), 'latin1').toString('base64')
  const now = again.match(new RegExp(`.{1,${Math.max(4, width)}}`, 'g')) ?? []
  const places = [...stored.keys()].filter((at) => isCode(stored[at]))
  for (const [order, at] of places.entries()) {
    const isLast = order === places.length - 1
    const rest = isLast ? now.slice(order) : now.slice(order, order + 1)
    result[from + at] = rest.map((piece) => `${piece}${end}`).join('\n')
  }
  return true
}
