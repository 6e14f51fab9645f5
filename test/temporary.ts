/** Directories that last as long as a test. */

import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'

export type Files = Readonly<Record<string, string | Uint8Array>>

export function temporaryDirectory(files: Files = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'uapidoc-test-')))
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}))
  writeFiles(directory, files)
  return directory
}

export function writeFiles(directory: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), {recursive: true})
    writeFileSync(join(directory, path), content)
  }
}

/** Without what the machine's or the user's configuration says. */
export const gitEnvironment = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
}

/** Throws where git does. */
export function git(directory: string, ...args: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync('git', args, {
    cwd: directory,
    encoding: 'utf8',
    env: gitEnvironment,
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** A repository with one commit, tagged `v1`. */
export function temporaryRepository(files: Files): string {
  const directory = temporaryDirectory(files)
  git(directory, 'init', '--quiet', '--initial-branch=main')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '--message=first')
  git(directory, 'tag', 'v1')
  return directory
}
