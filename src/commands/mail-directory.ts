/** `--patch DIR`: a directory of mails, all of them or none. */

import {mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {InputError} from '../model/index.ts'
import {writeFilesAtomically} from '../tree/index.ts'
import type {MailFile} from '../write/index.ts'

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

export function writeMailFiles(directory: string, mails: readonly MailFile[]): void {
  let created: string | undefined
  try {
    created = mkdirSync(directory, {recursive: true})
  } catch (error) {
    throw new InputError(`${directory}: Unexpected ${codeOf(error)}, expected to create a directory there`)
  }
  try {
    writeFilesAtomically(new Map(mails.map(({name, text}) => [join(directory, name), text])))
  } catch (error) {
    if (created !== undefined) rmSync(created, {recursive: true, force: true})
    throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
