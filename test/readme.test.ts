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

/** Each is a part of what `npm start` prints. */
const transcripts = /<!-- transcript: uapidoc (.*) -->\n```console\n([\s\S]*?)```\n<!-- \/transcript -->/g

describe('npm start', () => {
  const shown = Array.from(readme.matchAll(transcripts), ([, words = '', text = '']) => ({words, text}))
  const started = Array.from(
    readFileSync('docs/start', 'utf8').matchAll(/^(?:uapidoc|node dist\/cli\.js) ((?:check|render).*)$/gm),
    ([, words = '']) => words,
  )

  test('runs what the README shows', () => {
    expect(scripts.start).toMatch(/ && sh docs\/start$/)
    expect(started.length).toBeGreaterThan(3)
    expect(shown.length).toBeGreaterThan(2)
    expect(shown.map(({words}) => words).filter((words) => !started.includes(words))).toEqual([])
  })

  test.each(started)('%s', (words) => {
    const {status, stdout, stderr} = uapidoc(words.split(' '))
    expect([status, stderr]).toEqual([0, ''])
    const found = shown.find((one) => one.words === words)
    if (found && process.env.UPDATE) {
      const written = readFileSync('README.md', 'utf8')
      const update = (whole: string, own: string): string =>
        own === words
          ? `<!-- transcript: uapidoc ${own} -->\n\`\`\`console\n${stdout}\`\`\`\n<!-- /transcript -->`
          : whole
      writeFileSync('README.md', written.replaceAll(transcripts, update))
    }
    expect(found?.text ?? stdout).toBe(stdout)
    expect(stdout).not.toBe('')
  })
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
