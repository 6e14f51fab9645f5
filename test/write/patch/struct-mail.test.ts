/** What a mail says of a section. */

import {expect, test} from 'vitest'
import type {Finding, Line, Offset, Place, Section} from '../../../src/model/index.ts'
import {structMail} from '../../../src/write/index.ts'

function place(file: string, line: number): Place {
  const at = {line: line as Line, column: 1, offset: 0 as Offset}
  return {file, ...at, endLine: at.line, endColumn: 1, endOffset: at.offset}
}

const section: Section = {title: '4.1 A', number: '4.1', depth: 2, place: place('doc.rst', 1), parent: undefined}

const finding = (line: number, message: string): Finding => ({
  rule: 'struct-field-name',
  severity: 'error',
  message,
  symbol: 'struct a.b',
  place: place('doc.rst', line),
  related: [{place: place('include/a.h', line + 1)}],
})

test('one struct', () => {
  const {subject, body} = structMail('KVM', section, [
    {
      name: 'struct a',
      findings: [finding(10, 'Unexpected member `b`, expected `c` as in the header'), finding(12, '--- a/b')],
    },
  ])
  expect(subject).toBe('Documentation: KVM: Make struct a match the header')
  expect(body).toBe(`\
struct a of section 4.1 and the header disagree:

- doc.rst:10: Unexpected member \`b\`, expected \`c\` as in the header
  (include/a.h:11)
- doc.rst:12: --- a/b (include/a.h:13)

Rewrite what disagrees out of the header, which is what userspace
compiles against.
`)
})

test.each([
  [['struct a', 'struct b'], 'Make struct a and struct b match the header', 'struct a and struct b of section 4.1'],
  [['struct a', 'struct a'], 'Make struct a match the header', 'struct a of section 4.1'],
  [
    ['struct a', 'union b', 'struct c'],
    'Make 3 structs of section 4.1 match the header',
    'These structs of section 4.1',
  ],
])('%j', (names, subject, intro) => {
  const mail = structMail(
    'KVM',
    section,
    names.map((name) => ({name, findings: []})),
  )
  expect(mail.subject).toBe(`Documentation: KVM: ${subject}`)
  expect(mail.body.startsWith(`${intro} and the header disagree:`)).toBe(true)
})

test('a document without sections', () => {
  const {body} = structMail('VFIO', undefined, [{name: 'struct a', findings: []}])
  expect(body.split('\n')[0]).toBe('struct a and the header disagree:')
})
