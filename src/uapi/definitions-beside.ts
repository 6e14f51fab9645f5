/** Names that other headers of the interface define: `kvm_para.h` beside `kvm.h`, `can/raw.h` beside `can.h`. */

import {architectures, type Place, type Tree} from '../model/index.ts'
import {definitions, type Found, parseC} from '../read/c/index.ts'

/** Where a name is defined; `undefined` where nobody does. */
export type DefinedAt = (name: string) => Place | undefined

/**
 * Looks among the headers whose names begin as the header's does, or that are in a directory of its name, on all
 * architectures, without regard to conditionals: the question is only whether somebody defines the name. Files are read
 * with the first question, and each is parsed when it has the name at all.
 */
export function definitionsBeside(tree: Tree, header: string): DefinedAt {
  let texts: ReadonlyMap<string, string> | undefined
  const parsed = new Map<string, ReadonlyMap<string, Place>>()
  return (name) => {
    texts ??= tree.readAll(pathsBeside(tree, header))
    for (const [path, text] of texts) {
      if (!hasWord(text, name)) continue
      const places = parsed.get(path) ?? definedIn(path, text)
      parsed.set(path, places)
      const place = places.get(name)
      if (place) return place
    }
    return undefined
  }
}

/** Whether a word stands anywhere, and not only as a part of another: `KVM_SET_MSR` in `KVM_SET_MSRS`. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true
  }
  return false
}

function pathsBeside(tree: Tree, header: string): string[] {
  const stem = header.slice(header.lastIndexOf('/') + 1).replace(/\.h$/, '')
  const isBeside = (path: string): boolean =>
    path.slice(path.lastIndexOf('/') + 1).startsWith(stem) || path.includes(`/${stem}/`)
  return ['include/uapi', ...architectures.map((name) => `arch/${name}/include/uapi/asm`)]
    .flatMap((directory) => tree.list(directory))
    .filter((path) => path !== header && path.endsWith('.h') && isBeside(path))
}

function definedIn(path: string, text: string): ReadonlyMap<string, Place> {
  const {items, source} = parseC(text, path)
  const places = new Map<string, Place>()
  for (const found of definitions(items)) {
    const name = nameOf(found)
    if (name && !places.has(name.text)) places.set(name.text, source.place(name.start, name.end))
  }
  return places
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
