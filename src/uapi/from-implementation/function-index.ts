/** Functions of a group of files by name. A file is scanned when it may matter to what is asked. */

import type {FunctionSource, ScannedFile} from '../../read/c/index.ts'

/** A function and the file it stands in. */
export interface FunctionEntry {
  readonly file: ScannedFile
  readonly source: FunctionSource
}

/** Whether all functions matter, or only those of files where something is dispatched, which have half of the code. */
export type Reach = 'dispatch' | 'all'

/** What a file that dispatches, or has a hook of a dispatcher, says somewhere. */
const dispatchWords = ['ioctl', 'check_extension']

export class FunctionIndex {
  readonly #files: Readonly<Record<Reach, readonly ScannedFile[]>>
  readonly #rest: readonly ScannedFile[]
  readonly #functions: Record<Reach, Map<string, FunctionEntry[]> | undefined> = {dispatch: undefined, all: undefined}

  constructor(files: readonly ScannedFile[]) {
    const dispatch = files.filter((file) => dispatchWords.some((word) => file.has(word)))
    this.#files = {dispatch, all: files}
    this.#rest = files.filter((file) => !dispatch.includes(file))
  }

  files(reach: Reach): readonly ScannedFile[] {
    return this.#files[reach]
  }

  named(name: string, reach: Reach): readonly FunctionEntry[] {
    this.#functions.dispatch ??= indexFunctions(this.#files.dispatch)
    const first = this.#functions.dispatch.get(name) ?? []
    if (reach === 'dispatch') return first
    this.#functions.all ??= indexFunctions(this.#rest)
    const rest = this.#functions.all.get(name) ?? []
    return rest.length === 0 ? first : [...first, ...rest]
  }
}

function indexFunctions(files: readonly ScannedFile[]): Map<string, FunctionEntry[]> {
  const index = new Map<string, FunctionEntry[]>()
  for (const file of files) {
    for (const source of file.topLevel.functions) {
      const entry = {file, source}
      const same = index.get(source.name)
      if (same) same.push(entry)
      else index.set(source.name, [entry])
    }
  }
  return index
}
