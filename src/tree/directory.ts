/** A tree that is a directory on disk. */

import type {Buffer} from 'node:buffer'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {InputError, type Tree} from '../model/index.ts'
import {decodeText, rethrow} from './text.ts'

/** `name` is how messages call it, such as the path that was asked for. */
export function directoryTree(directory: string, name = directory): Tree {
  const read = (path: string): string | undefined => readText(join(directory, path), join(name, path))
  return {
    name,
    read,
    readAll(paths, refuse = rethrow) {
      const texts = new Map<string, string>()
      for (const path of paths) {
        try {
          const text = read(path)
          if (text !== undefined) texts.set(path, text)
        } catch (error) {
          if (!(error instanceof InputError)) throw error
          refuse(error)
        }
      }
      return texts
    },
    bytes: (path) => readBytes(join(directory, path), join(name, path)),
    list(below) {
      const files: string[] = []
      collect(directory, below, files)
      return files.sort()
    },
  }
}

function readText(file: string, name: string): string | undefined {
  const bytes = readBytes(file, name)
  return bytes && decodeText(bytes, name)
}

function readBytes(file: string, name: string): Buffer | undefined {
  try {
    // Reading a pipe or a device would wait or go on for ever.
    if (!statSync(file).isFile()) throw new InputError(`${name}: Unexpected directory or device, expected a file`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof InputError) throw error
    if (isAbsent(error)) return undefined
    throw new InputError(`${name}: Unexpected ${codeOf(error)}, expected a file that can be read`)
  }
}

/** Symbolic links are not followed: a kernel tree has loops of them (`tools/testing`), and a link may lead outside. */
function collect(root: string, below: string, files: string[]): void {
  const directory = join(root, below)
  let entries: ReturnType<typeof readDirectory>
  try {
    entries = readDirectory(directory)
  } catch (error) {
    if (isAbsent(error)) return
    throw new InputError(`${directory}: Unexpected ${codeOf(error)}, expected a directory that can be read`)
  }
  for (const entry of entries) {
    const path = below === '' || below === '.' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) collect(root, path, files)
    else if (entry.isFile()) files.push(path)
  }
}

function readDirectory(directory: string) {
  return readdirSync(directory, {withFileTypes: true})
}

/** `ENOTDIR`: a component of the path is a file, so there is no such file either. */
function isAbsent(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
}

export function isDirectory(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false
}
