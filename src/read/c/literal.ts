/** Integer and character constants to values (C11 6.4.4). */

import type {Value} from './evaluate.ts'

const integer = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/

/** Headers have few different ones, many times each. */
const known: Readonly<Record<4 | 8, Map<string, Value | undefined>>> = {4: new Map(), 8: new Map()}

/** `undefined` for a floating constant or one that fits into no integer. */
export function integerLiteral(text: string, long: 4 | 8): Value | undefined {
  if (text.length > 80) return undefined
  const values = known[long]
  if (values.has(text)) return values.get(text)
  const value = parseLiteral(text, long)
  if (text.length <= 4) values.set(text, value)
  return value
}

function parseLiteral(text: string, long: 4 | 8): Value | undefined {
  const match = integer.exec(text)
  if (!match) return undefined
  const [, digits = '', suffix = ''] = match
  const octal = /^0[0-7]+$/.test(digits)
  if (!octal && /^0[0-9]+$/.test(digits)) return undefined
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits)
  const decimal = /^[1-9]/.test(digits)
  const unsigned = /u/i.test(suffix)
  const longs = /l/i.test(suffix) ? (/ll/i.test(suffix) ? 8 : long) : 4
  return typeOf(value, longs, unsigned, decimal)
}

/** The first type that holds the value; a decimal constant without `u` never becomes unsigned (C11 6.4.4.1). */
function typeOf(value: bigint, smallest: 4 | 8, unsigned: boolean, decimal: boolean): Value | undefined {
  for (const size of [4, 8] as const) {
    if (size < smallest) continue
    const bits = BigInt(size * 8)
    if (!unsigned && value < 1n << (bits - 1n)) return {value, size, unsigned: false}
    if ((unsigned || !decimal) && value < 1n << bits) return {value, size, unsigned: true}
  }
  // gcc takes a decimal constant that is too large for a signed type as unsigned, with a warning.
  return value < 1n << 64n ? {value, size: 8, unsigned: true} : undefined
}

const escapes: Readonly<Record<string, number>> = {n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, e: 27}

/** Several characters are packed as gcc packs them, the last one lowest. */
export function characterValue(text: string): Value | undefined {
  const codes = [...text.slice(1, -1).matchAll(/\\(x[0-9a-fA-F]+|[0-7]{1,3}|.)|[^\\]/gs)].map(([all, escaped]) => {
    if (escaped === undefined) return all.charCodeAt(0)
    if (/^x/.test(escaped)) return Number.parseInt(escaped.slice(1), 16)
    if (/^[0-7]/.test(escaped)) return Number.parseInt(escaped, 8)
    return escapes[escaped] ?? escaped.charCodeAt(0)
  })
  if (codes.length === 0 || codes.length > 4) return undefined
  const value = codes.reduce((sum, code) => (sum << 8n) | BigInt(code & 255), 0n)
  return {value: BigInt.asIntN(32, value), size: 4, unsigned: false}
}
