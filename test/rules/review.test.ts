/** The examples of the rules of a review are their tests, too: hunks, and exact messages. */

import {describe, expect, test} from 'vitest'
import {reviewMails} from '../../src/commands/review-mails.ts'
import type {Finding} from '../../src/model/index.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {reviewRules} from '../../src/rules/index.ts'
import {patchMail} from '../patch-mail.ts'

const line = ({place, severity, message}: Finding): string =>
  `${place.file}:${place.line}:${place.column}: ${severity}: ${message}`

describe.each(reviewRules.map((rule) => [rule.id, rule] as const))('%s', (id, {examples, messages}) => {
  test.each(examples.map((example) => [example.name, example] as const))(
    '%s',
    async (_name, {files, message, expected}) => {
      const {findings} = await reviewMails(findMails(patchMail(files, {message}), '-'), {rules: new Set([id])})
      expect(findings.map(line)).toEqual(expected)
    },
  )

  test('has an example that is not clean and one that is', () => {
    expect(examples.some(({expected}) => expected.length > 0)).toBe(true)
    expect(examples.some(({expected}) => expected.length === 0)).toBe(true)
  })

  test('messages begin as messages do, or ask', () => {
    for (const message of Object.values(messages)) expect(message('a', 'b', 'c', 'd')).toMatch(/^Unexpected |\?$/)
  })
})
