/** Sizes and alignments of what has no members. */

import type {Abi} from './abi.ts'

export interface Extent {
  /** Bytes. */
  readonly size: number
  /** Bytes, inside a struct. */
  readonly alignment: number
}

/** Bytes of C's own integers; 0 where it is a machine word. */
const integers: ReadonlyMap<string, number> = new Map([
  ['char', 1],
  ['signed char', 1],
  ['unsigned char', 1],
  ['_Bool', 1],
  ['short', 2],
  ['unsigned short', 2],
  ['int', 4],
  ['unsigned int', 4],
  ['long', 0],
  ['unsigned long', 0],
  ['long long', 8],
  ['unsigned long long', 8],
  ['__int128', 16],
  ['unsigned __int128', 16],
])

/** `__u64`, `u64`, `uint64_t`, `__be64`, `u_int64_t`. */
const fixedWidth = /^_*(?:u_?int|int|[us]|le|be)(8|16|32|64|128)(?:_t)?$/

/** `undefined` for a name that is no integer on every machine. */
export function integerExtent(name: string, abi: Abi): Extent | undefined {
  const width = fixedWidth.exec(name)?.[1]
  const size = width === undefined ? integers.get(name) : Number(width) / 8
  return size === undefined ? undefined : extentOf(size === 0 ? abi.word : size, abi)
}

export function floatExtent(name: 'float' | 'double' | 'long double', abi: Abi): Extent {
  if (name === 'long double') return {size: abi.longDouble.size, alignment: abi.longDouble.align}
  return extentOf(name === 'float' ? 4 : 8, abi)
}

export function pointerExtent(abi: Abi): Extent {
  return extentOf(abi.word, abi)
}

function extentOf(size: number, abi: Abi): Extent {
  return {size, alignment: size === 16 ? abi.align128 : size === 8 ? abi.align64 : size}
}
