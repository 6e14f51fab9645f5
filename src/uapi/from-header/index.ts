/** The header's side of the interface: one description for each architecture that has one. */

import {abiOf} from '../../abi/index.ts'
import {type Architecture, architectures as allArchitectures, InputError, type Tree} from '../../model/index.ts'
import {HeaderFiles} from './header-files.ts'
import {type HeaderUapi, UnitUapi} from './header-uapi.ts'
import {TranslationUnit} from './translation-unit.ts'

export type {HeaderUapi} from './header-uapi.ts'

export interface HeaderOptions {
  readonly header?: string
  readonly architectures?: readonly Architecture[]
  /** What the interface's names begin with; the header's name in capitals where it is left out. */
  readonly prefix?: string
}

/**
 * Reads a header and what it includes inside the tree, as userspace sees it. Architectures that have no `asm/` header of
 * the same name are left out, unless none has. Throws `InputError` where the tree has no such header.
 */
export function readHeaders(tree: Tree, options: HeaderOptions = {}): ReadonlyMap<Architecture, HeaderUapi> {
  const {header = 'include/uapi/linux/kvm.h', architectures = allArchitectures} = options
  const name = header.slice(header.lastIndexOf('/') + 1)
  const prefix = options.prefix ?? name.replace(/\.h$/, '').toUpperCase()
  const files = new HeaderFiles(tree, architectures)
  const counterpart = (architecture: Architecture): string => `arch/${architecture}/include/uapi/asm/${name}`
  files.prefetch([header, ...architectures.map(counterpart)])
  const generic = files.find([header])
  if (!generic) throw new InputError(`${header}: Unexpected absence in ${tree.name}, expected the header`)
  const having = architectures.filter((architecture) => files.find([counterpart(architecture)]))
  const described = new Map<Architecture, HeaderUapi>()
  for (const architecture of having.length > 0 ? having : architectures) {
    const unit = new TranslationUnit(files, abiOf(architecture))
    unit.read(generic)
    described.set(architecture, new UnitUapi(unit, new Set([header, counterpart(architecture)]), prefix))
  }
  return described
}
