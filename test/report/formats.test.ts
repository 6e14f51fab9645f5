/** What each format looks like, and what none of them lets through. */

import {expect, test} from 'vitest'
import {formats, loadReporter} from '../../src/report/index.ts'
import {hostile, only, results} from './results.ts'

const appearance = {color: false, width: 80}

test.each(formats)('%s ends its last line, and says nothing of nothing but what the format needs', async (format) => {
  const report = await loadReporter(format)
  expect(report(results, appearance)).toMatch(/[^\n]\n$/)
  const empty = report({...results, findings: []}, appearance)
  expect(empty === '' || /[^\n]\n$/.test(empty)).toBe(true)
})

test.each(formats)('%s gives the same text twice, whatever the width, but for a person', async (format) => {
  const report = await loadReporter(format)
  expect(report(results, appearance)).toBe(report(results, appearance))
  if (format !== 'pretty') expect(report(results, {color: true, width: 20})).toBe(report(results, appearance))
})

test.each(formats)('%s lets no control character of the input through', async (format) => {
  const report = await loadReporter(format)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the test is about
  expect(report(hostile(), appearance)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u202E]/)
})

test('text is one line a finding, as checkpatch.pl writes it', async () => {
  const text = (await loadReporter('text'))(results, appearance)
  expect(text.split('\n')).toEqual([
    'doc/lamp.rst:4: ERROR:struct-field-name: Unexpected member `colour` in `struct lamp`, expected `color`, as the header has it and userspace compiles',
    'doc/lamp.rst:5: WARNING:struct-field-extra: Unexpected member `späre`, expected {no} more: 100%',
    'include/lamp.h:4: INFO:constant-undocumented: `LAMP_OFF` is nowhere in the document',
    '',
  ])
  expect((await loadReporter('text'))(hostile(), appearance).split('\n')).toHaveLength(2)
})

test('json is the contract of the design', async () => {
  const json = JSON.parse((await loadReporter('json'))(results, appearance))
  expect(json).toEqual({
    version: 1,
    summary: {error: 1, warning: 1, info: 1},
    findings: [
      {
        rule: 'struct-field-name',
        severity: 'error',
        symbol: 'struct lamp.color',
        message:
          'Unexpected member `colour` in `struct lamp`, expected `color`, as the header has it and userspace compiles',
        note: 'The layout is the same, so a program that was written from the document does not compile.',
        file: 'doc/lamp.rst',
        line: 4,
        column: 8,
        endLine: 4,
        endColumn: 14,
        related: [{file: 'include/lamp.h', line: 2}],
        patch: null,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      expect.objectContaining({rule: 'struct-field-extra', note: null}),
      expect.objectContaining({rule: 'constant-undocumented', related: []}),
    ],
  })
})

test('github is one workflow command a finding', async () => {
  const lines = (await loadReporter('github'))(results, appearance).split('\n')
  expect(lines[1]).toBe(
    '::warning file=doc/lamp.rst,line=5,endLine=5,col=8,endColumn=13,title=uapidoc struct-field-extra::Unexpected member `späre`, expected {no} more: 100%25%0Ainclude/lamp.h:1',
  )
  expect(lines[2]).toMatch(/^::notice file=include\/lamp\.h,line=4,/)
  const [command, rest] = (await loadReporter('github'))(hostile(), appearance).split('\n')
  expect(rest).toBe('')
  expect(command).toMatch(/^::error file=doc\/\\x1b\[2Jlamp\\u202e\.rst,line=1,/)
  expect(command).toContain('a%25,:b')
})

test('rdjsonl counts columns in bytes', async () => {
  const lines = (await loadReporter('rdjsonl'))(results, appearance).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))[1]).toEqual({
    message: 'Unexpected member `späre`, expected {no} more: 100%',
    location: {path: 'doc/lamp.rst', range: {start: {line: 5, column: 8}, end: {line: 5, column: 14}}},
    severity: 'WARNING',
    source: {name: 'uapidoc'},
    code: {value: 'struct-field-extra'},
    related_locations: [
      {location: {path: 'include/lamp.h', range: {start: {line: 1, column: 1}, end: {line: 3, column: 3}}}},
    ],
  })
})

test('markdown is a list a file', async () => {
  expect((await loadReporter('markdown'))(results, appearance)).toBe(`## uapidoc

error: 1, warning: 1, info: 1

### \`doc/lamp.rst\`

- **error** line 4: Unexpected member \`colour\` in \`struct lamp\`, expected \`color\`, as the header has it and userspace compiles (\`struct-field-name\`)
  - The layout is the same, so a program that was written from the document does not compile.
  - the member in the header: \`include/lamp.h:2\`
- **warning** line 5: Unexpected member \`späre\`, expected {no} more: 100% (\`struct-field-extra\`)
  - \`include/lamp.h:1\`

### \`include/lamp.h\`

- **info** line 4: \`LAMP_OFF\` is nowhere in the document (\`constant-undocumented\`)
`)
})

test('b4 keeps one result a mail and tool: it is as bad as the worst finding, and has all of them', async () => {
  const b4 = await loadReporter('b4')
  const [result, ...others] = JSON.parse(b4(results, appearance))
  expect(others).toEqual([])
  expect(Object.keys(result)).toEqual(['tool', 'status', 'summary', 'url', 'details'])
  expect(result).toMatchObject({tool: 'uapidoc', status: 'fail', summary: '1 error, 1 warning, 1 info'})
  expect(result.details.split('\n')).toHaveLength(6)
  expect(result.details).toMatch(/^doc\/lamp\.rst:4: ERROR:struct-field-name: .*\n {2}The layout is the same/)
  const [warned] = JSON.parse(b4({...results, findings: results.findings.slice(1)}, appearance))
  expect(warned).toMatchObject({status: 'warn', summary: '1 warning, 1 info'})
  const [asked] = JSON.parse(b4(only(results, 'constant-undocumented'), appearance))
  expect(asked).toMatchObject({status: 'pass', summary: expect.stringContaining('constant-undocumented: ')})
  expect(JSON.parse(b4({...results, findings: []}, appearance))).toMatchObject([{tool: 'uapidoc', status: 'pass'}])
})
