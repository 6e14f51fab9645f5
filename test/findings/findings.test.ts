/** Order, fingerprints, the baseline's ratchet and exit levels. */

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  countBySeverity,
  fails,
  formatBaseline,
  type IdentifiedFinding,
  identify,
  inOrder,
  parseBaseline,
  ratchet,
  updateBaseline,
  withSeverities,
} from '../../src/findings/index.ts'
import {type Finding, failOnLevels, InputError, placeOf, type Severity} from '../../src/model/index.ts'

function finding(line: number, given: Partial<Finding> = {}): Finding {
  const at = {line, column: 1, offset: line * 100}
  return {
    rule: 'struct-field-name',
    severity: 'error',
    message: 'Unexpected',
    symbol: 'struct a.b',
    place: placeOf('a.rst', {start: at, end: {...at, column: 2}}),
    related: [],
    ...given,
  }
}

const linesOf = (text: string) => (file: string) => (file === 'a.rst' ? text.split('\n') : [])
const prints = (findings: readonly Finding[], text: string) =>
  identify(findings, linesOf(text)).map((f) => f.fingerprint)

describe('order', () => {
  const all = [
    finding(1),
    finding(1, {rule: 'z'}),
    finding(2, {symbol: 'A'}),
    finding(2, {symbol: 'B'}),
    finding(2, {symbol: 'a'}),
    finding(10, {message: 'a'}),
    finding(10, {message: 'b'}),
  ]

  test('is the same whatever order the rules ran in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, {minLength: all.length}), (shuffled) => {
        expect(inOrder(shuffled)).toEqual(all)
      }),
    )
  })
})

describe('a fingerprint', () => {
  test('stays when text is added above, and when white space changes', () => {
    const [before] = prints([finding(2)], 'one\n\t__u32 flags;\n')
    expect(prints([finding(4)], 'zero\n\none\n  __u32   flags;  \n')).toEqual([before])
    expect(before).toMatch(/^[0-9a-f]{16}$/)
  })

  test('changes with the rule, the symbol and the line, and with nothing else', () => {
    const text = '__u32 flags;\n__u64 flags;\n'
    const [one] = prints([finding(1)], text)
    for (const other of [finding(2), finding(1, {rule: 'x'}), finding(1, {symbol: 'x'})]) {
      expect(prints([other], text)).not.toEqual([one])
    }
    expect(prints([finding(1, {message: 'x', severity: 'info', note: 'x'})], text)).toEqual([one])
  })

  test('numbers those that are otherwise the same', () => {
    const text = 'flags\nflags\nflags\n'
    const three = prints([finding(1), finding(2), finding(3)], text)
    expect(new Set(three).size).toBe(3)
    expect(prints([finding(1), finding(2)], text)).toEqual(three.slice(0, 2))
  })
})

const identified = identify(
  [finding(1), finding(2, {rule: 'other'}), finding(3, {symbol: 'struct c'})],
  linesOf('one\ntwo\nthree\n'),
) as readonly [IdentifiedFinding, IdentifiedFinding, IdentifiedFinding]
const always = () => true

describe('the baseline', () => {
  const entries = updateBaseline(identified, [], always)

  test('can be read again, one entry a line', () => {
    const text = formatBaseline(entries)
    expect(parseBaseline(text, 'known.json')).toEqual(entries)
    expect(text.split('\n')).toHaveLength(entries.length + 3)
    expect(parseBaseline(formatBaseline([]), 'known.json')).toEqual([])
  })

  test('is the same whatever the order', () => {
    expect(updateBaseline([...identified].reverse(), [], always)).toEqual(entries)
  })

  test('silences what it lists and nothing else', () => {
    expect(ratchet(identified, entries, always)).toEqual({findings: [], gone: []})
    expect(ratchet(identified, entries.slice(1), always).findings).toHaveLength(1)
  })

  test('fails what it lists and is gone, of what could be found', () => {
    const [first, second, third] = identified
    expect(ratchet([first, third], entries, always).gone).toMatchObject([{fingerprint: second.fingerprint}])
    expect(ratchet([first, third], entries, ({rule}) => rule !== 'other').gone).toEqual([])
  })

  test('keeps what an update could not judge, drops what it could', () => {
    const [first, second] = identified
    const kept = updateBaseline([first], entries, ({rule}) => rule !== 'other')
    expect(kept.map(({fingerprint}) => fingerprint).sort()).toEqual([first.fingerprint, second.fingerprint].sort())
  })

  test.each([
    {text: '{', says: /^known\.json: Unexpected text, expected JSON/},
    {text: '[]', says: /^known\.json: Unexpected JSON, expected \{"version": 1/},
    {text: '{"version": 2, "findings": []}', says: /^known\.json: Unexpected JSON/},
    {text: '{"version": 1, "findings": {}}', says: /^known\.json: Unexpected JSON/},
    {text: '{"version": 1, "findings": [{"fingerprint": 1}]}', says: /^known\.json: `findings\.0`: Unexpected value/},
    {text: '{"version": 1, "findings": [null]}', says: /^known\.json: `findings\.0`: Unexpected value/},
  ])('complains of $text', ({text, says}) => {
    expect(() => parseBaseline(text, 'known.json')).toThrow(InputError)
    expect(() => parseBaseline(text, 'known.json')).toThrow(says)
  })
})

test('a severity can be another than the rule has', () => {
  const changed = withSeverities(identified, (rule) => (rule === 'other' ? 'info' : undefined))
  expect(changed.map(({severity}) => severity)).toEqual(['error', 'info', 'error'])
  expect(countBySeverity(changed)).toEqual({error: 2, warning: 0, info: 1})
})

describe('fails', () => {
  const table: Readonly<Record<Severity, readonly boolean[]>> = {
    error: [true, true, true, false],
    warning: [false, true, true, false],
    info: [false, false, true, false],
  }
  test.each(Object.entries(table))('%s', (severity, expected) => {
    const found = [finding(1, {severity: severity as Severity})]
    expect(failOnLevels.map((level) => fails(found, level))).toEqual(expected)
    expect(failOnLevels.map((level) => fails([], level))).toEqual([false, false, false, false])
  })
})
