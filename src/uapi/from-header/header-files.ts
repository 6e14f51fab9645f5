/** Header files of a tree: each read and parsed once, whatever the number of architectures; includes found inside the tree. */

import {type Architecture, InputError, type Tree} from '../../model/index.ts'
import {type CFile, type Include, type Item, parseC} from '../../read/c/index.ts'

const read = new WeakMap<Tree, HeaderFiles>()

/** Those of a tree: whoever asks again gets what was read before. */
export function headerFilesOf(tree: Tree): HeaderFiles {
  const known = read.get(tree) ?? new HeaderFiles(tree)
  read.set(tree, known)
  return known
}

export class HeaderFiles {
  readonly #tree: Tree
  /** `undefined`: there is no such file. */
  readonly #files = new Map<string, CFile | undefined>()
  /** Of the tree that this one is over. */
  readonly #below: {readonly files: HeaderFiles; readonly changed: ReadonlySet<string>} | undefined

  constructor(tree: Tree) {
    const {over} = tree
    this.#tree = tree
    this.#below = over && {files: headerFilesOf(over.tree), changed: over.changed}
  }

  /** The file at one of the paths, the first that is there. */
  find(paths: readonly string[]): CFile | undefined {
    for (const path of paths) {
      const file = this.#file(path)
      if (file) return file
    }
    return undefined
  }

  /** Reads files and what they include, as many at once as are known, which a git revision does in one process. */
  prefetch(paths: readonly string[], architectures: readonly Architecture[]): void {
    let wave = paths.filter((path) => !this.#files.has(path))
    while (wave.length > 0) {
      const below = this.#below
      below?.files.prefetch(wave, architectures)
      // What is no text is as if it were not there: whoever includes it notes that.
      const own = below ? wave.filter((path) => below.changed.has(path)) : wave
      for (const [path, text] of this.#tree.readAll(own, () => {})) this.#files.set(path, parseC(text, path))
      const next = new Set<string>()
      for (const path of wave) {
        const file = this.#files.get(path) ?? (below?.changed.has(path) ? undefined : below?.files.find([path]))
        this.#files.set(path, file)
        if (file) for (const included of includedBy(file, architectures)) next.add(included)
      }
      wave = [...next].filter((path) => !this.#files.has(path))
    }
  }

  #file(path: string): CFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#read(path))
    return this.#files.get(path)
  }

  #read(path: string): CFile | undefined {
    if (this.#below && !this.#below.changed.has(path)) return this.#below.files.find([path])
    try {
      const text = this.#tree.read(path)
      return text === undefined ? undefined : parseC(text, path)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      return undefined
    }
  }
}

function includedBy({items, source}: CFile, architectures: readonly Architecture[]): readonly string[] {
  const paths: string[] = []
  for (const include of includesIn(items)) {
    for (const architecture of architectures) paths.push(...includePaths(include, source.file, architecture))
  }
  return paths
}

/** At file scope, in any branch of any conditional. */
export function* includesIn(items: readonly Item[]): Iterable<Include> {
  for (const item of items) {
    if (item.kind === 'include') yield item
    else if (item.kind === 'conditional') for (const branch of item.branches) yield* includesIn(branch.items)
  }
}

/** Where an include may lie, the most likely place first; `asm/` falls back on `asm-generic/`, as Kbuild generates it. */
export function includePaths({path, form}: Include, from: string, architecture: Architecture): readonly string[] {
  const beside = form === 'quote' ? [joinPath(from, path)] : []
  if (!path.startsWith('asm/')) return [...beside, `include/uapi/${path}`]
  const name = path.slice('asm/'.length)
  return [...beside, `arch/${architecture}/include/uapi/asm/${name}`, `include/uapi/asm-generic/${name}`]
}

/** A path beside a file, `..` resolved; what climbs out of the tree is nowhere. */
function joinPath(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
