/**
 * docutils decides whether we read reStructuredText right: every document of the trees, and every case of our own tests.
 * `docutils_trees.py` gives its trees and messages and says what it leaves out or replaces, and why.
 */

import {spawnSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {messagesOf, parseRst} from '../../src/read/rst/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {cases} from '../read/rst/cases/index.ts'
import {firstDifference, type OracleNode, oracleTree} from './docutils-tree.ts'

/** Files that we read otherwise than docutils, with the reason. */
const exceptions: Readonly<Record<string, string>> = {}

interface OracleFile {
  file: string
  tree: OracleNode[]
  messages: [level: number, line: number, message: string][]
}

const script = new URL('docutils_trees.py', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'uapidoc-docutils-'))
afterAll(() => rmSync(scratch, {recursive: true}))

const trees = kernelTrees()

describe.skipIf(trees.length === 0)('docutils', () => {
  it.each(trees)('agrees on every document of $name', ({directory}) => {
    const files = documents(join(directory, 'Documentation'))
    const differences = compare(files).filter(({file}) => !Object.hasOwn(exceptions, relative(directory, file)))
    expect(differences).toEqual([])
    expect(files.length).toBeGreaterThan(500)
  })

  it('agrees on our cases', () => {
    const list = Object.entries(cases).flatMap(([group, items]) => items.map((item) => ({...item, group})))
    const files = list.map(({rst}, index) => {
      const file = join(scratch, `${index}.rst`)
      writeFileSync(file, rst.join('\n'))
      return file
    })
    const differences = compare(files).map(({file, ...rest}) => {
      const item = list[files.indexOf(file)]
      return {...rest, file: `${item?.group}: ${item?.name}`}
    })
    expect(differences).toEqual([])
  })

  it('makes no exception that is none', () => {
    const known = Object.keys(exceptions)
    expect(known.length).toBeLessThanOrEqual(5)
    const files = trees.flatMap(({directory}) => known.map((file) => join(directory, file)))
    expect(compare(files).map(({file}) => file)).toEqual(files)
  })
})

function documents(directory: string): string[] {
  const files = readdirSync(directory, {recursive: true, encoding: 'utf8'})
  return files
    .filter((file) => file.endsWith('.rst'))
    .sort()
    .map((file) => join(directory, file))
}

interface Difference {
  file: string
  /** The first place where the trees differ, what docutils has there, and what we have. */
  tree?: unknown
  /** Messages of docutils that we lack, and of ours that docutils lacks. */
  missing: string[]
  unexpected: string[]
}

function compare(files: readonly string[]): Difference[] {
  return oracle(files).flatMap(({file, tree, messages}) => {
    const source = readFileSync(file, 'utf8')
    const root = parseRst(source)
    const difference = firstDifference(tree, oracleTree(root.children, source))
    const theirs = new Set(messages.map(([level, line, message]) => `${line}: ${level}: ${message}`))
    const ours = new Set(
      messagesOf(root).map(({level, line, message}) => {
        // Where docutils does not know the line, the line is 0.
        const unplaced = `0: ${level}: ${message}`
        return theirs.has(unplaced) ? unplaced : `${line}: ${level}: ${message}`
      }),
    )
    const missing = [...theirs].filter((message) => !ours.has(message))
    const unexpected = [...ours].filter((message) => !theirs.has(message))
    if (!difference && missing.length === 0 && unexpected.length === 0) return []
    return [{file, ...(difference && {tree: difference}), missing, unexpected}]
  })
}

function oracle(files: readonly string[]): OracleFile[] {
  if (files.length === 0) return []
  const {status, stdout, stderr} = spawnSync('/usr/bin/python3', [script], {
    input: files.join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
  })
  if (status !== 0) throw new Error(`docutils_trees.py: status ${status}: ${stderr}`)
  const given = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as OracleFile)
  if (given.length !== files.length) throw new Error(`Unexpected ${given.length} trees, expected ${files.length}`)
  return given
}
