/** A path as C quotes a string: what git writes for bytes outside of ASCII, quotes and control characters. */

import {Buffer} from 'node:buffer'

const escapes: Readonly<Record<string, number>> = {a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92}

/** A path without quotes is itself; what stands behind the closing one, such as a tab, is none of it. */
export function unquotePath(text: string): string {
  if (!text.startsWith('"')) return text
  const bytes: number[] = []
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') break
    if (character !== '\\') {
      bytes.push(...Buffer.from(character))
      continue
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0]
    if (octal === undefined) bytes.push(escapes[text.charAt(at + 1)] ?? 63)
    else bytes.push(Number.parseInt(octal, 8))
    at += octal?.length ?? 1
  }
  return Buffer.from(bytes).toString('utf8')
}
