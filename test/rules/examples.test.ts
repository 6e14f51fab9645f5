/** The examples of every rule are its tests: at least one finding, at least one clean, exact messages. */

import {describe, expect, test} from 'vitest'
import {reviewMails} from '../../src/commands/review-mails.ts'
import type {Finding} from '../../src/model/index.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {checkTree, type Rule, rules} from '../../src/rules/index.ts'
import {readTree} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'
import {patchMail} from '../patch-mail.ts'

const line = ({place, severity, message}: Finding): string =>
  `${place.file}:${place.line}:${place.column}: ${severity}: ${message}`

async function findingsOf({id, scope}: Rule, files: Readonly<Record<string, string>>): Promise<string[]> {
  const only = new Set([id])
  if (scope === 'tree') return checkTree(readTree(memoryTree(files)), only).map(line)
  const {findings} = await reviewMails(await readMails(patchMail(files), '-'), {rules: only})
  return findings.map(line)
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.map((example) => [example.name, example] as const))(
    '%s',
    async (_name, {files, expected}) => {
      expect(await findingsOf(rule, files)).toEqual(expected)
    },
  )

  test('has an example that is not clean and one that is', () => {
    expect(rule.examples.some(({expected}) => expected.length > 0)).toBe(true)
    expect(rule.examples.some(({expected}) => expected.length === 0)).toBe(true)
  })

  test('messages begin as messages do', () => {
    for (const message of Object.values(rule.messages)) expect(message('a', 'b', 'c', 'd')).toMatch(/^Unexpected |\?$/)
  })
})

test('ids are unique', () => {
  expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length)
})
