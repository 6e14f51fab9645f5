/** What `--tree` means: an existing directory wins, else a git revision of the repository one stands in. */

import {resolve} from 'node:path'
import type {Tree} from '../model/index.ts'
import {directoryTree, isDirectory} from './directory.ts'

/** Throws `InputError` where `spec` is neither. git is only loaded for a revision, since starting processes costs. */
export async function openTree(spec: string, cwd: string): Promise<Tree> {
  const directory = resolve(cwd, spec)
  if (isDirectory(directory)) return {...directoryTree(directory), name: spec}
  const {gitTree} = await import('./git.ts')
  return gitTree(spec, cwd)
}
