/** The examples of every rule are its tests: at least one finding, at least one clean, exact messages. */

import {describe, expect, test} from 'vitest'
import {seriesAddition} from '../../src/commands/check-series.ts'
import {reviewMails} from '../../src/commands/review-mails.ts'
import type {Finding} from '../../src/model/index.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {
  additionRules,
  dataRules,
  type Example,
  patchedRules,
  type RuleInfo,
  rules,
  treeRules,
} from '../../src/rules/index.ts'
import {validateSeries} from '../../src/series/index.ts'
import {readTree} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'
import {patchMail} from '../patch-mail.ts'

const line = ({place, severity, message}: Finding): string =>
  `${place.file}:${place.line}:${place.column}: ${severity}: ${message}`

async function findingsOf({id, scope}: RuleInfo, example: Example): Promise<string[]> {
  const only = new Set([id])
  if ('version' in example) {
    const tree = example.tree && readTree(memoryTree(example.tree))
    const {addition} = seriesAddition('example', example.version, templates, tree)
    return ofAdditions.filter((rule) => rule.id === id).flatMap((rule) => rule.run(addition).map(line))
  }
  if (scope === 'tree') {
    const asked = [...treeRules, ...patchedRules].filter((rule) => rule.id === id)
    return asked.flatMap((rule) => rule.run(readTree(memoryTree(example.files)))).map(line)
  }
  const {findings} = await reviewMails(findMails(patchMail(example.files), '-'), {rules: only})
  return findings.map(line)
}

const ofAdditions = [...additionRules, ...dataRules]

const templates = new URL('../../templates/', import.meta.url)

describe.each([...treeRules, ...patchedRules, ...ofAdditions].map((rule) => [rule.id, rule] as const))(
  '%s',
  (_id, rule) => {
    const examples: readonly Example[] = rule.examples
    test.each(examples.map((example) => [example.name, example] as const))('%s', async (_name, example) => {
      expect(await findingsOf(rule, example)).toEqual(example.expected)
    })

    test('has an example that is not clean and one that is', () => {
      expect(examples.some(({expected}) => expected.length > 0)).toBe(true)
      expect(examples.some(({expected}) => expected.length === 0)).toBe(true)
    })

    test('messages begin as messages do', () => {
      for (const message of Object.values(rule.messages)) expect(message('a', 'b', 'c', 'd')).toMatch(/^Unexpected /)
    })
  },
)

const additions = ofAdditions.flatMap(({id, examples}) =>
  examples.flatMap((example) => ('version' in example ? [[id, example.name, example.version] as const] : [])),
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
