/** `render` over the real trees: git, docutils and our own check say whether the result is what it should be. */

import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, test} from 'vitest'
import {checkTree} from '../../src/commands/check-tree.ts'
import {render} from '../../src/commands/render.ts'
import type {Tree} from '../../src/model/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {worldWith} from '../commands/world.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {git, temporaryDirectory} from '../temporary.ts'
import {docutilsMessages} from './docutils-messages.ts'
import {sphinxMessages} from './sphinx.ts'

const document = 'Documentation/virt/kvm/api.rst'
const hostHeader = 'include/linux/kvm_host.h'
const trees = kernelTrees()

/** Where a tree has the name with another layout. */
const renames = ['KVM_EXIT_MEMORY_FAULT=KVM_EXIT_MEMORY_FAULT_NOWAIT', 'kvm_run.memory_fault=memory_fault_nowait']

interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

async function run(...words: readonly string[]): Promise<Ran> {
  const kept = worldWith()
  const status = await render.run(words, kept.world)
  return {status, stdout: kept.stdout(), stderr: kept.stderr()}
}

const copies: string[] = []
afterAll(() => {
  for (const directory of copies) rmSync(directory, {recursive: true, force: true})
})

/** The document and the headers, as a repository. */
function copyOf(tree: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'uapidoc-render-'))
  copies.push(directory)
  const headers = readdirSync(join(tree, 'arch')).map((name) => `arch/${name}/include/uapi`)
  for (const path of ['Documentation/virt/kvm', 'include/uapi', hostHeader, ...headers]) {
    if (existsSync(join(tree, path))) cpSync(join(tree, path), join(directory, path), {recursive: true})
  }
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--message=before')
  return directory
}

/** The whole tree, implementation included, with the files of a copy that changed. */
function withFilesOf(tree: string, copy: string): Tree {
  const [whole, changed] = [directoryTree(tree), directoryTree(copy)]
  return {
    ...whole,
    read: (path) => changed.read(path) ?? whole.read(path),
    readAll: (paths, refuse) => new Map([...whole.readAll(paths, refuse), ...changed.readAll(paths, refuse)]),
  }
}

const fingerprints = (tree: Tree): readonly string[] =>
  checkTree(tree).findings.map(({fingerprint, rule, symbol}) => `${fingerprint} ${rule} ${symbol}`)

interface Range {
  readonly start: number
  readonly end: number
}

const outside = (text: string, {start, end}: Range): string => text.slice(0, start) + text.slice(end)

/** Where a section stands in a document, found by its title or its comment alone; `undefined` where it does not. */
function standingRange(text: string, name: string): Range | undefined {
  const title = new RegExp(`^\\d+\\.\\d+ ${name}\\n`, 'm').exec(text)
  const comment = new RegExp(`^::\\n\\n[ \\t]*\\/\\* ${name} \\*\\/\\n`, 'm').exec(text)
  const start = (title ?? comment)?.index
  if (start === undefined) return undefined
  // The next title, or the next block at the margin of the union's members.
  const next = title ? /^\d+\.(?:\d+)? .*\n[-=]{3,}$/gm : /^::\n\n\t\t/gm
  next.lastIndex = start + 1
  const end = next.exec(text)?.index ?? text.length
  return {start, end: start + text.slice(start, end).trimEnd().length}
}

/** The sections taken out of both documents, with the blank lines before one that is new: what is left is the same, byte by byte. */
function expectSameOutside(before: string, after: string, names: readonly string[]): void {
  let [old, now] = [before, after]
  for (const name of names) {
    const written = standingRange(now, name)
    if (!written) throw new Error(`${name} was not written`)
    const replaced = standingRange(old, name)
    const gap = replaced ? 0 : /\n*$/.exec(now.slice(0, written.start))?.[0].length
    now = outside(now, {start: written.start - (gap ?? 0), end: written.end})
    if (replaced) old = outside(old, replaced)
  }
  expect(now === old).toBe(true)
  expect(old.length).toBeGreaterThan(0.95 * before.length)
}

/** As 6.12 has them. */
const stands = (tree: string): boolean =>
  /^#define KVM_EXIT_MEMORY_FAULT\s/m.test(readFileSync(join(tree, 'include/uapi/linux/kvm.h'), 'utf8'))

const exits = ['KVM_EXIT_MEMORY_FAULT', 'KVM_EXIT_MEMORY_FAULT_NOWAIT'] as const

