/** The header's side of the interface: one description for each architecture that has one. */

import {abiOf} from '../../abi/index.ts'
import {type Architecture, architectures as allArchitectures, InputError, type Tree} from '../../model/index.ts'
import type {CFile} from '../../read/c/index.ts'
import {headerFilesOf, includePaths, includesIn} from './header-files.ts'
import {type HeaderUapi, UnitUapi} from './header-uapi.ts'
import {TranslationUnit} from './translation-unit.ts'

export type {HeaderUapi} from './header-uapi.ts'
export {type ReleasedPair, readReleased} from './read-released.ts'
export type {
  Released,
  ReleasedComposite,
  ReleasedEnumerator,
  ReleasedMacro,
  ReleasedSymbol,
} from './released.ts'

export interface HeaderOptions {
  readonly header?: string
  readonly architectures?: readonly Architecture[]
  /** What the interface's names begin with; the header's name in capitals where it is left out. */
  readonly prefix?: string
}

/**
 * Reads a header and what it includes inside the tree, as userspace sees it. Where it includes an `asm/` header of its own
 * name, architectures that have none are left out, unless none has. Throws `InputError` where the tree has no such header.
 */
export function readHeaders(tree: Tree, options: HeaderOptions = {}): ReadonlyMap<Architecture, HeaderUapi> {
  const {header = 'include/uapi/linux/kvm.h', architectures = allArchitectures} = options
  const name = header.slice(header.lastIndexOf('/') + 1)
  const prefix = options.prefix ?? name.replace(/\.h$/, '').toUpperCase()
  const files = headerFilesOf(tree)
  // A wave of its own only for a header that is not there.
  const likely = architectures.map((architecture) => `arch/${architecture}/include/uapi/asm/${name}`)
  files.prefetch([header, ...likely], architectures)
  const generic = files.find([header])
  if (!generic) {
    // What is there but no text is refused by the tree itself, in its own words.
    tree.read(header)
    throw new InputError(`${header}: Unexpected absence in ${tree.name}, expected the header`)
  }
  const counterpart = [...includesIn(generic.items)].find(({path}) => path === `asm/${name}`)
  const ownOf = (architecture: Architecture): CFile | undefined =>
    counterpart && files.find(includePaths(counterpart, header, architecture))
  const having = architectures.filter(ownOf)
  const described = new Map<Architecture, HeaderUapi>()
  for (const architecture of having.length > 0 ? having : architectures) {
    const unit = new TranslationUnit(files, abiOf(architecture))
    unit.read(generic)
    const own = ownOf(architecture)
    described.set(architecture, new UnitUapi(unit, new Set([header, ...(own ? [own.source.file] : [])]), prefix))
  }
  return described
}
