/** The one way to write: a temporary file beside the target, then a rename, so that nobody sees half of it. */

import {chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {InputError} from '../model/index.ts'

/** Replaces or creates a file. Through a symbolic link it replaces what the link leads to. Throws `InputError`. */
export function writeFileAtomically(file: string, text: string): void {
  const before = statSync(file, {throwIfNoEntry: false})
  const target = before ? realpathSync(file) : resolve(file)
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    writeFileSync(temporary, text, {flag: 'wx'})
    if (before) chmodSync(temporary, before.mode)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, {force: true})
    throw new InputError(
      `${file}: Unexpected ${error instanceof Error ? error.message : error}, expected to write there`,
    )
  }
}
