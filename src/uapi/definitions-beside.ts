/** Names that other headers of the interface define: `kvm_para.h` beside `kvm.h`, `can/raw.h` beside `can.h`. */

import {architectures, type Place, type Tree} from '../model/index.ts'
import {definitions, type Found, parseC} from '../read/c/index.ts'

/**
 * Constants, structs and enumerators of the headers whose names begin as the header's does, or that are in a directory of
 * its name, on all architectures, without
 * regard to conditionals: the question is only whether somebody defines the name.
 */
export function definitionsBeside(tree: Tree, header: string): ReadonlyMap<string, Place> {
  const stem = header.slice(header.lastIndexOf('/') + 1).replace(/\.h$/, '')
  const directories = ['include/uapi', ...architectures.map((name) => `arch/${name}/include/uapi/asm`)]
  const paths = directories
    .flatMap((directory) => tree.list(directory))
    .filter((path) => path !== header && path.endsWith('.h') && isBeside(path, stem))
  const places = new Map<string, Place>()
  for (const [path, text] of tree.readAll(paths)) {
    const {items, source} = parseC(text, path)
    for (const found of definitions(items)) {
      const name = nameOf(found)
      if (name && !places.has(name.text)) places.set(name.text, source.place(name.start, name.end))
    }
  }
  return places
}

function isBeside(path: string, stem: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith(stem) || path.includes(`/${stem}/`)
}

function nameOf(found: Found) {
  switch (found.kind) {
    case 'define':
      return found.define.name
    case 'enumerator':
      return found.enumerator.name
    case 'composite':
    case 'enum':
      return found.specifier.tag
  }
}
