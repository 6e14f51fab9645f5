/** Header fields of a mail: long ones folded (RFC 5322, 2.2.3), what is not ASCII in encoded words (RFC 2047). */

import {Buffer} from 'node:buffer'

export interface Person {
  readonly name: string
  readonly email: string
}

const widest = 76

/** Text that means nothing but itself: a subject. */
export function textField(name: string, text: string): string {
  const words = text.split(' ')
  const first = words.findIndex((word) => !isAscii(word))
  if (first < 0) return fold(name, words)
  // The words in front stay as they are: a `[PATCH` is looked for.
  const plain = words.slice(0, first)
  const indent = [`${name}:`, ...plain, ''].join(' ').length
  return fold(name, [...plain, ...encodedWords(words.slice(first).join(' '), Math.min(indent, widest / 2))])
}

/** One address: `Jane Doe <jane@example.org>`. */
export function addressField(name: string, person: Person): string {
  const phrase = isAscii(person.name) ? [quoted(person.name)] : encodedWords(person.name, name.length + 2)
  return fold(name, [...phrase, `<${person.email}>`])
}

/** For a text that is not ASCII. */
export const mimeFields = [
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=UTF-8',
  'Content-Transfer-Encoding: 8bit',
] as const

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it is about.
  return /^[\x00-\x7f]*$/.test(text)
}

function fold(name: string, words: readonly string[]): string {
  const lines = [`${name}:`]
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    if (line.length + 1 + word.length > widest && line.length > name.length + 1) lines.push(` ${word}`)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines.join('\n')
}

/** A name with characters that have a meaning in addresses is a quoted string. */
function quoted(name: string): string {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name
}

/** An encoded word has at most 75 characters and holds whole characters. */
function encodedWords(text: string, indent: number): readonly string[] {
  const words: string[] = []
  let current = ''
  let room = widest - indent - '=?UTF-8?q??='.length
  for (const character of text) {
    const encoded = /[A-Za-z0-9]/.test(character) ? character : encodedBytes(character)
    if (current.length + encoded.length > room) {
      words.push(current)
      current = ''
      room = 75 - '=?UTF-8?q??='.length
    }
    current += encoded
  }
  return [...words, current].map((word) => `=?UTF-8?q?${word}?=`)
}

function encodedBytes(character: string): string {
  return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
