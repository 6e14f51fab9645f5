/** What README.md shows is what happens. `UPDATE=1` rewrites the transcript, and that run still fails. */

import {readFileSync, writeFileSync} from 'node:fs'
import {Ajv} from 'ajv'
import {describe, expect, test} from 'vitest'
import {commands} from '../src/commands/index.ts'
import {formats} from '../src/report/index.ts'
import {uapidoc, useCommand} from './uapidoc.ts'

useCommand()

const readme = readFileSync('README.md', 'utf8')
const {scripts} = JSON.parse(readFileSync('package.json', 'utf8')) as {scripts: Readonly<Record<string, string>>}

test('the transcript is what npm start prints', () => {
  const [, words = ''] = / && node dist\/cli\.js (.*)$/.exec(scripts.start ?? '') ?? []
  const {status, stdout, stderr} = uapidoc(words.split(' '))
  expect([status, stderr]).toEqual([0, ''])
  const transcript = `<!-- transcript: npm start -->\n\`\`\`console\n${stdout}\`\`\`\n<!-- /transcript -->`
  const pattern = /<!-- transcript: npm start -->[\s\S]*?<!-- \/transcript -->/
  if (process.env.UPDATE)
    writeFileSync(
      'README.md',
      readme.replace(pattern, () => transcript),
    )
  expect(pattern.exec(readme)?.[0]).toBe(transcript)
})

describe('the tables name', () => {
  test('every command', () => {
    const named = [...readme.matchAll(/^\| `uapidoc (\w+)/gm)].map(([, name]) => name)
    expect(named).toEqual(Object.keys(commands))
  })

  test('every format', () => {
    const table = readme.slice(readme.indexOf('| `--format` |'))
    const named = [...table.slice(0, table.indexOf('\n\n')).matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
    expect(named).toEqual(formats)
  })
})

test('the configuration it shows is one', () => {
  const [, example = ''] = /```json\n(\{[^`]*\$schema[^`]*)```/.exec(readme) ?? []
  const valid = new Ajv().compile(JSON.parse(readFileSync('docs/uapidoc.config.schema.json', 'utf8')))
  expect(valid(JSON.parse(example)) ? [] : valid.errors).toEqual([])
})

test('every script it names is there', () => {
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  expect(named.length).toBeGreaterThan(3)
})

test('every link leads to a file', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link)
  expect(links.map((link) => readFileSync(link, 'utf8').length > 0)).toEqual(links.map(() => true))
  expect(links.length).toBeGreaterThan(1)
})
