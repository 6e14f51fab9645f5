/** A tree that is a git revision, read with git itself: no checkout, no hook, no index, no network. */

import {Buffer} from 'node:buffer'
import {type SpawnSyncReturns, spawnSync} from 'node:child_process'
import {InputError, type Tree} from '../model/index.ts'
import type {Author} from './author.ts'
import {decodeText, rethrow} from './text.ts'

/** `revision` is anything that git takes for a tree: a tag, a branch, `HEAD~3`. `cwd` is where to find the repository. */
export function gitTree(revision: string, cwd: string): Tree {
  const root = resolveRevision(revision, cwd)
  const lists = new Map<string, readonly string[]>()
  // A process each is what costs here: nothing is asked twice. `undefined`: there is no such file.
  const texts = new Map<string, string | undefined>()
  const readAll: Tree['readAll'] = (paths, refuse = rethrow) => {
    // A batch request is a line, so a path with a line feed in it cannot be asked for.
    const asked = paths.filter((path) => !texts.has(path) && !path.includes('\n'))
    if (asked.length > 0) {
      const input = asked.map((path) => `${root}:${path}\n`).join('')
      const output = git(['cat-file', '--batch', '--follow-symlinks'], cwd, input).stdout
      readBatch(output, asked, revision, texts, refuse)
    }
    const found = new Map<string, string>()
    for (const path of paths) {
      const text = texts.get(path)
      if (text !== undefined) found.set(path, text)
    }
    return found
  }
  return {
    name: revision,
    read: (path) => readAll([path]).get(path),
    readAll,
    bytes(path) {
      const {status, stdout} = git(['cat-file', 'blob', `${root}:${path}`], cwd)
      return status === 0 ? stdout : undefined
    },
    list(directory) {
      const known = lists.get(directory)
      if (known) return known
      const files = listFiles(root, directory, cwd)
      lists.set(directory, files)
      return files
    },
  }
}

function resolveRevision(revision: string, cwd: string): string {
  // `--end-of-options`: a revision that begins with a dash is no option.
  const {status, stdout, stderr} = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`],
    cwd,
  )
  if (status === 0) return stdout.toString('latin1').trim()
  const reason = stderr.toString('utf8').split('\n', 1)[0]
  const detail = reason ? `git says: ${reason}` : `the repository at ${cwd} has no such revision`
  throw new InputError(`${revision}: Unexpected tree, expected a directory or a git revision (${detail})`)
}

/**
 * The commits of a range, `v6.12..topic`, as `git format-patch` writes them, one after the other. Throws `InputError` where
 * git knows no such range.
 */
export function gitMails(range: string, cwd: string): Uint8Array {
  const options = [
    '--stdout',
    '--numbered',
    '--binary',
    '--find-renames',
    '--no-attach',
    '--no-thread',
    '--no-cover-letter',
  ]
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/', '--no-ext-diff', '--no-textconv', '--unified=3']
  const {status, stdout, stderr} = git(['format-patch', ...options, ...prefixes, '--end-of-options', range, '--'], cwd)
  if (status === 0) return stdout
  const reason = stderr.toString('utf8').split('\n', 1)[0]
  throw new InputError(`${range}: Unexpected range, expected one of revisions (git says: ${reason})`)
}

/** From git's configuration and environment (GIT_AUTHOR_NAME, GIT_AUTHOR_DATE, …); nothing is guessed. */
export function gitAuthor(cwd: string): Author {
  const {stdout} = git(['-c', 'user.useConfigOnly=true', 'var', 'GIT_AUTHOR_IDENT'], cwd)
  const match = /^(.*) <([^<>]*)> (\d+) ([+-]\d{4})$/m.exec(stdout.toString('utf8'))
  const [, name, email, seconds, zone] = match ?? []
  if (!name || !email || !zone) {
    throw new InputError(
      'git: Unexpected lack of an author, expected one (git config user.name NAME, git config user.email ADDRESS)',
    )
  }
  return {name, email, date: {seconds: Number(seconds), zone}}
}

/** Regular files only: symbolic links and submodules have other modes. */
function listFiles(root: string, directory: string, cwd: string): readonly string[] {
  const whole = directory === '' || directory === '.'
  const below = whole ? [] : ['--', `${directory}/`]
  const {stdout} = git(['ls-tree', '-r', '-z', '--full-tree', root, ...below], cwd)
  const files: string[] = []
  for (const entry of stdout.toString('utf8').split('\0')) {
    const tab = entry.indexOf('\t')
    if (entry.startsWith('100') && tab > 0) files.push(entry.slice(tab + 1))
  }
  return files.sort()
}

/**
 * The answers of `git cat-file --batch`, in the order of the requests.
 *
 *     > <hash> blob 13\n
 *       int main(void)\n
 *     > <tree>:<path> missing\n
 *     > dangling 28\n            (also `loop`, `notdir`, `symlink`: a symbolic link that leads to no file of the tree)
 *       <hash>:<path>\n
 */
function readBatch(
  output: Buffer,
  paths: readonly string[],
  revision: string,
  texts: Map<string, string | undefined>,
  refuse: (problem: InputError) => void,
): void {
  let at = 0
  for (const path of paths) {
    const feed = output.indexOf(0x0a, at)
    if (feed < 0) break
    const header = output.toString('utf8', at, feed)
    at = feed + 1
    if (header.endsWith(' missing') || header.endsWith(' ambiguous')) {
      texts.set(path, undefined)
      continue
    }
    const [kind, type, size] = header.split(' ')
    const length = Number(size ?? type)
    const bytes = output.subarray(at, at + length)
    at += length + 1
    if (size === undefined) {
      texts.set(path, undefined)
      continue
    }
    const name = `${revision}:${path}`
    try {
      if (type !== 'blob') throw new InputError(`${name}: Unexpected ${type} ${kind}, expected a file`)
      texts.set(path, decodeText(bytes, name))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      refuse(error)
    }
  }
}

const quiet = {
  /** Nothing is asked of a person, and a partial clone fetches nothing. */
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
}

function git(args: readonly string[], cwd: string, input = ''): SpawnSyncReturns<Buffer> {
  const result = spawnSync('git', ['--no-pager', ...args], {
    cwd,
    input: Buffer.from(input),
    env: {...process.env, ...quiet},
    maxBuffer: 2 ** 31 - 1,
  })
  if (result.error) throw new InputError(`git: Unexpected ${result.error.message}, expected git to run in ${cwd}`)
  return result
}
