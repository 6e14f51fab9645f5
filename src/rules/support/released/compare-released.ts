/** Every header that a change touches, on every ABI: each change once, with the ABIs that it is on. */

import type {AbiName} from '../../../abi/index.ts'
import type {Line, Offset, Place} from '../../../model/index.ts'
import type {ReleasedPair} from '../../../uapi/index.ts'
import type {Change, ReleasedChange} from './change.ts'
import {compareSymbols, type DefinedNow} from './compare-symbols.ts'

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
  return [...merged.values()]
    .map(({change, abis}): ReleasedChange => {
      const having = pairs.filter((pair) => isKnownTo(pair, change))
      return {...change, abis: [...abis], everywhere: having.every(({abi}) => abis.has(abi.name))}
    })
    .toSorted((left, right) => comparePlaces(left.before.place, right.before.place))
}

/** Whether there was on an ABI what is changed: the same name in the same file. */
function isKnownTo({header, before}: ReleasedPair, {kind, symbol, before: {place}}: Change): boolean {
  if (kind === 'header-removed') return header === symbol
  const dot = symbol.indexOf('.')
  return before.symbol(dot === -1 ? symbol : symbol.slice(0, dot))?.place.file === place.file
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
