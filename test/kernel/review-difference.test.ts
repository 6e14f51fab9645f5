/**
 * Every error and warning of a review of what 6.12 made of 6.1's documents, uapi headers and kvm_host.h, as one patch that git
 * wrote, read by eye: `test/golden/review-6.1-6.12.json` has a verdict and a reason for each. One that is not listed and one
 * that is gone fail, as do wrong errors. `UPDATE=1` rewrites the file, with the verdict "unread" for what is new, and that run
 * still fails.
 */

import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {type ReviewOptions, reviewMails} from '../../src/commands/review-mails.ts'
import {findMails, type StoredMail} from '../../src/read/mail/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {git, temporaryDirectory} from '../temporary.ts'

interface Found {
  readonly rule: string
  readonly severity: string
  readonly symbol: string
  readonly file: string
  readonly line: number
  readonly message: string
}

interface Row extends Found {
  /** What it is seen in: the hunks alone, 6.1 with them, or either. */
  readonly from: 'hunks' | 'tree' | 'both'
  readonly verdict: 'right' | 'unsure' | 'wrong' | 'unread'
  readonly why: string
}

const golden = new URL('../golden/review-6.1-6.12.json', import.meta.url)

const paths = [
  'Documentation/virt/kvm',
  'include/uapi',
  'include/linux/kvm_host.h',
  ':(glob)arch/*/include/uapi/**',
  ':(glob)arch/*/include/asm/kvm_host.h',
]

const trees = kernelTrees()
const find = (version: string) => trees.find(({name}) => name === `linux-${version}`)?.directory
const [before, after] = [find('6.1'), find('6.12')]

/** The two states, committed one after the other in a repository beside the trees. */
function difference(directories: readonly string[]): Uint8Array {
  const repository = temporaryDirectory()
  git(repository, 'init', '--quiet')
  for (const directory of directories) {
    const beside = [`--git-dir=${join(repository, '.git')}`, `--work-tree=${directory}`]
    git(directory, ...beside, 'add', '--all', '--', ...paths)
    git(directory, ...beside, 'commit', '--quiet', '--message=KVM: All of it')
  }
  git(repository, 'format-patch', '-1', '--quiet', '--output=all.mbox')
  return readFileSync(join(repository, 'all.mbox'))
}

async function review(mails: readonly StoredMail[], options: ReviewOptions = {}): Promise<readonly Found[]> {
  const {findings} = await reviewMails(mails, options)
  return findings
    .filter(({severity}) => severity !== 'info')
    .map(({rule, severity, symbol, place: {file, line}, message}) => ({rule, severity, symbol, file, line, message}))
}

const keyOf = ({rule, symbol, file, line, message}: Found): string =>
  JSON.stringify([rule, symbol, file, line, message])

test.skipIf(before === undefined || after === undefined)('6.1 to 6.12 as one patch', async () => {
  const mails = findMails(difference([before ?? '', after ?? '']), 'all.mbox')
  const hunks = await review(mails)
  const tree = await review(mails, {tree: directoryTree(before ?? '')})
  const [inHunks, inTree] = [new Set(hunks.map(keyOf)), new Set(tree.map(keyOf))]
  const found = [...tree, ...hunks.filter((finding) => !inTree.has(keyOf(finding)))].map((finding) => {
    const from: Row['from'] = !inHunks.has(keyOf(finding)) ? 'tree' : inTree.has(keyOf(finding)) ? 'both' : 'hunks'
    return {...finding, from}
  })
  const rows: readonly Row[] = existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : []
  if (process.env.UPDATE) {
    const known = new Map(rows.map((row) => [keyOf(row), row]))
    const updated = found.map((finding): Row => {
      const {verdict = 'unread', why = ''} = known.get(keyOf(finding)) ?? {}
      return {...finding, verdict, why}
    })
    writeFileSync(golden, `${JSON.stringify(updated, undefined, 1)}\n`)
  }
  expect(existsSync(golden), `${golden.pathname} is missing; write it with UPDATE=1`).toBe(true)
  const said = (row: Omit<Row, 'verdict' | 'why'>): string => `${row.from} ${keyOf(row)}`
  expect(found.map(said)).toEqual(rows.map(said))
  expect(rows.filter(({verdict, why}) => verdict === 'unread' || why === '')).toEqual([])
  expect(rows.filter(({verdict, severity}) => verdict === 'wrong' && severity === 'error')).toEqual([])
})
