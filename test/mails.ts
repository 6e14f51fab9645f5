/** Real mails that some tests and measurements need: `MAILS`, a directory as `../shared/mails`. */

import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** `undefined` where none is named, so that tests skip; in CI that is an error. */
export function mailsDirectory(): string | undefined {
  const directory = process.env.MAILS
  if (directory !== undefined && existsSync(join(directory, 'INDEX.jsonl'))) return directory
  if (process.env.CI || directory !== undefined)
    throw new Error('MAILS names no directory of mails with an INDEX.jsonl')
  return undefined
}

/** The mails of the pool by name, in their order. */
export function poolMails(directory: string): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(join(directory, 'pool')).filter((name) => name.endsWith('.eml'))
  return new Map(names.sort().map((name) => [name, readFileSync(join(directory, 'pool', name))]))
}