/** What a series has sections of. */
function sectionsOf(series: string, isRenamed: boolean): readonly string[] {
  const exit = exits[isRenamed ? 1 : 0]
  switch (series) {
    case 'memory-fault-exits@v1':
      return [exit, 'KVM_SET_MEM_FAULT_NOWAIT', 'KVM_CAP_MEM_FAULT_NOWAIT']
    case 'memory-fault-info':
      return [exit, 'KVM_CAP_MEMORY_FAULT_INFO']
    case 'pre-fault-memory':
      return ['KVM_PRE_FAULT_MEMORY']
    default:
      return [exit, 'KVM_CAP_MEM_FAULT_NOWAIT']
  }
}

describe.skipIf(trees.length === 0).each(trees)('$name', ({directory: tree}) => {
  const options = stands(tree) ? renames.flatMap((rename) => ['--rename', rename]) : []

  test('a name that stands with another layout is refused', async () => {
    for (const version of ['v1', 'reply', 'revised']) {
      const attempt = run(`memory-fault-exits@${version}`, '--tree', tree)
      if (stands(tree)) await expect(attempt).rejects.toThrow(/kvm_run\.memory_fault.*KVM_EXIT_MEMORY_FAULT.*--rename/)
      else expect((await attempt).status).toBe(0)
    }
  })

  test('--patch applies with git am, and is what --write writes; nothing else moves', {timeout: 120_000}, async () => {
    const [patched, written] = [copyOf(tree), copyOf(tree)]
    const before = readFileSync(join(patched, document), 'utf8')
    const known = new Set(fingerprints(directoryTree(tree)))
    const outgoing = temporaryDirectory()
    await run('memory-fault-exits@revised', '--tree', patched, '--patch', outgoing, ...options)
    expect(git(patched, 'status', '--porcelain')).toBe('')
    const names = readdirSync(outgoing)
    const mails = names.filter((name) => name.endsWith('.patch')).map((name) => join(outgoing, name))
    expect(names).toHaveLength(4)
    expect(mails).toHaveLength(3)
    git(patched, 'am', '--quiet', ...mails)
    expect(git(patched, 'log', '-1', '--format=%aI')).toBe('2023-02-15T01:16:06+00:00')

    await run('memory-fault-exits@revised', '--tree', written, '--write', ...options)
    expect(git(written, 'diff', '--name-only').split('\n').sort()).toEqual(
      [document, hostHeader, 'include/uapi/linux/kvm.h'].sort(),
    )
    git(written, 'add', '--all')
    expect(git(patched, 'rev-parse', 'HEAD^{tree}')).toBe(git(written, 'write-tree'))

    const after = readFileSync(join(written, document), 'utf8')
    expectSameOutside(before, after, sectionsOf('memory-fault-exits@revised', options.length > 0))
    expect(after, 'as the blocks beside it').toMatch(/\n\t\t\/\* KVM_EXIT_MEMORY_FAULT\w* \*\/\n\t\tstruct \{\n/)
    const [old, now] = docutilsMessages([before, after])
    expect(now).toEqual(old)
    expect(sphinxMessages(after)).toEqual(sphinxMessages(before))
    const found = fingerprints(withFilesOf(tree, written))
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter((fingerprint) => !known.has(fingerprint))).toEqual([])

    const again = await run('memory-fault-exits@revised', '--tree', written, '--format', 'diff', ...options)
    expect(again.stdout).toBe('')
  })

  test.each(['memory-fault-exits@v1', 'memory-fault-exits@reply', 'memory-fault-info', 'pre-fault-memory'])(
    '%s is rendered, and a second time changes nothing',
    {timeout: 60_000},
    async (series) => {
      const directory = copyOf(tree)
      const own = series.startsWith('memory-fault-exits') ? options : []
      const before = readFileSync(join(directory, document), 'utf8')
      await run(series, '--tree', directory, '--write', ...own)
      const after = readFileSync(join(directory, document), 'utf8')
      expect(after).not.toBe(before)
      expectSameOutside(before, after, sectionsOf(series, own.length > 0))
      const [old, now] = docutilsMessages([before, after])
      expect(now?.length).toBeLessThanOrEqual(old?.length ?? 0)
      expect((await run(series, '--tree', directory, '--format', 'diff', ...own)).stdout).toBe('')
    },
  )
})

test.skipIf(trees.length === 0)('numbers that are taken are said', async () => {
  const [tree] = trees.filter(({directory}) => stands(directory))
  if (!tree) return
  const {stderr} = await run(
    'memory-fault-exits@v1',
    '--tree',
    tree.directory,
    ...renames.flatMap((rename) => ['--rename', rename]),
  )
  for (const taken of ['section 4.137', 'section 7.34', 'capability 226', 'exit 38', 'ioctl 0xd2']) {
    expect(stderr).toContain(`${taken} is taken by`)
  }
})
