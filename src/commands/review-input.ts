/** Where mails come from: files, a directory of them or a maildir, standard input. */

import {constants} from 'node:buffer'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {InputError, type Mail} from '../model/index.ts'
import {findMails, type StoredMail} from '../read/mail/index.ts'
import {mailsOfRange, parseRange, type Range} from '../tree/index.ts'

/** `-` is standard input, `base..topic` a range of git's where no file has that name. Throws `InputError`. */
export async function mailsOf(words: readonly string[], directory: string): Promise<readonly Mail[]> {
  return readAll(await storedMailsOf(words, directory))
}

/** The same, each read when it is asked for. */
export async function storedMailsOf(words: readonly string[], directory: string): Promise<readonly StoredMail[]> {
  const mails: StoredMail[] = []
  for await (const {file, bytes} of mailFilesOf(words, directory)) {
    for (const mail of findMails(bytes, file)) mails.push(mail)
  }
  return mails
}

export async function readAll(stored: readonly StoredMail[]): Promise<readonly Mail[]> {
  const mails: Mail[] = []
  for (const mail of stored) mails.push(await mail.read())
  return mails
}

/** A file of one mail or many, as it is stored. */
export interface StoredMails {
  readonly file: string
  readonly bytes: Uint8Array
}

export async function* mailFilesOf(words: readonly string[], directory: string): AsyncGenerator<StoredMails> {
  for (const word of words) {
    const range = rangeOf(word, directory)
    if (range) yield {file: word, bytes: await mailsOfRange(range, directory)}
    else for (const file of filesOf(word, directory)) yield {file, bytes: bytesOf(file, directory)}
  }
}

export function rangeOf(word: string, directory: string): Range | undefined {
  return statSync(pathIn(directory, word), {throwIfNoEntry: false}) ? undefined : parseRange(word)
}

/** A maildir's mails are in `cur` and `new` (maildir(5)); names there begin with the time of arrival. */
function filesOf(word: string, directory: string): readonly string[] {
  if (word === '-') return [word]
  const path = pathIn(directory, word)
  if (!statSync(path, {throwIfNoEntry: false})?.isDirectory()) return [word]
  const below = (name: string) =>
    readdirSync(join(path, name), {withFileTypes: true})
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(word, name, entry.name))
      .sort()
  const isMaildir = ['cur', 'new'].every((name) => statSync(join(path, name), {throwIfNoEntry: false})?.isDirectory())
  return isMaildir ? [...below('cur'), ...below('new')] : below('')
}

function pathIn(directory: string, word: string): string {
  return word.startsWith('/') ? word : join(directory, word)
}

function bytesOf(file: string, directory: string): Uint8Array {
  const bytes = contentOf(file, directory)
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`
  if (bytes.length <= constants.MAX_STRING_LENGTH) return bytes
  throw new InputError(
    `${file}: Unexpected ${megabytes(bytes.length)}, expected a file of at most ${megabytes(constants.MAX_STRING_LENGTH)} (git mailsplit makes several of one)`,
  )
}

function contentOf(file: string, directory: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : pathIn(directory, file))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`${file}: Unexpected ${reason}, expected a file of mails`)
  }
}
