/** Names, values and ioctl numbers before and after, on one ABI. */

import {decodeIoctl} from '../../../abi/index.ts'
import type {Released, ReleasedMacro, ReleasedPair, ReleasedSymbol} from '../../../uapi/index.ts'
import type {Change} from './change.ts'
import {LayoutComparison} from './compare-layout.ts'
import {nominal} from './compare-type.ts'
import {isExtensible} from './extensible.ts'
import {isEdition, isExpected} from './spare.ts'

/** Where a name that one header no longer gives is now: in one that is included with it, or in any other that is touched. */
export type DefinedNow = (name: string) => 'architecture' | 'elsewhere' | undefined

export function compareSymbols(
  {touched, before, after}: ReleasedPair & {readonly after: Released},
  definedNow: DefinedNow,
): readonly Change[] {
  const layouts = new LayoutComparison(before, after)
  const changes: Change[] = []
  const resized = new Map<string, string[]>()
  const gone = isComplete(before, after) ? goneFrom([...before.names(touched)], before, after, definedNow) : []
  for (const name of affectedNames([...before.names()], before, after)) {
    const [symbol, current] = [before.symbol(name), after.symbol(name)]
    if (!symbol || !current || isInternal(symbol)) continue
    if (symbol.kind === 'composite') changes.push(...layouts.changesOf(name))
    const struct = resizedArgument(symbol, current, before, after, layouts)
    if (struct === undefined) changes.push(...compareValues(symbol, current, before))
    else resized.set(struct, [...(resized.get(struct) ?? []), name])
  }
  const kept = onceAnEnum(changes, before).flatMap((change) => {
    const ioctls = resized.get(change.symbol) ?? []
    const struct = change.kind === 'grown' ? before.symbol(change.symbol) : undefined
    if (struct?.kind === 'composite' && isExtensible(struct, ioctls.length > 0)) return []
    return [{...change, also: [...change.also, ...ioctls]}]
  })
  return [...gone, ...kept]
}

/** Names on both sides that are defined in other words, or by what is. */
function affectedNames(names: readonly string[], before: Released, after: Released): readonly string[] {
  const changed = new Set<string>()
  const word = (name: string): string => name.slice(name.indexOf(' ') + 1)
  let rest: string[] = []
  const affected: string[] = []
  for (const name of names) {
    const [old, current] = [before.definition(name), after.definition(name)]
    if (current === undefined) changed.add(word(name))
    else if (old === current || old?.text === current.text) rest.push(name)
    else {
      changed.add(word(name))
      affected.push(name)
    }
  }
  for (let size = -1; size < changed.size && changed.size > 0; ) {
    size = changed.size
    rest = rest.filter((name) => {
      const words = after.definition(name)?.words
      if (!words || !hasAny(words, changed)) return true
      changed.add(word(name))
      affected.push(name)
      return false
    })
  }
  return affected
}

function hasAny(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  const [few, many] = words.size < wanted.size ? [words, wanted] : [wanted, words]
  for (const word of few) if (many.has(word)) return true
  return false
}

/** Names that are no more; those that stood one after the other are said once. */
function goneFrom(
  names: readonly string[],
  before: Released,
  after: Released,
  definedNow: DefinedNow,
): readonly Change[] {
  const runs: Change[] = []
  const symbols = names
    .filter((name) => !after.has(name))
    .flatMap((name) => before.symbol(name) ?? [])
    .filter((symbol) => !isGuard(symbol) && !isInternal(symbol))
  for (const {name, place} of symbols) {
    const now = definedNow(name)
    // Where an architecture's own header took it over, the others had no use for it.
    if (now === 'architecture') continue
    const kind = now === 'elsewhere' ? 'moved' : 'removed'
    runs.push({kind, symbol: name, before: {text: name, place}, after: undefined, also: []})
  }
  return runs
}

/** A mark at the end of an enum, which C makes a name of. */
const isInternal = ({kind, name}: ReleasedSymbol): boolean => kind === 'enumerator' && name.startsWith('__')

/** An enumerator that is put between others moves all that follow: the first of them stands for them. */
function onceAnEnum(changes: readonly Change[], released: Released): readonly Change[] {
  const first = new Map<number, string[]>()
  const kept: Change[] = []
  for (const change of changes) {
    const symbol = change.kind === 'value' ? released.symbol(change.symbol) : undefined
    const key = symbol?.kind === 'enumerator' ? symbol.enumeration.offset : undefined
    const also = key === undefined ? undefined : first.get(key)
    if (also) also.push(change.symbol)
    else {
      const followers: string[] = []
      if (key !== undefined) first.set(key, followers)
      kept.push({...change, ...(key !== undefined && {also: followers})})
    }
  }
  return kept
}

