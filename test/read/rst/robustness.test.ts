/** Bad input: any text is read, keeps the laws, and does not hang. */

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseRst, serializeRst} from '../../../src/read/rst/index.ts'
import {cases} from './cases/index.ts'
import {brokenLaws} from './laws.ts'

const documents = Object.values(cases)
  .flat()
  .map(({rst}) => rst.join('\n'))

/** Pieces that markup is made of, so that what is made of them is often nearly right. */
const pieces = [
  ...['*', '**', '`', '``', '_', '__', '_`', '|', '\\', ':', '::', '<', '>', '[1]_', '[#]_', ':sub:', ':c:func:'],
  ...[
    '- ',
    '+ ',
    '1. ',
    '(a) ',
    '#. ',
    ':a: ',
    '.. ',
    '.. note::',
    '.. _a: ',
    '.. |s| ',
    'replace:: ',
    '.. [1] ',
    '-- ',
  ],
  ...['>>> ', '| ', '-a  ', '====', '----', '=  =', '+--+--+', '|a |b |', '.. flat-table::', '* - ', '.. csv-table::'],
  ...['\n', '\n\n', '\r\n', '\r', '\t', ' ', '   ', '\f', '\v', '\0', '\u00a0', '\u3000', '\ufeff', '"', ',', '""'],
  ...['a', 'word', 'Title', 'http://a.b/', 'a@b.c', '中文', '\u{1f600}', '\ud800', 'e\u0301', '«', '»'],
]
const noise = fc.array(fc.constantFrom(...pieces), {maxLength: 40}).map((list) => list.join(''))
const anything = fc.string({unit: 'binary', maxLength: 80})
const document = fc.constantFrom(...documents)

/** A document with a stretch of lines cut out, indented, or replaced by noise. */
const mutated = fc
  .tuple(document, document, noise, fc.nat(), fc.nat(6), fc.nat(3))
  .map(([one, other, middle, at, length, indent]) => {
    const lines = `${one}\n\n${other}`.split('\n')
    const start = at % lines.length
    const cut = lines.splice(start, length).map((line) => ' '.repeat(indent) + line)
    lines.splice(start, 0, ...cut.slice(indent), middle)
    return lines.join('\n')
  })
const truncated = fc.tuple(document, document, fc.nat()).map(([one, other, length]) => {
  const text = `${one}\n\n${other}`
  return text.slice(0, length % text.length)
})

describe('any text', () => {
  it.each([
    ['any characters', anything],
    ['pieces of markup', noise],
    ['mutated documents', mutated],
    ['truncated documents', truncated],
  ])('keeps the laws: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(brokenLaws(text)).toEqual([])
      }),
      {numRuns: 400, seed: 1},
    )
  })

  it.each(['\r\n', '\r'])('keeps the laws with line ends %j', (end) => {
    for (const text of documents) expect(brokenLaws(text.replaceAll('\n', end))).toEqual([])
  })
})

const grid = (row: string) => `+${'-'.repeat(998)}+\n${`${row}\n`.repeat(999)}+${'-'.repeat(998)}+\n`

/** Texts that take for ever where something is looked for again and again. */
const long: Readonly<Record<string, string>> = {
  'a line of 10 MB': 'a'.repeat(1e7),
  'a line of words': 'word '.repeat(2e6),
  'a line of punctuation': '='.repeat(1e7),
  'a field without an end': `:${'a'.repeat(1e7)}`,
  'an option without an end': `--${'a'.repeat(1e7)}`,
  'a number without an end': `${'1'.repeat(1e7)}. a`,
  'an address without an end': `http:${'!'.repeat(5e6)}`,
  'names without references': `${'%a.'.repeat(2e6)}_ a`,
  backquotes: '`'.repeat(1e5),
  'backquotes and letters': '`a'.repeat(1e5),
  stars: '*a'.repeat(1e6),
  brackets: '[a'.repeat(1e6),
  colons: ':a'.repeat(1e6),
  'at-signs': 'a.b@'.repeat(1e6),
  backslashes: '\\'.repeat(1e6),
  bars: '|'.repeat(1e6),
  'lines of bars': '|\n'.repeat(5e5),
  'crossings in one line': '+-'.repeat(5e5),
  'lines of crossings': `${'+-'.repeat(500)}+\n`.repeat(1e3),
  'a grid of crossings': grid('+'.repeat(1000)),
  'a grid of bars': grid(`|${'+|'.repeat(499)}|`),
  'a grid that is never closed': `+${'-+'.repeat(500)}-+\n${`${'+ '.repeat(501)}+\n`.repeat(999)}`,
  'nested bullets': '- '.repeat(2e5),
  'bullets one below the other': '- a\n'.repeat(1e5),
  'nested quotes': Array.from({length: 1500}, (_, i) => ' '.repeat(i)).join('a\n\n'),
  'nested line blocks': Array.from({length: 1500}, (_, i) => `| ${' '.repeat(i)}a`).join('\n'),
  'a name over many lines': `.. _${'a\n   '.repeat(2e4)}`,
  'a substitution over many lines': `.. |${'a|a\n   '.repeat(2e4)}`,
  'tables without an end': '=== ===\na   b\n'.repeat(5e4),
  'huge spans': `.. flat-table::\n\n${'   * - :rspan:`9999` a\n     - :cspan:`9999` b\n'.repeat(3e3)}`,
  'carriage returns': 'a\r'.repeat(1e6),
  tabs: '\t'.repeat(1e6),
}

describe('much text', () => {
  it.each(Object.entries(long))('is read without hanging: %s', (_, text) => {
    // What is quadratic takes minutes, and runs into the limit of a test.
    expect(serializeRst(parseRst(text)) === text).toBe(true)
  })
})
