/** The one way to write: temporary files beside the targets, then renames, so that nobody sees half of it. */

import {chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {InputError} from '../model/index.ts'

/** Replaces or creates a file. Through a symbolic link it replaces what the link leads to. Throws `InputError`. */
export function writeFileAtomically(file: string, text: string): void {
  writeFilesAtomically(new Map([[file, text]]))
}

interface Prepared {
  readonly file: string
  readonly target: string
  readonly temporary: string
}

/** All of them are on the disk before the first is renamed: where one cannot be written, none is. Throws `InputError`. */
export function writeFilesAtomically(texts: ReadonlyMap<string, string>): void {
  const prepared: Prepared[] = []
  let current = ''
  try {
    for (const [file, text] of texts) {
      current = file
      const before = statSync(file, {throwIfNoEntry: false})
      const target = before ? realpathSync(file) : resolve(file)
      const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
      prepared.push({file, target, temporary})
      writeFileSync(temporary, text, {flag: 'wx'})
      if (before) chmodSync(temporary, before.mode)
    }
    for (const {file, target, temporary} of prepared) {
      current = file
      renameSync(temporary, target)
    }
  } catch (error) {
    for (const {temporary} of prepared) rmSync(temporary, {force: true})
    throw new InputError(
      `${current}: Unexpected ${error instanceof Error ? error.message : error}, expected to write there`,
    )
  }
}