/** What a new include defines that is not in the tree may be anything. */
function isComplete(before: Released, after: Released): boolean {
  const known = before.missing
  return [...after.missing].every((path) => known.has(path))
}

/** A macro that only headers ask for: that one was read, that an architecture has something (`__KVM_HAVE_PIT`). */
function isGuard(symbol: ReleasedSymbol): boolean {
  return symbol.kind === 'macro' && symbol.body === '' && /^__|_H_*(?:INCLUDED_*)?$/i.test(symbol.name)
}

/** The struct whose size is all that changed in an ioctl's number, where that struct's own changes say so. */
function resizedArgument(
  before: ReleasedSymbol,
  after: ReleasedSymbol,
  old: Released,
  current: Released,
  layouts: LayoutComparison,
): string | undefined {
  if (before.kind !== 'macro' || after.kind !== 'macro' || !before.ioctl?.argument || !after.ioctl?.argument) return
  const struct = nominal(before.ioctl.argument, old)
  if (struct === undefined || struct !== nominal(after.ioctl.argument, current)) return
  const [one, other] = [decodedNumber(before, old), decodedNumber(after, current)]
  if (!one || !other || one.size === other.size || one.type !== other.type) return
  if (one.number !== other.number || one.direction !== other.direction) return
  return layouts.changesOf(struct).length > 0 ? struct : undefined
}

function decodedNumber({value}: ReleasedMacro, {abi}: Released) {
  return value === undefined ? undefined : decodeIoctl(value, abi)
}

function compareValues(before: ReleasedSymbol, after: ReleasedSymbol, released: Released): readonly Change[] {
  if (!isConstant(before) || !isConstant(after)) return []
  const {name, value} = before
  const sides = (text: string, now: string) => ({
    symbol: name,
    before: {text, place: before.place},
    after: {text: now, place: after.place},
    also: [],
  })
  if (before.kind === 'macro' && after.kind === 'macro') {
    if (before.isString && after.isString) {
      if (before.body === after.body || isEdition(name)) return []
      return [{kind: 'value', ...sides(before.body, after.body)}]
    }
    if (value === undefined || after.value === undefined || isSame(value, after.value)) return []
    if (before.ioctl) {
      const text = (number: bigint) => ioctlText(number, released)
      return [{kind: 'ioctl', ...sides(text(value), text(after.value))}]
    }
  }
  if (value === undefined || after.value === undefined || isSame(value, after.value)) return []
  if (isExpected(name, value, after.value) || gainedBits(before, value, after.value)) return []
  if (value === 0n && isDefault(before) && !isDefault(after)) return []
  return [{kind: 'value', ...sides(numberText(value), numberText(after.value))}]
}

/** A set of flags that names all there are: `(A | B)`. */
function gainedBits(before: ReleasedSymbol, value: bigint, now: bigint): boolean {
  return before.kind === 'macro' && before.body.includes('|') && (value & now) === value
}

/** What holds where an architecture says nothing: a zero there means that it has no such thing. */
const isDefault = ({place}: ReleasedSymbol): boolean => place.file.startsWith('include/')

const isConstant = (symbol: ReleasedSymbol) => symbol.kind === 'macro' || symbol.kind === 'enumerator'

/** `1 << 31` and `1U << 31` are one flag, `-1` and `~0U` one mark. */
function isSame(before: bigint, after: bigint): boolean {
  if (before === after) return true
  const fits = (value: bigint) => value >= -(1n << 31n) && value < 1n << 32n
  const bits = fits(before) && fits(after) ? 32 : 64
  return BigInt.asUintN(bits, before) === BigInt.asUintN(bits, after)
}

/** Flags are easier told apart in hexadecimal. */
function numberText(value: bigint): string {
  return value >= 0x100n ? `0x${value.toString(16)}` : `${value}`
}

const macros = {none: '_IO', in: '_IOW', out: '_IOR', 'in/out': '_IOWR'} as const

function ioctlText(value: bigint, {abi}: Released): string {
  const decoded = decodeIoctl(value, abi)
  if (!decoded) return `0x${value.toString(16)}`
  const {direction, type, number, size} = decoded
  const parts = [`0x${type.toString(16)}`, `0x${number.toString(16).padStart(2, '0')}`]
  return `${macros[direction]}(${[...parts, ...(size > 0 ? [`${size} bytes`] : [])].join(', ')})`
}
