/** A bound on what is read of a series, so that no mail takes all of the memory. */

import type {FileDiff, Patch} from '../../model/index.ts'
import {type FileKind, kindOfFile} from './facts.ts'

/** Characters of hunks in documents, headers and code. The whole of 6.1 to 6.12, as one patch, has five million. */
const most = 12 * 1024 * 1024

const readable: ReadonlySet<FileKind | undefined> = new Set<FileKind>(['document', 'header', 'code'])

interface ReadablePatches {
  readonly patches: readonly Patch[]
  /** A line for each file that is left out. */
  readonly unread: readonly string[]
}

/** The patches without the files that are too much together with those before them. */
export function readablePatches(patches: readonly Patch[]): ReadablePatches {
  const unread: string[] = []
  let left = most
  const within = patches.map((patch) => {
    const files = patch.files.filter((file) => {
      const path = file.after ?? file.before ?? ''
      const size = readable.has(kindOfFile(path)) ? sizeOf(file) : 0
      if (size <= left) {
        left -= size
        return true
      }
      const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`
      unread.push(
        `${patch.mail.file}:${file.mailLine}: Unexpected ${megabytes(size)} of hunks in ${path}, expected at most ${megabytes(most)} in a series: they are not read`,
      )
      return false
    })
    return files.length === patch.files.length ? patch : {...patch, files}
  })
  return {patches: within, unread}
}

function sizeOf({hunks}: FileDiff): number {
  let size = 0
  for (const {lines} of hunks) for (const {text} of lines) size += text.length + 1
  return size
}
