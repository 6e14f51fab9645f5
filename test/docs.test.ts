/** What is generated under docs/ is current: `npm run docs` writes it. */

import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {generatedFiles} from '../docs/generate.ts'

const files = await generatedFiles()

test.each([...files])('%s', (file, text) => {
  expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing').toBe(text)
})

test.each(['docs/rules', 'docs/series'])('in %s, no page is left of what is gone', (directory) => {
  const pages = [...files.keys()].filter((file) => file.startsWith(`${directory}/`))
  expect(readdirSync(directory).map((name) => `${directory}/${name}`)).toEqual(pages.sort())
})
