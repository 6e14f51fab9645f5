/** Every header that a change touches, on every ABI: each change once, with the ABIs that it is on. */

import type {AbiName} from '../../../abi/index.ts'
import type {Line, Offset, Place} from '../../../model/index.ts'
import type {ReleasedPair} from '../../../uapi/index.ts'
import type {Change, ReleasedChange} from './change.ts'
import {compareSymbols, type DefinedNow} from './compare-symbols.ts'
import {joinRemoved} from './removed-runs.ts'

/** The order is that of files by name, then of places in the file before. */
export function compareReleased(pairs: readonly ReleasedPair[]): readonly ReleasedChange[] {
  const merged = new Map<string, {readonly change: Change; readonly abis: Set<AbiName>}>()
  for (const pair of pairs) {
    for (const change of changesOf(pair, pairs)) {
      // Whoever reads a file through another header sees the same.
      const {file, offset} = change.before.place
      const key = `${change.kind} ${change.symbol} ${file}:${offset}`
      const known = merged.get(key)
      if (known) known.abis.add(pair.abi.name)
      else merged.set(key, {change, abis: new Set([pair.abi.name])})
    }
  }
  const changes = [...merged.values()]
    .map(({change, abis}): ReleasedChange => {
      const having = pairs.filter((pair) => isKnownTo(pair, change))
      const everywhere = having.every(({abi}) => abis.has(abi.name))
      return {...change, abis: [...abis], everywhere, reconciles: reconciles(change, abis, having)}
    })
    .toSorted((left, right) => comparePlaces(left.before.place, right.before.place))
  return joinRemoved(changes, pairs)
}

/** Whether there was on an ABI what is changed: the same name in the same file. */
function isKnownTo({header, before}: ReleasedPair, {kind, symbol, before: {place}}: Change): boolean {
  if (kind === 'header-removed') return header === symbol
  return before.symbol(outermost(symbol))?.place.file === place.file
}

/** `struct kvm_run` of `struct kvm_run.mmio.len`. */
function outermost(symbol: string): string {
  const dot = symbol.indexOf('.')
  return dot === -1 ? symbol : symbol.slice(0, dot)
}

/** The ABI of 32-bit programs on a 64-bit kernel, and that kernel's own. */
const narrow: AbiName = 'i386'
const wide: AbiName = 'x86-64'

function reconciles({symbol}: Change, abis: ReadonlySet<AbiName>, having: readonly ReleasedPair[]): boolean {
  if (abis.size > 1 || !abis.has(narrow)) return false
  const layoutOn = (name: AbiName): string | undefined => {
    const after = having.find(({abi}) => abi.name === name)?.after
    const struct = after?.symbol(outermost(symbol))
    const result = struct?.kind === 'composite' ? after?.layoutOf(struct.type) : undefined
    if (!result?.ok) return undefined
    const {size, fields} = result.layout
    return [size, ...fields.map(({path, offset}) => `${path} ${offset}`)].join()
  }
  const layout = layoutOn(narrow)
  return layout !== undefined && layout === layoutOn(wide)
}

function changesOf(pair: ReleasedPair, pairs: readonly ReleasedPair[]): readonly Change[] {
  const {header, abi, before, after} = pair
  if (!after) {
    const side = {text: header, place: startOf(header)}
    return [{kind: 'header-removed', symbol: header, before: side, after: undefined, also: []}]
  }
  const others = pairs.filter((other) => other.abi === abi && other.header !== header)
  const sisters = pairs.filter((other) => other.abi !== abi && other.header === header)
  const definedNow: DefinedNow = (name) => {
    const isTakenOver = sisters.some((other) => other.after?.symbol(name)?.place.file.startsWith('arch/'))
    if (isTakenOver && !before.symbol(name)?.place.file.startsWith('arch/')) return 'architecture'
    return others.some((other) => other.after?.has(name)) ? 'elsewhere' : undefined
  }
  return compareSymbols({...pair, after}, definedNow)
}

function startOf(file: string): Place {
  const [line, offset] = [1 as Line, 0 as Offset]
  return {file, line, column: 1, offset, endLine: line, endColumn: 1, endOffset: offset}
}

function comparePlaces(left: Place, right: Place): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return left.offset - right.offset
}
