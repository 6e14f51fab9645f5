/**
 * What we say of two versions of a header against scripts/check-uapi.sh, which compiles both and asks abidiff. Pairs by hand
 * go through the script itself. Of every uapi header that two kernel trees share, abidiff is asked as the script asks it:
 * the script installs headers with a tree's Makefile, which the trees that we have lack, and stubs stand for what it would
 * install, as in the comparison with gcc.
 */

import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {abiNamed} from '../../src/abi/index.ts'
import type {Tree} from '../../src/model/index.ts'
import {checkReleased} from '../../src/rules/index.ts'
import {compareReleased, type ReleasedChange} from '../../src/rules/support/released/index.ts'
import {type ReleasedPair, readReleased} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {memoryTree} from '../memory-tree.ts'
import {abidiff, compileTypes, expectedEnumerators} from './abidiff.ts'
import {differences} from './abidiff-differences.ts'
import {type Pair, pairs, prelude, type Verdict} from './abidiff-pairs.ts'
import {checkUapi} from './check-uapi.ts'
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

describe.skipIf(!canRun || !['bash', 'git', 'make'].every(isInstalled))('pairs by hand, and the script itself', () => {
  const headerOf = (pair: Pair): string => `linux/pair${pairs.indexOf(pair)}.h`

  function ours({before, after, narrow}: Pair): Verdict {
    const path = 'include/uapi/linux/it.h'
    const [old, current] = [before, after].map((text) => memoryTree({[path]: `${prelude}${text}\n`}))
    if (!old || !current) throw new Error('two sides')
    const abi = abiNamed(narrow ? 'i386' : 'x86-64')
    const read = readReleased(old, current, [path]).filter((pair) => pair.abi === abi)
    const severities = checkReleased(read).map(({finding}) => finding.severity)
    return severities.includes('error') ? 'breaks' : severities.length > 0 ? 'asks' : 'compatible'
  }

  const reports = new Map<string, string>()
  beforeAll(async () => {
    for (const {abi, options} of machines) {
      const here = pairs.filter(({narrow = false}) => narrow === (abi === 'i386'))
      const side = (key: 'before' | 'after') =>
        Object.fromEntries(here.map((pair) => [headerOf(pair), `${prelude}${pair[key]}\n`]))
      const path = join(script?.directory ?? '', 'scripts/check-uapi.sh')
      // One that is gone, to see that it looks at all of them.
      const before = {...side('before'), 'linux/gone.h': prelude}
      const verdict = await checkUapi(path, before, side('after'), options, join(directory, `script-${abi}`))
      expect(verdict.total).toContain(`${verdict.reports.size}/${here.length + 1} UAPI headers`)
      expect(verdict.reports.get('linux/gone.h')).toMatch('was removed')
      for (const [header, report] of verdict.reports) reports.set(header, report)
    }
  })

  test.each(pairs.map((pair) => [pair.name, pair] as const))('%s', (_name, pair) => {
    const report = reports.get(headerOf(pair))
    expect(report ?? '').not.toContain('Could not compile')
    expect(ours(pair)).toBe(pair.ours)
    expect(report === undefined ? 'compatible' : 'breaks').toBe(pair.script?.[0] ?? pair.ours)
  })
})

