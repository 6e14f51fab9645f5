/**
 * Every error and warning about what 6.12 changed in the headers that 6.1 released, read by eye:
 * `test/golden/released-6.1-6.12.json` has a verdict and a reason for each. One that is not listed, one that is judged wrong
 * and one that is gone fail. `UPDATE=1` rewrites the file, with the verdict "unread" for what is new, and that run still fails.
 */

import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {checkReleased} from '../../src/rules/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {readReleased} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

interface Row {
  readonly rule: string
  readonly severity: string
  readonly symbol: string
  readonly file: string
  readonly message: string
  readonly verdict: 'right' | 'unsure' | 'wrong' | 'unread'
  readonly why: string
}

const trees = kernelTrees()
const find = (version: string) => trees.find(({name}) => name === `linux-${version}`)
const [before, after] = [find('6.1'), find('6.12')]

function found(old: string, current: string): Omit<Row, 'verdict' | 'why'>[] {
  const [one, other] = [directoryTree(old), directoryTree(current)]
  const headers = [...one.list('include/uapi'), ...one.list('arch')].filter((path) => /\/uapi\/.*\.h$/.test(path))
  const touched = headers.filter((path) => one.read(path) !== other.read(path))
  return checkReleased(readReleased(one, other, touched))
    .filter(({finding}) => finding.severity !== 'info')
    .map(({finding: {rule, severity, symbol, place, message}}) => ({rule, severity, symbol, file: place.file, message}))
}

const keyOf = ({rule, symbol, file}: Pick<Row, 'rule' | 'symbol' | 'file'>): string => `${rule} ${symbol} ${file}`

test.skipIf(!before || !after)('6.1 to 6.12', () => {
  const file = new URL('../golden/released-6.1-6.12.json', import.meta.url)
  const rows: readonly Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  const findings = found(before?.directory ?? '', after?.directory ?? '')
  if (process.env.UPDATE) {
    const updated = findings.map((finding) => {
      const {verdict = 'unread', why = ''} = known.get(keyOf(finding)) ?? {}
      return {...finding, verdict, why}
    })
    writeFileSync(file, `${JSON.stringify(updated, undefined, 1)}\n`)
  }
  expect(existsSync(file), `${file.pathname} is missing; write it with UPDATE=1`).toBe(true)
  expect(findings.filter((finding) => known.get(keyOf(finding))?.message !== finding.message)).toEqual([])
  const keys = new Set(findings.map(keyOf))
  expect(rows.filter((row) => !keys.has(keyOf(row)))).toEqual([])
  expect(rows.filter(({verdict, why}) => verdict === 'wrong' || verdict === 'unread' || why === '')).toEqual([])
})
