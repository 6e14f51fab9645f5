/** Functions of a group of files by name. */

import type {FunctionSource, ScannedFile} from '../../read/c/index.ts'

/** A function and the file it stands in. */
export interface FunctionEntry {
  readonly file: ScannedFile
  readonly source: FunctionSource
}

export type FunctionIndex = ReadonlyMap<string, readonly FunctionEntry[]>

export function indexFunctions(files: readonly ScannedFile[]): FunctionIndex {
  const index = new Map<string, FunctionEntry[]>()
  for (const file of files) {
    for (const source of file.functions) {
      const entry = {file, source}
      const same = index.get(source.name)
      if (same) same.push(entry)
      else index.set(source.name, [entry])
    }
  }
  return index
}
