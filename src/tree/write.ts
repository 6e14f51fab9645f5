/**
 * The one way to write: temporary files beside the targets, then renames, so that nobody sees half of a file; and where one
 * of several cannot be written, what was done before it is undone.
 */

import {chmodSync, copyFileSync, linkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {InputError} from '../model/index.ts'

/** Replaces or creates a file. Through a symbolic link it replaces what the link leads to. Throws `InputError`. */
export function writeFileAtomically(file: string, text: string): void {
  writeFilesAtomically(new Map([[file, text]]))
}

interface Step {
  /** As messages call it. */
  readonly file: string
  readonly target: string
  /** What becomes the target; a file that is removed has none. */
  readonly temporary: string | undefined
  /** A second name of what stands there, until all is done. */
  readonly backup: string | undefined
}

/**
 * All files or none; `removed` are taken away with them. All texts are on the disk before the first file is renamed. Throws
 * `InputError`.
 */
export function writeFilesAtomically(
  texts: ReadonlyMap<string, string | Uint8Array>,
  removed: readonly string[] = [],
): void {
  const steps: Step[] = []
  const done: Step[] = []
  let current = ''
  try {
    for (const [file, text] of texts) {
      current = file
      prepare(file, text, steps)
    }
    for (const file of removed) {
      current = file
      prepare(file, undefined, steps)
    }
    for (const step of steps) {
      current = step.file
      done.unshift(step)
      replace(step)
    }
  } catch (error) {
    for (const step of done) undo(step)
    for (const {temporary} of steps) if (temporary !== undefined) rmSync(temporary, {force: true})
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${current}: Unexpected ${reason}, expected to write there`)
  }
  for (const {backup} of steps) if (backup !== undefined) rmSync(backup, {force: true})
}

function prepare(file: string, text: string | Uint8Array | undefined, steps: Step[]): void {
  const before = statSync(file, {throwIfNoEntry: false})
  const target = before ? realpathSync(file) : resolve(file)
  const beside = (suffix: string): string => join(dirname(target), `.${basename(target)}.${process.pid}.${suffix}`)
  const temporary = text === undefined ? undefined : beside('tmp')
  // What has this name already is not ours to take away: the step is noted after that.
  if (temporary !== undefined) writeFileSync(temporary, '', {flag: 'wx'})
  steps.push({file, target, temporary, backup: before ? beside('old') : undefined})
  if (temporary === undefined || text === undefined) return
  writeFileSync(temporary, text)
  if (before) chmodSync(temporary, before.mode)
}

function replace({target, temporary, backup}: Step): void {
  if (backup !== undefined) keep(target, backup)
  if (temporary === undefined) rmSync(target)
  else renameSync(temporary, target)
}

/** Not every file system has links. */
function keep(target: string, backup: string): void {
  try {
    linkSync(target, backup)
  } catch {
    copyFileSync(target, backup)
  }
}

function undo({target, temporary, backup}: Step): void {
  try {
    if (backup === undefined) {
      if (temporary !== undefined) rmSync(target, {force: true})
    } else if (statSync(backup, {throwIfNoEntry: false})) {
      renameSync(backup, target)
      // Of two names of one file, rename(2) leaves both.
      rmSync(backup, {force: true})
    }
  } catch {
    // The first error is the one to tell; what is left of it stands in the backup.
  }
}
