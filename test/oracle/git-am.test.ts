/** Patches applied in memory against `git am`: the same verdict, and where it is yes, the same tree. */

import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readMails} from '../../src/read/mail/index.ts'
import {directoryTree, Overlay} from '../../src/tree/index.ts'
import {readPatch} from '../../src/uapi/index.ts'
import {git, gitEnvironment, temporaryDirectory} from '../temporary.ts'

/** A change of a tree that git can make a commit of. */
type Change =
  | {
      readonly kind: 'edit'
      readonly file: string
      readonly at: number
      readonly remove: number
      readonly add: readonly string[]
    }
  | {
      readonly kind: 'create'
      readonly file: string
      readonly lines: readonly string[]
      readonly end: string
      readonly last: boolean
    }
  | {readonly kind: 'delete'; readonly file: string}
  | {readonly kind: 'mode'; readonly file: string}
  | {readonly kind: 'binary'; readonly file: string}
  | {readonly kind: 'link'; readonly file: string}
  | {readonly kind: 'rename'; readonly file: string; readonly to: string}

/** Few words, so that contexts repeat and a hunk fits in several places. */
const word = fc.constantFrom(
  'a',
  'b',
  'c',
  '',
  '-- a',
  '++ b',
  '-- ',
  '--- a/x',
  'From here',
  '@@ -1 +1 @@',
  'ä',
  '\tt ',
)
const file = fc.constantFrom('one', 'two', 'dir/three', 'with blank', 'ünï', 'dir/four')
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      file,
      at: fc.nat(30),
      remove: fc.nat(3),
      add: fc.array(word, {maxLength: 3}),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      file,
      lines: fc.array(word, {minLength: 1, maxLength: 40}),
      end: fc.constantFrom('\n', '\n', '\n', '\r\n'),
      last: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({kind: fc.constant('delete' as const), file}),
      fc.record({kind: fc.constant('mode' as const), file}),
      fc.record({kind: fc.constant('binary' as const), file}),
      fc.record({kind: fc.constant('link' as const), file}),
    ),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('rename' as const), file, to: file})},
)
const scenario = fc.record({
  before: fc.array(change, {minLength: 7, maxLength: 12}),
  commit: fc.array(change, {minLength: 2, maxLength: 5}),
  /** What was done to the tree meanwhile. */
  meanwhile: fc.array(change, {maxLength: 2}),
  context: fc.constantFrom(0, 1, 3, 3, 3, 6),
})

function perform(directory: string, item: Change): void {
  const path = join(directory, item.file)
  const there = lstatSync(path, {throwIfNoEntry: false})
  mkdirSync(dirname(path), {recursive: true})
  if (item.kind === 'create') {
    rmSync(path, {force: true})
    writeFileSync(path, item.lines.join(item.end) + (item.last ? item.end : ''))
  } else if (!there) return
  else if (item.kind === 'delete') rmSync(path)
  else if (item.kind === 'rename') {
    mkdirSync(dirname(join(directory, item.to)), {recursive: true})
    renameSync(path, join(directory, item.to))
  } else if (item.kind === 'link') {
    rmSync(path)
    symlinkSync('two', path)
  } else if (there.isSymbolicLink()) return
  else if (item.kind === 'mode') chmodSync(path, there.mode & 0o100 ? 0o644 : 0o755)
  else if (item.kind === 'binary') writeFileSync(path, Buffer.from([0, 255, ...readFileSync(path).subarray(0, 50), 1]))
  else {
    const lines = readFileSync(path, 'latin1').split('\n')
    lines.splice(
      Math.min(item.at, lines.length),
      item.remove,
      ...item.add.map((text) => Buffer.from(text).toString('latin1')),
    )
    writeFileSync(path, lines.join('\n'), 'latin1')
  }
}

const cases = 400

test(`${cases} commits: git am's verdict, and git am's tree`, async () => {
  const directory = temporaryDirectory()
  git(directory, 'init', '--quiet', '--initial-branch=main')
  git(directory, 'commit', '--quiet', '--allow-empty', '--message=root')
  const root = git(directory, 'rev-parse', 'HEAD')
  const commit = (items: readonly Change[]): string => {
    for (const item of items) perform(directory, item)
    git(directory, 'add', '--all')
    git(directory, 'commit', '--quiet', '--allow-empty', '--message=change it')
    return git(directory, 'rev-parse', 'HEAD')
  }
  const checkout = (revision: string) => {
    git(directory, 'checkout', '--quiet', '--force', '--detach', revision)
    git(directory, 'clean', '-qfdx')
  }
  const count = {accepted: 0, refused: 0}
  const wrong: string[] = []
  for (const [index, {before, commit: items, meanwhile, context}] of fc
    .sample(scenario, {seed: 5, numRuns: cases})
    .entries()) {
    checkout(root)
    const base = commit(before)
    const changed = commit(items)
    const mail = git(directory, 'format-patch', '--stdout', '--binary', '-M', `-U${context}`, `${base}..${changed}`)
    checkout(base)
    const target = commit(meanwhile)
    const mails = await readMails(`${mail}\n`, 'patch')
    const [patch] = mails.map(readPatch)
    if (mail === '' || !patch || patch.files.length === 0) continue
    const links = new Set(
      git(directory, 'ls-files', '-s', '-z')
        .split('\0')
        .filter((line) => line.startsWith('120000'))
        .map((line) => line.split('\t')[1]),
    )
    // What a tree reads through a link is not the link: such files are git's alone.
    if (patch.files.some((item) => links.has(item.before ?? '') || [item.oldMode, item.newMode].includes('120000')))
      continue
    const {tree, verdicts} = new Overlay(directoryTree(directory)).apply(patch.files, {patch: 0, fuzz: 0})
    const texts = new Map(tree.touched.map((path) => [path, readSafely(() => tree.read(path))]))
    const ours = patch.problems.length === 0 && verdicts.every(({problem}) => problem === undefined)
    writeFileSync(join(directory, '.git/mail'), `${mail}\n`)
    const {status, stderr} = am(directory)
    const theirs = status === 0
    if (ours !== theirs)
      wrong.push(`${index}: git ${theirs ? 'accepts' : 'refuses'}: ${stderr} ${verdicts.map(({problem}) => problem)}`)
    else if (theirs) {
      for (const [path, text] of texts) {
        const now = existsSync(join(directory, path)) ? readFileSync(join(directory, path), 'utf8') : undefined
        if (text !== 'binary' && text !== now)
          wrong.push(`${index}: ${path}: ${JSON.stringify(text)} is not ${JSON.stringify(now)}`)
      }
      const names = git(directory, 'diff', '--name-only', '-z', '--no-renames', target, 'HEAD')
        .split('\0')
        .filter((name) => name !== '')
      for (const name of names) if (!texts.has(name)) wrong.push(`${index}: ${name} was not touched`)
    }
    count[theirs ? 'accepted' : 'refused']++
    spawnSync('git', ['am', '--abort'], {cwd: directory})
  }
  console.log(`accepted ${count.accepted}, refused ${count.refused}`)
  expect(wrong).toEqual([])
  expect(count.accepted).toBeGreaterThanOrEqual(200)
  expect(count.refused).toBeGreaterThan(15)
})

/** `binary` where it is no text. */
function readSafely(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch {
    return 'binary'
  }
}

function am(directory: string) {
  const {status, stderr} = spawnSync('git', ['am', '--quiet', '.git/mail'], {
    cwd: directory,
    encoding: 'utf8',
    env: gitEnvironment,
  })
  return {status, stderr}
}
