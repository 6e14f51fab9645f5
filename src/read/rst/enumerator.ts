/** `1.`, `(a)`, `iv)`, `#.`: reading and counting enumerators. (docutils: `Body.parse_enumerator`.) */

import type {EnumeratorSequence} from './types.ts'

export type Format = 'parens' | 'rparen' | 'period'

export interface Enumerator {
  format: Format
  sequence: EnumeratorSequence | '#'
  /** `undefined` for what looks like a Roman numeral and is none. */
  ordinal: number | undefined
  /** The width of the enumerator itself. */
  length: number
}

export const formats: Readonly<Record<Format, {prefix: '' | '('; suffix: '.' | ')'}>> = {
  parens: {prefix: '(', suffix: ')'},
  rparen: {prefix: '', suffix: ')'},
  period: {prefix: '', suffix: '.'},
}

/** In docutils' order: what fits several is the first. */
const sequences: readonly (readonly [EnumeratorSequence, RegExp])[] = [
  ['arabic', /^[0-9]+$/],
  ['loweralpha', /^[a-z]$/],
  ['upperalpha', /^[A-Z]$/],
  ['lowerroman', /^[ivxlcdm]+$/],
  ['upperroman', /^[IVXLCDM]+$/],
]

const enumerator = /^(\()?([0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)([.)])(?= |$)/

/** The enumerator that a line begins with; in a list, one of the list's sequence if it fits. */
export function parseEnumerator(line: string, expected?: EnumeratorSequence): Enumerator | undefined {
  const match = enumerator.exec(line)
  if (!match) return undefined
  const [whole, prefix, text = '', suffix] = match
  if (prefix && suffix === '.') return undefined
  const sequence = sequenceOf(text, expected)
  const format = prefix ? 'parens' : suffix === ')' ? 'rparen' : 'period'
  return {format, sequence, ordinal: ordinalOf(text, sequence), length: whole.length}
}

function sequenceOf(text: string, expected: EnumeratorSequence | undefined): EnumeratorSequence | '#' {
  if (text === '#') return '#'
  if (expected) {
    if (sequences.some(([sequence, pattern]) => sequence === expected && pattern.test(text))) return expected
  } else if (text === 'i') return 'lowerroman'
  else if (text === 'I') return 'upperroman'
  return sequences.find(([, pattern]) => pattern.test(text))?.[0] ?? 'arabic'
}

function ordinalOf(text: string, sequence: EnumeratorSequence | '#'): number | undefined {
  switch (sequence) {
    case '#':
      return 1
    case 'arabic':
      // Beyond this, the next number cannot be told.
      return text.length < 16 ? Number(text) : undefined
    case 'loweralpha':
      return text.charCodeAt(0) - 96
    case 'upperalpha':
      return text.charCodeAt(0) - 64
    case 'lowerroman':
    case 'upperroman':
      return fromRoman(text.toUpperCase())
  }
}

/** The enumerator of an item as it would be written; `undefined` beyond the end of its sequence. */
export function formatOrdinal(ordinal: number, sequence: EnumeratorSequence | '#'): string | undefined {
  switch (sequence) {
    case '#':
      return '#'
    case 'arabic':
      return String(ordinal)
    case 'loweralpha':
      return ordinal > 26 ? undefined : String.fromCharCode(96 + ordinal)
    case 'upperalpha':
      return ordinal > 26 ? undefined : String.fromCharCode(64 + ordinal)
    case 'lowerroman':
      return toRoman(ordinal)?.toLowerCase()
    case 'upperroman':
      return toRoman(ordinal)
  }
}

const numerals: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
]

function toRoman(ordinal: number): string | undefined {
  if (ordinal < 1 || ordinal > 4999) return undefined
  let text = ''
  let rest = ordinal
  for (const [numeral, value] of numerals) {
    while (rest >= value) {
      text += numeral
      rest -= value
    }
  }
  return text
}

function fromRoman(text: string): number | undefined {
  if (!/^M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text)) return undefined
  let ordinal = 0
  let rest = text
  for (const [numeral, value] of numerals) {
    while (rest.startsWith(numeral)) {
      ordinal += value
      rest = rest.slice(numeral.length)
    }
  }
  return ordinal
}