describe.skipIf(!canRun || trees.length < 2)('headers of two kernels', () => {
  const [old, current] = trees.slice(0, 2).map((tree) => new UapiHeaders(tree))
  afterAll(() => {
    old?.remove()
    current?.remove()
  })

  test.each(machines)('$abi', {timeout: 600_000}, async ({abi: name, options}) => {
    if (!old || !current) throw new Error('two trees')
    const abi = abiNamed(name)
    const path = (header: string): string =>
      current.tree.read(`include/uapi/${header}`) === undefined
        ? `arch/${abi.architecture}/include/uapi/${header}`
        : `include/uapi/${header}`
    const shared = new Set(current.names(abi))
    const headers = old.names(abi).filter((header) => shared.has(header))
    const touched = new Set(headers.map(path).filter((file) => old.tree.read(file) !== current.tree.read(file)))
    const found = {agreed: 0, compiled: 0, ours: new Set<string>(), theirs: new Set<string>()}
    // One that is read as part of another is compared with that one.
    const read = new Map(
      readReleased(old.tree, current.tree, headers.map(path), [abi]).map((pair) => [pair.header, {...pair, touched}]),
    )
    await forEachAtOnce(headers, async (header) => {
      const pair = read.get(path(header))
      // What reads no file that changed is the same text twice.
      if (!pair || !readsAny(path(header), abi.architecture, current.tree, touched)) return
      const objects = ['before', 'after'].map((side) =>
        join(directory, `${name}.${header.replaceAll('/', '.')}.${side}`),
      )
      const [before = '', after = ''] = objects
      const compilers = [old, current].map((side) => ({
        command: 'gcc',
        options: [...options, ...side.compilerOptions(abi)],
        directory: side.root,
      }))
      const compiled = await Promise.all(
        compilers.map((compiler, side) => compileTypes(includeAll([header]), compiler, objects[side] ?? '')),
      )
      if (compiled.some(({status}) => status !== 0)) return
      found.compiled++
      const {changed, removed} = await abidiff(before, after, expected)
      const theirs = new Set([...changed, ...removed].flatMap((type) => wordOf(type) ?? []))
      const ours = ourTypes([pair])
      for (const type of ours) {
        if (theirs.has(type)) found.agreed++
        else found.ours.add(type)
      }
      for (const type of theirs) if (!ours.has(type)) found.theirs.add(type)
    })
    console.log(
      `${name}: ${found.compiled} of ${headers.length} headers read something that changed and compile, ${found.agreed} changes agree`,
    )
    const named = (side: 'ours' | 'theirs') => new Set(Object.values(differences[side]).flat())
    const unnamed = (side: 'ours' | 'theirs') => [...found[side]].filter((type) => !named(side).has(type)).sort()
    expect({ours: unnamed('ours'), theirs: unnamed('theirs')}).toEqual({ours: [], theirs: []})
    expect(found.compiled).toBeGreaterThan(400)
    expect(found.agreed).toBeGreaterThan(90)
  })
})

/** Whether a header is one of some files or includes one of them, however far down. */
function readsAny(path: string, architecture: string, tree: Tree, files: ReadonlySet<string>): boolean {
  const seen = new Set<string>()
  const visit = (file: string): boolean => {
    if (files.has(file)) return true
    if (seen.has(file)) return false
    seen.add(file)
    const includes = [...(tree.read(file) ?? '').matchAll(/^#\s*include\s*["<]([^">]+)[">]/gm)]
    return includes.some(([, name = '']) =>
      [`include/uapi/${name}`, `arch/${architecture}/include/uapi/${name}`, join(file, '..', name)].some(visit),
    )
  }
  return visit(path)
}

/** The name alone: a typedef of a struct without a tag goes by either. Bodies without a name are part of what has one. */
function wordOf(type: string): string | undefined {
  return /^(?:typedef |struct |union |enum )?(\w+)$/.exec(type)?.[1]
}

/** Types that changed or went, as abidiff could see them; enumerators by their enum, those of enums without a tag left out. */
function ourTypes(read: readonly ReleasedPair[]): ReadonlySet<string> {
  const changes = compareReleased(read).filter(({kind}) => kind !== 'ioctl' && kind !== 'header-removed')
  return new Set(changes.flatMap((change) => symbolsOf(change).flatMap((name) => typeOf(name, read) ?? [])))
}

function symbolsOf({kind, symbol, also}: ReleasedChange): readonly string[] {
  const [root = symbol] = symbol.split('.')
  return kind === 'removed' || kind === 'value' ? [root, ...also] : [root]
}

function typeOf(name: string, read: readonly ReleasedPair[]): string | undefined {
  for (const {before} of read) {
    const symbol = before.symbol(name)
    if (!symbol || symbol.kind === 'macro') continue
    if (symbol.kind !== 'enumerator') return wordOf(name)
    return /^enum\s+(\w+)/.exec(before.definition(name)?.text ?? '')?.[1]
  }
  return undefined
}
