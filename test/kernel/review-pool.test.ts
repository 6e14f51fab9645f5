/**
 * Every error and warning of a review of the pool's mails, read by eye: `test/golden/review-pool.json` has a verdict and a
 * reason for each. One that is not listed and one that is gone fail, as do wrong ones beyond 0.2 a patch and wrong errors.
 * `UPDATE=1` rewrites the file, with the verdict "unread" for what is new, and that run still fails.
 */

import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {reviewMails} from '../../src/commands/review-mails.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {mailsDirectory, poolMails} from '../mails.ts'

interface Row {
  readonly mail: string
  readonly line: number | undefined
  readonly rule: string
  readonly severity: string
  readonly symbol: string
  readonly message: string
  readonly verdict: 'right' | 'unsure' | 'wrong' | 'unread'
  readonly why: string
}

const golden = new URL('../golden/review-pool.json', import.meta.url)
const keyOf = ({mail, line, rule, symbol, message}: Omit<Row, 'verdict' | 'why'>) =>
  JSON.stringify([mail, line, rule, symbol, message])

const directory = mailsDirectory()

test.skipIf(directory === undefined)('the pool', async () => {
  const mails = poolMails(directory ?? '')
  const found: Omit<Row, 'verdict' | 'why'>[] = []
  for (const [mail, bytes] of mails) {
    const {findings} = await reviewMails(findMails(bytes, mail))
    for (const {rule, severity, symbol, message, patch} of findings) {
      if (severity !== 'info') found.push({mail, line: patch?.mailLine, rule, severity, symbol, message})
    }
  }
  const rows: readonly Row[] = existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : []
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  if (process.env.UPDATE) {
    const updated = found.map((finding) => {
      const {verdict = 'unread', why = ''} = known.get(keyOf(finding)) ?? {}
      return {...finding, verdict, why}
    })
    writeFileSync(golden, `${JSON.stringify(updated, undefined, 1)}\n`)
  }
  expect(mails.size).toBeGreaterThan(100)
  expect(existsSync(golden), `${golden.pathname} is missing; write it with UPDATE=1`).toBe(true)
  expect(found.filter((finding) => !known.has(keyOf(finding)))).toEqual([])
  expect(rows.filter((row) => !found.some((finding) => keyOf(finding) === keyOf(row)))).toEqual([])
  expect(rows.filter(({verdict, why}) => verdict === 'unread' || why === '')).toEqual([])
  const wrong = rows.filter(({verdict}) => verdict === 'wrong')
  expect(wrong.filter(({severity}) => severity === 'error')).toEqual([])
  expect(wrong.length / mails.size).toBeLessThan(0.2)
})
