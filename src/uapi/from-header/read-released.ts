/** The headers that a change touches, as userspace includes them before it and after it. */

import {type Abi, abis} from '../../abi/index.ts'
import {architectures as allArchitectures, type Tree} from '../../model/index.ts'
import type {CFile} from '../../read/c/index.ts'
import {type HeaderFiles, headerFilesOf, includesIn} from './header-files.ts'
import {Released} from './released.ts'
import {TranslationUnit} from './translation-unit.ts'

/** One header that there was before, on one ABI. */
export interface ReleasedPair {
  /** What programs include: `include/uapi/linux/kvm.h`. */
  readonly header: string
  readonly abi: Abi
  /** Files that the change touches; what others define is only looked up. */
  readonly touched: ReadonlySet<string>
  readonly before: Released
  /** `undefined`: the header is gone. */
  readonly after: Released | undefined
}

/**
 * Reads what the touched headers are part of. An `asm/` header that the `linux/` header of its name includes is read
 * through that one, on the ABIs of its architecture; one of an architecture whose layouts we do not know is left out, and
 * so is whatever is no uapi header. `on` names the ABIs; the order of files gives the order of pairs.
 */
export function readReleased(
  before: Tree,
  after: Tree,
  touched: readonly string[],
  on: readonly Abi[] = abis,
): readonly ReleasedPair[] {
  const files = {before: headerFilesOf(before), after: headerFilesOf(after)}
  const own = new Set(touched)
  const entries = new Map<string, Set<Abi>>()
  for (const path of touched) {
    for (const {header, abi} of entriesOf(path, files.before)) {
      const known = entries.get(header)
      if (known) known.add(abi)
      else entries.set(header, new Set([abi]))
    }
  }
  const headers = [...entries.keys()]
  files.before.prefetch(headers, allArchitectures)
  files.after.prefetch(headers, allArchitectures)
  return headers.flatMap((header) => {
    const [released, current] = [files.before.find([header]), files.after.find([header])]
    if (!released) return []
    return on
      .filter((abi) => entries.get(header)?.has(abi))
      .map((abi) => ({
        header,
        abi,
        touched: own,
        before: release(released, files.before, abi),
        after: current && release(current, files.after, abi),
      }))
  })
}

function release(file: CFile, files: HeaderFiles, abi: Abi): Released {
  const unit = new TranslationUnit(files, abi)
  unit.read(file)
  return new Released(unit)
}

interface Entry {
  readonly header: string
  readonly abi: Abi
}

function entriesOf(path: string, files: HeaderFiles): readonly Entry[] {
  if (/^include\/uapi\/.*\.h$/.test(path)) return abis.map((abi) => ({header: path, abi}))
  const [, directory, name] = /^arch\/(\w+)\/include\/uapi\/asm\/(.*\.h)$/.exec(path) ?? []
  if (!name) return []
  const linux = `include/uapi/linux/${name}`
  const file = files.find([linux])
  const isPart = file && [...includesIn(file.items)].some((include) => include.path === `asm/${name}`)
  const header = isPart ? linux : path
  return abis.filter(({architecture}) => architecture === directory).map((abi) => ({header, abi}))
}
