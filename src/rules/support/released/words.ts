/** What messages say of a change, in words. */

import {type AbiName, abiNamed, abis as allAbis} from '../../../abi/index.ts'
import type {ReleasedChange} from './change.ts'

/** Where a change is not everywhere: ` on i386`, ` on powerpc and s390`. */
export function onArchitectures({abis, everywhere}: ReleasedChange): string {
  return everywhere ? '' : ` on ${listing(abis.flatMap((name) => architectureText(name, abis)))}`
}

/** An architecture whose ABIs all have it goes by its own name, in place of the first of them. */
function architectureText(name: AbiName, abis: readonly AbiName[]): readonly string[] {
  const {architecture} = abiNamed(name)
  const all = allAbis.filter((abi) => abi.architecture === architecture)
  if (!all.every((abi) => abis.includes(abi.name))) return [name]
  return all[0]?.name === name ? [architecture] : []
}

const most = 4

/** `a`, `b`, `c` and 5 more; in backticks where they are names of C. */
export function namesText(names: readonly string[]): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names
  const rest = names.length - shown.length
  return listing([...shown.map((name) => `\`${name}\``), ...(rest > 0 ? [`${rest} more`] : [])])
}

function listing(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
