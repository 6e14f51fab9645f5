/** `--patch DIR`: a directory of mails, all of them or none. */

import {mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {InputError} from '../model/index.ts'
import {writeFileAtomically} from '../tree/index.ts'
import type {MailFile} from '../write/index.ts'

/** `git am DIR/*.patch` would take the mails of an older run too. */
export function refuseOldMails(directory: string): void {
  const old = namesIn(directory).find((name) => name.endsWith('.patch'))
  if (old !== undefined) {
    throw new InputError(`${join(directory, old)}: Unexpected mail of an earlier run, expected a directory without any`)
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
  const written: string[] = []
  try {
    for (const {name, text} of mails) {
      writeFileAtomically(join(directory, name), text)
      written.push(join(directory, name))
    }
  } catch (error) {
    for (const file of written) rmSync(file, {force: true})
    if (created !== undefined) rmSync(created, {recursive: true, force: true})
    throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
