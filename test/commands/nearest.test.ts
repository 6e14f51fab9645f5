/** What somebody probably meant. */

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {nearest, nearestNames} from '../../src/commands/nearest.ts'

const names = ['struct-field-name', 'struct-field-type', 'struct-field-order', 'ioctl-undocumented', 'text', 'json']

test.each([
  {word: 'struct-feld-name', meant: 'struct-field-name'},
  {word: 'struct-field-typ', meant: 'struct-field-type'},
  {word: 'jsn', meant: 'json'},
  {word: 'xml', meant: undefined},
  {word: '', meant: 'ioctl-undocumented'},
  {word: 'x'.repeat(1_000_000), meant: undefined},
])('$word', ({word, meant}) => {
  expect(nearest(word, names)).toBe(meant)
})

test('a beginning means all that begin so', () => {
  expect(nearestNames('struct-field', names)).toEqual(['struct-field-name', 'struct-field-order', 'struct-field-type'])
})

test('a name is nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({minLength: 1, maxLength: 20}), {minLength: 1}), (names) => {
      for (const name of names) expect(nearestNames(name, names)).toContain(name)
    }),
  )
})
