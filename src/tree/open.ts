/** What `--tree` means: an existing directory wins, else a git revision of the repository one stands in. */

import {resolve} from 'node:path'
import {InputError, type Tree} from '../model/index.ts'
import {directoryTree, isDirectory} from './directory.ts'

export interface OpenedTree {
  readonly tree: Tree
  /** Where it can be written to; `undefined` for a revision, which is what it is. */
  readonly directory: string | undefined
}

/** Throws `InputError` where `spec` is neither. git is only loaded for a revision, since starting processes costs. */
export async function openTree(spec: string, cwd: string): Promise<OpenedTree> {
  if (spec === '') throw new InputError('Unexpected empty name of a tree, expected a directory or a git revision')
  const directory = resolve(cwd, spec)
  if (isDirectory(directory)) return {tree: directoryTree(directory, spec), directory}
  const {gitTree} = await import('./git.ts')
  return {tree: gitTree(spec, cwd), directory: undefined}
}
