/** VFiles are right when vfile-reporter, which we did not write, shows them right. */

import {reporter} from 'vfile-reporter'
import {expect, test} from 'vitest'
import {toVFiles} from '../../src/report/vfiles.ts'
import {results} from './results.ts'

test('findings as vfile-reporter shows them', () => {
  const shown = reporter([...toVFiles(results.findings)], {color: false, verbose: true})
  expect(shown.replaceAll(/ +/g, ' ')).toBe(`doc/lamp.rst
4:8-4:14 error Unexpected member \`colour\` in \`struct lamp\`, expected \`color\`, as the header has it and userspace compiles struct-field-name uapidoc
 [note]:
 The layout is the same, so a program that was written from the document does not compile.
 include/lamp.h:2: the member in the header
5:8-5:13 warning Unexpected member \`späre\`, expected {no} more: 100% struct-field-extra uapidoc
 [note]:
 include/lamp.h:1

include/lamp.h
4:9-4:17 info \`LAMP_OFF\` is nowhere in the document constant-undocumented uapidoc

3 messages (✖ 1 error, ⚠ 1 warning)`)
})
