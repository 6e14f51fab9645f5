/** SARIF against the schema that OASIS publishes, as Microsoft's package ships it. */

import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Ajv} from 'ajv'
import {expect, test} from 'vitest'
import {loadReporter, type Results} from '../../src/report/index.ts'
import {rules} from '../../src/rules/index.ts'
import {hostile, results} from './results.ts'

const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
// The schema is of draft 4, whose `id` is now `$id`; it has nothing else that later drafts read otherwise. The formats
// (uri, date-time) are not in ajv, `strict` asks for more than JSON Schema does, and one of its patterns is no Unicode one.
const {$schema, id, ...schema} = JSON.parse(readFileSync(schemaFile, 'utf8'))
const valid = new Ajv({strict: false, validateFormats: false, unicodeRegExp: false}).compile(schema)

const rule: Results['rules'][number] = {
  id: 'struct-field-name',
  scope: 'tree',
  severity: 'error',
  summary: 'A member is called what the header calls it.',
  why: 'Userspace compiles against the header.',
  source: 'Documentation/virt/kvm/api.rst',
  messages: {},
  examples: [],
}

const sarif = await loadReporter('sarif')
const report = (results: Results) => JSON.parse(sarif(results, {color: false, width: 80}))

test.each([
  {name: 'findings', of: {...results, rules: [rule]}},
  {name: 'nothing', of: {...results, findings: []}},
  {name: 'hostile input', of: hostile()},
  {name: 'every rule', of: {...results, rules}},
])('$name: valid against the schema', ({of}) => {
  expect(valid(report(of)) ? [] : valid.errors).toEqual([])
})

test('the schema is the one', () => {
  expect($schema).toBe('http://json-schema.org/draft-04/schema#')
  expect(id).toMatch(/sarif-2\.1\.0-rtm\.5\.json$/)
})

test('the schema refuses what is not SARIF', () => {
  const log = report(results)
  log.runs[0].results[0].level = 'fatal'
  expect(valid(log)).toBe(false)
})

test('says what the finding says', () => {
  const [run] = report({...results, rules: [rule]}).runs
  expect(run.tool.driver).toMatchObject({name: 'uapidoc', version: '1.2.3', rules: [{id: 'struct-field-name'}]})
  expect(run.results[0]).toEqual({
    ruleId: 'struct-field-name',
    ruleIndex: 0,
    level: 'error',
    message: {
      text: 'Unexpected member `colour` in `struct lamp`, expected `color`, as the header has it and userspace compiles\nThe layout is the same, so a program that was written from the document does not compile.',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {uri: 'doc/lamp.rst', uriBaseId: '%SRCROOT%'},
          region: {startLine: 4, startColumn: 8, endLine: 4, endColumn: 14},
        },
        logicalLocations: [{fullyQualifiedName: 'struct lamp.color'}],
      },
    ],
    relatedLocations: [
      {
        id: 0,
        physicalLocation: {
          artifactLocation: {uri: 'include/lamp.h', uriBaseId: '%SRCROOT%'},
          region: {startLine: 2, startColumn: 8, endLine: 2, endColumn: 13},
        },
        message: {text: 'the member in the header'},
      },
    ],
    partialFingerprints: {'uapidoc/v1': expect.stringMatching(/^[0-9a-f]{16}$/)},
  })
  expect(run.results[1].message.text).toBe('Unexpected member `späre`, expected {{no}} more: 100%')
})
