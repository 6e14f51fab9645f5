/**
 * `GIT binary patch`: the content after and, behind a blank line, the one before, each deflated and in git's base 85.
 *
 * ```text
 *   literal 12
 *   UcmZQzWMT#…        ^length of the line's bytes: A–Z 1–26, a–z 27–52, then groups of five digits
 * ```
 */

import type {BinaryDiff} from '../../model/index.ts'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
const digitValues = new Map([...digits].map((digit, value) => [digit, value]))

export interface BinaryResult {
  readonly binary: BinaryDiff
  readonly end: number
}

/** `start` is the line behind `GIT binary patch`. `undefined` where that is no such content. */
export function readBinary(lines: readonly string[], start: number): BinaryResult | undefined {
  const forward = readContent(lines, start)
  if (!forward) return undefined
  const backward = readContent(lines, forward.end)
  return {binary: forward.binary, end: backward?.end ?? forward.end}
}

function readContent(lines: readonly string[], start: number): BinaryResult | undefined {
  const [, method, size] = /^(literal|delta) (\d+)$/.exec(lines[start] ?? '') ?? []
  if (method !== 'literal' && method !== 'delta') return undefined
  const bytes: number[] = []
  let at = start + 1
  for (; at < lines.length && lines[at] !== ''; at++) {
    const decoded = decodeLine(lines[at] ?? '')
    if (!decoded) return undefined
    bytes.push(...decoded)
  }
  return {binary: {method, size: Number(size), data: Uint8Array.from(bytes)}, end: at + 1}
}

function decodeLine(line: string): readonly number[] | undefined {
  const code = line.charCodeAt(0)
  const length = code >= 65 && code <= 90 ? code - 64 : code >= 97 && code <= 122 ? code - 70 : 0
  const bytes: number[] = []
  for (let at = 1; at + 5 <= line.length; at += 5) {
    let value = 0
    for (const digit of line.slice(at, at + 5)) {
      const read = digitValues.get(digit)
      if (read === undefined) return undefined
      value = value * 85 + read
    }
    bytes.push((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  }
  return length > 0 && bytes.length >= length ? bytes.slice(0, length) : undefined
}
