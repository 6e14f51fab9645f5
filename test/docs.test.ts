/** What is generated under docs/ is current: `npm run docs` writes it. */

import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {generatedFiles} from '../docs/generate.ts'

const files = await generatedFiles()

test.each([...files])('%s', (file, text) => {
  expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing').toBe(text)
})

test('no page is left of a rule that is gone', () => {
  const pages = [...files.keys()].filter((file) => file.startsWith('docs/rules/'))
  expect(readdirSync('docs/rules').map((name) => `docs/rules/${name}`)).toEqual(pages.sort())
})
