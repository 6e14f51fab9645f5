/** uapidoc.config.json: where it is found, what it may say, and how it complains. */

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {configJsonSchema, configName, findConfig} from '../../src/config/index.ts'
import {InputError} from '../../src/model/index.ts'

const known = {rules: ['struct-field-name', 'ioctl-section'], formats: ['text', 'json']}
let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'uapidoc-config-'))
})
afterEach(() => rmSync(directory, {recursive: true}))

const write = (text: string) => writeFileSync(join(directory, configName), text)

test('is found from below, and says where it was', async () => {
  write('{"failOn": "error", "rules": {"ioctl-section": "off"}}')
  mkdirSync(join(directory, 'a/b'), {recursive: true})
  const config = {failOn: 'error', rules: {'ioctl-section': 'off'}}
  expect(await findConfig(join(directory, 'a/b'), async () => known)).toEqual({config, directory})
})

test('is empty where there is none', async () => {
  expect((await findConfig(directory, async () => known)).config).toEqual({})
})

const bad = [
  {text: '{', says: /: Unexpected text, expected JSON \(.*\)$/},
  {text: '[]', says: /: Unexpected Array, expected Object$/},
  {
    text: '{"failOn": "loud"}',
    says: /: `failOn`: Unexpected "loud", expected \("error" \| "warning" \| "info" \| "never"\)$/,
  },
  {text: '{"colour": 1}', says: /: `colour`: Unexpected "colour", expected no such key$/},
  {text: '{"rules": {"no-such": "off"}}', says: /: `rules.no-such`: Unexpected "no-such", expected no such key$/},
  {text: '{"architectures": []}', says: /: `architectures`: Unexpected 0, expected >=1$/},
  {
    text: '{"architectures": ["vax", "pdp11"]}',
    says: /: `architectures.0`: Unexpected "vax", expected .* \(and 1 more\)$/,
  },
]

describe('complains in one line', () => {
  test.each(bad)('$text', async ({text, says}) => {
    write(text)
    const problem = await findConfig(directory, async () => known).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(InputError)
    expect((problem as InputError).message).toMatch(says)
    expect((problem as InputError).message).toContain(join(directory, configName))
  })
})

test('the JSON schema agrees with what is accepted', async () => {
  const valid = new Ajv().compile(await configJsonSchema(known))
  expect(valid({$schema: 'x', document: 'a.rst', architectures: ['x86'], rules: {'ioctl-section': 'info'}})).toBe(true)
  for (const {text} of bad.slice(1)) expect(valid(JSON.parse(text)), text).toBe(false)
})
