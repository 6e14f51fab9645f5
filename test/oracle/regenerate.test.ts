/** `--fix` and `--patch` over the real trees: docutils and git say whether the result is what it should be. */

import {spawnSync} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {readDocument} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {git, temporaryDirectory} from '../temporary.ts'
import {uapidoc, useCommand} from '../uapidoc.ts'

useCommand()

const document = 'Documentation/virt/kvm/api.rst'
const trees = kernelTrees()

/** Members of the union in `struct kvm_run`: each stands in a block of its own, below prose that nobody has written. */
const reason = 'it needs a description before it can have a block'
const left: Readonly<Record<string, string>> = {
  'struct kvm_run.iocsr_io': reason,
  'struct kvm_run.internal': reason,
  'struct kvm_run.emulation_failure': reason,
  'struct kvm_run.riscv_csr': reason,
}

interface Finding {
  readonly rule: string
  readonly severity: string
  readonly symbol: string
}

function check(directory: string, ...words: readonly string[]): readonly Finding[] {
  const environment = {GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_AUTHOR_DATE: '1000000000 +0000'}
  const ran = uapidoc(['check', '--tree', directory, '--format', 'json', ...words], {directory, environment})
  expect([0, 1]).toContain(ran.status)
  const {findings} = JSON.parse(ran.stdout) as {findings: readonly Finding[]}
  return findings.filter(({rule, severity}) => rule.startsWith('struct-field-') && severity !== 'info')
}

/** The document and the headers, as a repository. */
function copyOf(tree: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'uapidoc-oracle-'))
  const headers = readdirSync(join(tree, 'arch')).map((name) => `arch/${name}/include/uapi`)
  for (const path of ['Documentation/virt/kvm', 'include/uapi', ...headers]) {
    if (existsSync(join(tree, path))) cpSync(join(tree, path), join(directory, path), {recursive: true})
  }
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--message=before')
  return directory
}

function docutils(texts: readonly string[]): readonly {readonly messages: readonly string[]; readonly rest: string}[] {
  const {status, stdout, stderr} = spawnSync('/usr/bin/python3', [`${import.meta.dirname}/docutils_messages.py`], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The text with everything cut out that a struct of it stands in. */
function outsideOfStructs(text: string): string {
  const blocks = readDocument(text, document, {prefix: 'KVM'}).structs.all.flatMap((struct) => struct.blocks)
  const slices = [...new Map(blocks.map(({offset, endOffset}) => [offset, endOffset]))].sort(
    ([one], [other]) => one - other,
  )
  let at = 0
  const pieces = slices.map(([start, end]) => {
    const piece = text.slice(at, start)
    at = end
    return piece
  })
  return [...pieces, text.slice(at)].join('<struct>')
}

interface Fixed {
  readonly directory: string
  readonly original: string
  readonly before: readonly Finding[]
  readonly after: readonly Finding[]
}

const fixedTrees = new Map<string, Fixed>()

beforeAll(() => {
  for (const {directory: tree} of trees) {
    const directory = copyOf(tree)
    const original = readFileSync(join(tree, document), 'utf8')
    fixedTrees.set(tree, {directory, original, before: check(directory), after: check(directory, '--fix')})
  }
})

afterAll(() => {
  for (const {directory} of fixedTrees.values()) rmSync(directory, {recursive: true, force: true})
})

describe.skipIf(trees.length === 0).each(trees)('$name', ({directory: tree}) => {
  const fixed = () => fixedTrees.get(tree) as Fixed
  const text = () => readFileSync(join(fixed().directory, document), 'utf8')

  test('--fix leaves nothing that can be put right', () => {
    const {before, after} = fixed()
    expect(before.length).toBeGreaterThan(after.length + 5)
    expect(after.map(({symbol}) => symbol).filter((symbol) => !(symbol in left))).toEqual([])
  })

  test('it changes structs alone', () => {
    const {directory, original} = fixed()
    expect(git(directory, 'diff', '--name-only')).toBe(document)
    expect(outsideOfStructs(text())).toBe(outsideOfStructs(original))
  })

  test('a second time changes nothing', () => {
    const before = text()
    expect(check(fixed().directory, '--fix')).toEqual(fixed().after)
    expect(text()).toBe(before)
  })

  test('docutils has no new message, and sees no other difference', () => {
    const [old, now] = docutils([fixed().original, text()])
    expect(old?.messages.length).toBeGreaterThan(0)
    expect(now?.messages).toEqual(old?.messages)
    expect(now?.rest === old?.rest).toBe(true)
  })

  test('git am of --patch gives the same tree', () => {
    const directory = copyOf(tree)
    onTestFinished(() => rmSync(directory, {recursive: true, force: true}))
    const outgoing = temporaryDirectory()
    expect(check(directory, '--patch', outgoing)).toEqual(fixed().before)
    expect(git(directory, 'status', '--porcelain')).toBe('')
    const mails = readdirSync(outgoing).map((name) => join(outgoing, name))
    expect(mails.length).toBeGreaterThan(4)
    git(directory, 'am', '--quiet', ...mails)
    expect(git(directory, 'rev-list', '--count', 'HEAD')).toBe(String(mails.length + 1))
    git(fixed().directory, 'add', '--all')
    expect(git(directory, 'rev-parse', 'HEAD^{tree}')).toBe(git(fixed().directory, 'write-tree'))
  })
})

test.skipIf(trees.length === 0)('what is said to be left is left in some tree', () => {
  const found = new Set([...fixedTrees.values()].flatMap(({after}) => after.map(({symbol}) => symbol)))
  expect(Object.keys(left).filter((symbol) => !found.has(symbol))).toEqual([])
})
