/** Every uapi header of a tree, as compilers and our reader see it: the same files, the same stubs, the same macros. */

import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Abi} from '../../src/abi/index.ts'
import type {Tree} from '../../src/model/index.ts'
import {parseC} from '../../src/read/c/index.ts'
import {directoryTree} from '../../src/tree/index.ts'
import {headerFilesOf} from '../../src/uapi/from-header/header-files.ts'
import {TranslationUnit} from '../../src/uapi/from-header/translation-unit.ts'
import type {KernelTree} from '../kernel-trees.ts'

const stub = readFileSync(new URL('gcc-stubs/stub.h', import.meta.url), 'utf8')

/** Headers of the C library and of the kernel that uapi headers include; all of them are the stub. */
const stubbed = [
  ...['limits', 'time', 'sys/types', 'sys/time', 'sys/ioctl', 'sys/socket', 'endian', 'unistd', 'string', 'stdlib'],
  ...['netinet/in', 'netinet/if_ether', 'net/if', 'stdint', 'stddef', 'linux/compiler', 'linux/compiler_types'],
]

export class UapiHeaders {
  readonly tree: Tree
  /** Where compilers run, so that their messages have the tree's own paths. */
  readonly root: string
  readonly #directory: string

  constructor({directory}: KernelTree) {
    this.root = directory
    this.#directory = mkdtempSync(join(tmpdir(), 'uapidoc-oracle-'))
    const texts = new Map([['stub.h', stub], ...stubbed.map((name) => [`${name}.h`, '#include <stub.h>\n'] as const)])
    for (const [path, text] of texts) this.#write(`stubs/${path}`, text)
    const generic = directoryTree(directory).list('include/uapi/asm-generic')
    for (const path of generic.filter((name) => name.endsWith('.h'))) {
      const name = path.slice('include/uapi/asm-generic/'.length)
      this.#write(`asm/asm/${name}`, `#include <asm-generic/${name}>\n`)
    }
    this.tree = stubsUnder(directoryTree(directory), texts)
  }

  #write(path: string, text: string): void {
    const file = join(this.#directory, path)
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, text)
  }

  remove(): void {
    rmSync(this.#directory, {recursive: true})
  }

  /** Names to include: `linux/kvm.h`, `asm/kvm.h` of the architecture, in order. */
  names({architecture}: Abi): readonly string[] {
    const below = (directory: string): readonly string[] =>
      this.tree
        .list(directory)
        .filter((path) => path.endsWith('.h'))
        .map((path) => path.slice(directory.length + 1))
    return [...below('include/uapi'), ...below(`arch/${architecture}/include/uapi`)]
  }

  /** What a compiler needs to find the same files as our reader. */
  compilerOptions({architecture}: Abi): readonly string[] {
    return [
      ...['-x', 'c', '-w', '-nostdinc', '-D__EXPORTED_HEADERS__', '-Iinclude/uapi'],
      ...[`-Iarch/${architecture}/include/uapi`, `-I${this.#directory}/asm`, `-I${this.#directory}/stubs`],
    ]
  }

  /** A translation unit that includes these headers, as our reader reads it. */
  read(names: readonly string[], abi: Abi): TranslationUnit {
    const unit = new TranslationUnit(headerFilesOf(this.tree), abi)
    unit.read(parseC(includeAll(names), 'unit.c'))
    return unit
  }
}

export function includeAll(names: readonly string[]): string {
  return ['stub.h', 'linux/ioctl.h', ...names].map((name) => `#include <${name}>\n`).join('')
}

/** The tree with the stubs where it has no such file, as the compilers' `-I` has it. */
function stubsUnder(tree: Tree, stubs: ReadonlyMap<string, string>): Tree {
  const stubAt = (path: string): string | undefined =>
    path.startsWith('include/uapi/') ? stubs.get(path.slice('include/uapi/'.length)) : undefined
  return {
    ...tree,
    read: (path) => tree.read(path) ?? stubAt(path),
    readAll: (paths, refuse) => {
      const stubTexts = paths.flatMap((path) => {
        const text = stubAt(path)
        return text === undefined ? [] : [[path, text] as const]
      })
      return new Map([...stubTexts, ...tree.readAll(paths, refuse)])
    },
  }
}
