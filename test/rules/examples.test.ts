/** The examples of every rule are its tests: at least one finding, at least one clean, exact messages. */

import {describe, expect, test} from 'vitest'
import {seriesAddition} from '../../src/commands/check-series.ts'
import type {Finding} from '../../src/model/index.ts'
import {type AdditionExample, type Rule, rules, type TreeExample} from '../../src/rules/index.ts'
import {validateSeries} from '../../src/series/index.ts'
import {readTree} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'

const line = ({place, severity, message}: Finding): string =>
  `${place.file}:${place.line}:${place.column}: ${severity}: ${message}`

function findingsOf(rule: Rule, example: TreeExample | AdditionExample): string[] {
  if (rule.scope === 'tree') {
    return 'files' in example ? rule.run(readTree(memoryTree(example.files))).map(line) : []
  }
  if (!('version' in example)) return []
  const {version, tree} = example
  const read = tree && readTree(memoryTree(tree))
  return rule.run(seriesAddition('example', version, templates, read).addition).map(line)
}

const templates = new URL('../../templates/', import.meta.url)

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  const examples: readonly (TreeExample | AdditionExample)[] = rule.examples
  test.each(examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    expect(findingsOf(rule, example)).toEqual(example.expected)
  })

  test('has an example that is not clean and one that is', () => {
    expect(examples.some(({expected}) => expected.length > 0)).toBe(true)
    expect(examples.some(({expected}) => expected.length === 0)).toBe(true)
  })

  test('messages begin as messages do', () => {
    for (const message of Object.values(rule.messages)) expect(message('a', 'b', 'c', 'd')).toMatch(/^Unexpected /)
  })
})

const additions = rules.flatMap((rule) =>
  rule.scope === 'addition' ? rule.examples.map((example) => [rule.id, example.name, example.version] as const) : [],
)

test.each(additions)('%s, %s: a series that one may write', async (_id, _name, version) => {
  const series = {
    ...{name: 'example', subject: 'An example', date: '2024-01-01T00:00:00+00:00', summary: 'It shows.\n'},
    author: {name: 'A. Author', email: 'a@example.org'},
    versions: [version],
  }
  await expect(validateSeries(series, 'example')).resolves.toBeDefined()
})

test('ids are unique', () => {
  expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length)
})
