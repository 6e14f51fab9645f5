/**
 * Real mails against `git am`, on those files of the kernel trees that they touch: the same verdict, and where it is yes,
 * the same tree. What a tree has already is taken out of it by git first.
 */

import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Patch} from '../../src/model/index.ts'
import {readMails} from '../../src/read/mail/index.ts'
import {directoryTree, Overlay} from '../../src/tree/index.ts'
import {readPatch} from '../../src/uapi/index.ts'
import {kernelTrees} from '../kernel-trees.ts'
import {mailsDirectory, poolMails} from '../mails.ts'
import {git, gitEnvironment, temporaryRepository} from '../temporary.ts'

const mails = mailsDirectory()

interface PostedPatch {
  readonly name: string
  readonly bytes: Uint8Array
  readonly patch: Patch
}

async function postedPatches(directory: string): Promise<readonly PostedPatch[]> {
  const names = readdirSync(directory).filter((name) => name.endsWith('.eml'))
  const files = [
    ...names.sort().map((name) => [name, readFileSync(join(directory, name))] as const),
    ...poolMails(directory),
  ]
  const posted: PostedPatch[] = []
  for (const [name, bytes] of files) {
    for (const patch of (await readMails(bytes, name)).map(readPatch)) {
      if (patch.files.length > 0) posted.push({name, bytes, patch})
    }
  }
  return posted
}

describe.skipIf(mails === undefined)('git am of real mails', () => {
  test.each(kernelTrees())('on $name', async ({directory}) => {
    const posted = await postedPatches(mails ?? '')
    const paths = new Set(posted.flatMap(({patch}) => patch.files.flatMap(({before, after}) => [before, after])))
    const there = [...paths].filter((path) => path !== undefined && existsSync(join(directory, path)))
    const files = there.map((path) => [path, readFileSync(join(directory, path ?? ''))] as const)
    const repository = temporaryRepository(Object.fromEntries(files))
    const count = {accepted: 0, refused: 0}
    const wrong: string[] = []
    for (const {name, bytes, patch} of posted) {
      const mail = join(repository, '.git/mail')
      writeFileSync(mail, bytes)
      const base = takenOut(repository)
      const {tree, verdicts} = new Overlay(directoryTree(repository)).apply(patch.files, {patch: 0, fuzz: 0})
      const ours = patch.problems.length === 0 && verdicts.every(({problem}) => problem === undefined)
      const touched = new Map(tree.touched.map((path) => [path, tree.read(path)]))
      const {ok, stderr} = run(repository, 'am', '--quiet', mail)
      count[ok ? 'accepted' : 'refused']++
      if (ours !== ok) wrong.push(`${name}: git ${ok ? 'accepts' : 'refuses'} it: ${stderr}`)
      if (ours && ok) {
        const changed = git(repository, 'diff', '--name-only', '--no-renames', base, 'HEAD').split('\n')
        if (changed.join() !== [...touched.keys()].join()) wrong.push(`${name}: git changes ${changed}`)
        for (const [path, text] of touched) {
          const file = join(repository, path)
          const theirs = existsSync(file) ? readFileSync(file, 'utf8') : undefined
          if (text !== theirs) wrong.push(`${name}: ${path} is another`)
        }
      }
      run(repository, 'am', '--abort')
      git(repository, 'reset', '--quiet', '--hard', 'v1')
    }
    console.log(`accepted ${count.accepted}, refused ${count.refused}`)
    expect(wrong).toEqual([])
    expect(count.accepted).toBeGreaterThan(20)
    expect(count.refused).toBeGreaterThan(20)
  })
})

/** A commit without what the mail changes, where the tree has it; the commit that stands else. */
function takenOut(repository: string): string {
  if (run(repository, 'apply', '--reverse', '--index', '.git/mail').ok) {
    git(repository, 'commit', '--quiet', '--message=before')
  }
  return git(repository, 'rev-parse', 'HEAD')
}

function run(repository: string, ...words: readonly string[]): {readonly ok: boolean; readonly stderr: string} {
  const {status, stderr} = spawnSync('git', words, {cwd: repository, encoding: 'utf8', env: gitEnvironment})
  return {ok: status === 0, stderr}
}
