/**
 * What we say of two versions of a header against what scripts/check-uapi.sh would, which is abidiff on both compiled. Pairs
 * by hand, and every uapi header that two kernel trees share. The script itself installs headers with a tree's Makefile,
 * which the trees that we have lack: stubs stand for what it would install, as in the comparison with gcc.
 */

import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {abiNamed} from '../../src/abi/index.ts'
import {checkReleased} from '../../src/rules/index.ts'
import {compareReleased, type ReleasedChange} from '../../src/rules/support/released/index.ts'
import {type ReleasedPair, readReleased} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {memoryTree} from '../memory-tree.ts'
import {abidiff, compileTypes, expectedEnumerators} from './abidiff.ts'
import {differences} from './abidiff-differences.ts'
import {type Pair, pairs, prelude, type Verdict} from './abidiff-pairs.ts'
import {forEachAtOnce, isInstalled} from './compile.ts'
import {includeAll, UapiHeaders} from './uapi-headers.ts'

const trees = kernelTrees()
const script = trees.find(({directory}) => existsSync(join(directory, 'scripts/check-uapi.sh')))
const expected = script ? expectedEnumerators(script.directory) : []
const canRun = script !== undefined && isInstalled('gcc') && isInstalled('abidiff')
const directory = mkdtempSync(join(tmpdir(), 'uapidoc-abidiff-'))
afterAll(() => rmSync(directory, {recursive: true}))

const machines = [
  {abi: 'x86-64', options: []},
  {abi: 'i386', options: ['-m32']},
] as const

describe.skipIf(!canRun)('pairs by hand', () => {
  const header = 'include/uapi/linux/it.h'

  function ours({before, after, narrow}: Pair): Verdict {
    const [old, current] = [before, after].map((text) => memoryTree({[header]: `${prelude}${text}\n`}))
    if (!old || !current) throw new Error('two sides')
    const abi = abiNamed(narrow ? 'i386' : 'x86-64')
    const read = readReleased(old, current, [header]).filter((pair) => pair.abi === abi)
    const severities = checkReleased(read).map(({finding}) => finding.severity)
    return severities.includes('error') ? 'breaks' : severities.length > 0 ? 'asks' : 'compatible'
  }

  async function theirs({before, after, narrow}: Pair, number: number): Promise<Verdict> {
    const compiler = {command: 'gcc', options: narrow ? ['-m32'] : [], directory}
    const objects = [join(directory, `${number}.before`), join(directory, `${number}.after`)] as const
    const compiled = await Promise.all([
      compileTypes(`${prelude}${before}`, compiler, objects[0]),
      compileTypes(`${prelude}${after}`, compiler, objects[1]),
    ])
    expect(compiled.map(({stderr}) => stderr)).toEqual(['', ''])
    const {changed, removed} = await abidiff(...objects, expected)
    return changed.length + removed.length > 0 ? 'breaks' : 'compatible'
  }

  test.each(pairs.map((pair, number) => [pair.name, pair, number] as const))('%s', async (_name, pair, number) => {
    expect(ours(pair)).toBe(pair.ours)
    expect(await theirs(pair, number)).toBe(pair.abidiff?.[0] ?? pair.ours)
  })
})
