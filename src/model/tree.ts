/** Where files come from: a directory, a git revision, an overlay of patches. All paths are relative, with `/`. */

import type {InputError} from './problem.ts'

export interface Tree {
  /** For messages: the directory, or the revision. */
  readonly name: string
  /** Where it is another tree with changes: what has been read of that one need not be read again. */
  readonly over?: {readonly tree: Tree; readonly changed: ReadonlySet<string>}
  /** The text of a file, or `undefined` where there is none. Throws `InputError` where it cannot be read as text. */
  read(path: string): string | undefined
  /**
   * Reads many at once, which a git revision does in one process; a path without a file is left out. So is one that
   * cannot be read as text, where `refuse` takes the problem; without it the first problem is thrown.
   */
  readAll(paths: readonly string[], refuse?: (problem: InputError) => void): ReadonlyMap<string, string>
  /** What a file holds, text or not; `undefined` where there is none. */
  bytes(path: string): Uint8Array | undefined
  /** Every file below a directory, sorted; an empty list where there is no such directory. */
  list(directory: string): readonly string[]
}
