/** A tree out of a record, for examples and tests. */

import type {Tree} from '../src/model/index.ts'

export function memoryTree(files: Readonly<Record<string, string>>): Tree {
  return {
    name: 'memory',
    read: (path) => files[path],
    readAll: (paths) => new Map(paths.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]]]))),
    bytes: (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
    list: (directory) =>
      Object.keys(files)
        .filter((path) => directory === '' || path.startsWith(`${directory}/`))
        .sort(),
  }
}
