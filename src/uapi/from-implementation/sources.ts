/** The files of a tree that make up the implementation, by the architecture that they belong to. */

import {type Architecture, architectures, type Tree} from '../../model/index.ts'
import {ScannedFile} from '../../read/c/index.ts'
import {type Kconfig, parseKconfig} from '../../read/kconfig/index.ts'

export interface Sources {
  /** `virt/kvm`, and the headers below `include/` that go with it. */
  readonly generic: FileGroup
  readonly architectures: ReadonlyMap<Architecture, FileGroup>
}

export interface FileGroup {
  /** C files and the headers beside them. */
  readonly code: readonly ScannedFile[]
  /** What all of the code includes. */
  readonly headers: readonly ScannedFile[]
  readonly kconfig: Kconfig
}

const genericHeaders = ['include/uapi/linux/kvm.h', 'include/linux/kvm_types.h', 'include/linux/kvm_host.h']
const architectureHeaders = ['include/uapi/asm/kvm.h', 'include/asm/kvm_host.h']

/** Code that runs beside the kernel, with functions of its own that have the kernel's names. */
const separate = /^arch\/arm64\/kvm\/hyp\/nvhe\//

export function readSources(tree: Tree): Sources {
  const plans = new Map<Architecture | undefined, Plan>()
  plans.set(undefined, plan(tree, 'virt/kvm', genericHeaders))
  for (const architecture of architectures) {
    const found = plan(
      tree,
      `arch/${architecture}/kvm`,
      architectureHeaders.map((header) => `arch/${architecture}/${header}`),
    )
    if (found.code.length > 0) plans.set(architecture, found)
  }
  const texts = tree.readAll(
    [...plans.values()].flatMap((wanted) => [...wanted.code, ...wanted.headers, wanted.kconfig]),
    () => {},
  )
  const groups = new Map<Architecture, FileGroup>()
  let generic: FileGroup = {code: [], headers: [], kconfig: {entries: [], sources: []}}
  for (const [architecture, wanted] of plans) {
    const group = {
      code: scan(texts, wanted.code),
      headers: scan(texts, wanted.headers),
      kconfig: parseKconfig(wanted.kconfig, texts.get(wanted.kconfig) ?? ''),
    }
    if (architecture === undefined) generic = group
    else groups.set(architecture, group)
  }
  return {generic, architectures: groups}
}

interface Plan {
  readonly code: readonly string[]
  readonly headers: readonly string[]
  readonly kconfig: string
}

function plan(tree: Tree, directory: string, headers: readonly string[]): Plan {
  const code = tree.list(directory).filter((path) => /\.[ch]$/.test(path) && !separate.test(path))
  return {code, headers, kconfig: `${directory}/Kconfig`}
}

function scan(texts: ReadonlyMap<string, string>, paths: readonly string[]): readonly ScannedFile[] {
  const files: ScannedFile[] = []
  for (const path of paths) {
    const text = texts.get(path)
    if (text !== undefined) files.push(new ScannedFile(path, text))
  }
  return files
}
