/** The frames that a person reads: what fits, what is cut, where the mark stands. */

import {expect, test} from 'vitest'
import {loadReporter} from '../../src/report/index.ts'
import {files, placeOfText, results, resultsOf} from './results.ts'

const pretty = await loadReporter('pretty')
const plain = {color: false, width: 80}

test('shows both sides of a disagreement', () => {
  expect(pretty(results, plain)).toBe(`\
error[struct-field-name]: Unexpected member \`colour\` in \`struct lamp\`, expected
  \`color\`, as the header has it and userspace compiles
 --> doc/lamp.rst:4:8
  |
4 |         __u32 colour;
  |               ^^^^^^
 ::: include/lamp.h:2:8
  |
2 |         __u32 color;
  |               ----- the member in the header
  = note: The layout is the same, so a program that was written from the
          document does not compile.

warning[struct-field-extra]: Unexpected member \`späre\`, expected {no} more: 100%
 --> doc/lamp.rst:5:8
  |
5 |         __u32 späre[];
  |               ^^^^^
 ::: include/lamp.h:1:1
  |
1 | struct lamp {
  | -------------

info[constant-undocumented]: \`LAMP_OFF\` is nowhere in the document
 --> include/lamp.h:4:9

1 error, 1 warning, 1 info. \`uapidoc explain RULE\` says why a rule asks.
`)
})

test('says so where there is nothing', () => {
  expect(pretty({...results, findings: []}, plain)).toBe('No disagreement found.\n')
})

test('colours what a terminal shows, and nothing but colours', () => {
  const coloured = pretty(results, {color: true, width: 80})
  expect(coloured).toContain('\u001B[1;31merror[struct-field-name]:\u001B[0m')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that are taken off
  expect(coloured.replaceAll(/\u001B\[[\d;]+m/g, '')).toBe(pretty(results, plain))
})

/** The source line and the mark under it, of one finding on one line. */
function frameOf(line: string, marked: string, width: number): readonly string[] {
  const files = {'a.rst': `${line}\n`}
  const place = placeOfText(files, 'a.rst', marked)
  const finding = {rule: 'r', severity: 'error', symbol: 's', message: 'm', place, related: []} as const
  return pretty(resultsOf(files, [finding]), {color: false, width})
    .split('\n')
    .slice(3, 5)
}

test.each([
  {name: 'fits', line: 'one two three', marked: 'two', width: 24, frame: ['1 | one two three', '  |     ^^^']},
  {
    name: 'is cut behind the mark',
    line: `one ${'two '.repeat(10)}`.trimEnd(),
    marked: 'one',
    width: 24,
    frame: ['1 | one two two two t...', '  | ^^^'],
  },
  {
    name: 'is cut before the mark',
    line: `${'two '.repeat(10)}one`,
    marked: 'one',
    width: 24,
    frame: ['1 | ...wo two two one', '  |               ^^^'],
  },
  {
    name: 'is cut on both sides',
    line: `${'two '.repeat(10)}one${' two'.repeat(10)}`,
    marked: 'one',
    width: 24,
    frame: ['1 | ...wo two two one...', '  |               ^^^'],
  },
])('a line that $name', ({line, marked, width, frame}) => {
  expect(frameOf(line, marked, width)).toEqual(frame)
})

test('no frame is wider than the terminal', () => {
  for (const width of [24, 40, 80]) {
    for (let before = 0; before < 120; before += 7) {
      for (const length of [1, 10, 100]) {
        const line = `${'.'.repeat(before)}${'x'.repeat(length)}${'.'.repeat(50)}`
        const [source = '', mark = ''] = frameOf(line, 'x'.repeat(length), width)
        expect(source.length).toBeLessThanOrEqual(width)
        expect(mark.length).toBeLessThanOrEqual(width)
        expect(source[mark.indexOf('^')], `${source}\n${mark}`).toBe('x')
      }
    }
  }
})

test('a line of ten megabytes is looked at only around its mark', () => {
  const [source] = frameOf(`${'x'.repeat(5_000_000)}one${'x'.repeat(5_000_000)}`, 'one', 80)
  expect(source).toContain('one')
})

test('a place that is not there any more has no frame', () => {
  const gone = {...results, linesOf: () => () => []}
  expect(pretty(gone, plain)).toContain('--> doc/lamp.rst:4:8\n ::: include/lamp.h:2:8')
  expect(files['doc/lamp.rst']).toBeDefined()
})
