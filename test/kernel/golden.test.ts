/**
 * Every error and warning on the real trees, read by eye: `test/golden/findings-*.json` has a verdict and a reason for each.
 * One that is not listed, one that is judged wrong and one that is gone fail. `UPDATE=1` rewrites the files, with the
 * verdict "unread" for what is new, and that run still fails.
 */

import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {checkTree} from '../../src/commands/check-tree.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {kernelTrees} from '../kernel-trees.ts'

interface Row {
  readonly fingerprint: string
  readonly rule: string
  readonly severity: string
  readonly symbol: string
  /** Where it stood when it was read: lines move, fingerprints do not. */
  readonly line: number
  readonly message: string
  readonly verdict: 'right' | 'unsure' | 'wrong' | 'unread'
  readonly why: string
}

function found(directory: string): Omit<Row, 'verdict' | 'why'>[] {
  return checkTree(directoryTree(directory, directory))
    .findings.filter(({severity}) => severity !== 'info')
    .map(({fingerprint, rule, severity, symbol, place, message}) => ({
      fingerprint,
      rule,
      severity,
      symbol,
      line: place.line,
      message,
    }))
}

test.for(kernelTrees())('$name', ({name, directory}) => {
  const file = new URL(`../golden/findings-${name.replace(/^linux-/, '')}.json`, import.meta.url)
  const rows: readonly Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const known = new Map(rows.map((row) => [row.fingerprint, row]))
  const findings = found(directory)
  if (process.env.UPDATE) {
    const updated = findings.map((finding) => {
      const {verdict = 'unread', why = ''} = known.get(finding.fingerprint) ?? {}
      return {...finding, verdict, why}
    })
    writeFileSync(file, `${JSON.stringify(updated, undefined, 1)}\n`)
  }
  expect(existsSync(file), `${file.pathname} is missing; write it with UPDATE=1`).toBe(true)
  expect(findings.filter(({fingerprint}) => !known.has(fingerprint))).toEqual([])
  expect(rows.filter((row) => !findings.some(({fingerprint}) => fingerprint === row.fingerprint))).toEqual([])
  expect(rows.filter(({verdict, why}) => verdict === 'wrong' || verdict === 'unread' || why === '')).toEqual([])
})
