/** `--patch DIR`, `--renumber DIR`: a directory of mails, all of them or none. */

import {mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {InputError} from '../model/index.ts'
import {writeFilesAtomically} from '../tree/index.ts'

export interface MailContent {
  /** `0001-Documentation-KVM-Fix-it.patch`. */
  readonly name: string
  readonly text: string | Uint8Array
}

/** `git am DIR/*.patch` would take the mails of an older run too. `option` is what allows them all the same. */
export function refuseOldMails(directory: string, option?: string): void {
  const old = namesIn(directory).find((name) => name.endsWith('.patch'))
  if (old !== undefined) {
    const otherwise = option === undefined ? '' : ` (or ${option})`
    throw new InputError(
      `${join(directory, old)}: Unexpected mail of an earlier run, expected a directory without any${otherwise}`,
    )
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw new InputError(`${directory}: Unexpected ${codeOf(error)}, expected a directory for the mails`)
  }
}

/** What `git format-patch` and `render --patch` call their files. */
const mailName = /^\d{4}-.*\.(?:patch|cover)$/

/** Mails of an earlier run that are there all the same go away, so that `git am` cannot take them. */
export function writeMailFiles(directory: string, mails: readonly MailContent[]): void {
  let created: string | undefined
  try {
    created = makeDirectory(directory)
  } catch (error) {
    throw new InputError(`${directory}: Unexpected ${codeOf(error)}, expected to create a directory there`)
  }
  try {
    const names = new Set(mails.map(({name}) => name))
    const old = namesIn(directory).filter((name) => mailName.test(name) && !names.has(name))
    writeFilesAtomically(
      new Map(mails.map(({name, text}) => [join(directory, name), text])),
      old.map((name) => join(directory, name)),
    )
  } catch (error) {
    if (created !== undefined) rmSync(created, {recursive: true, force: true})
    throw error
  }
}

/** The first of the directories that were made. Alone, mkdir says why it cannot: with all above it, Node says ENOENT. */
function makeDirectory(directory: string): string | undefined {
  try {
    mkdirSync(directory)
    return directory
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined
    if (codeOf(error) !== 'ENOENT') throw error
    return mkdirSync(directory, {recursive: true})
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
