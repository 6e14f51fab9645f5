/** Padding that nobody wrote, in the structs that an addition brings. */

import type {AddedStruct, LaidOut} from './added-structs.ts'

export interface Gap {
  /** On most of the ABIs that have it. */
  readonly bytes: number
  /** The path of the member behind it; `undefined` at the end. */
  readonly member: string | undefined
  /** The ABIs where it is that large, and those where it is not. */
  readonly abis: readonly string[]
  readonly others: readonly string[]
}

/**
 * One gap for all ABIs that have one there. What follows the end of a struct in another one, as the rest of a union, is its
 * business; behind a flexible array are the array's own elements.
 */
export function gapsOf({name, type}: AddedStruct, laidOut: readonly LaidOut[]): readonly Gap[] {
  const isOpen = name.includes('.') || type.fields?.at(-1)?.type.kind === 'flexible-array'
  const found = laidOut.flatMap(({abi, layout}) => {
    const holes = layout.holes.map(({offset, size}) => {
      return {bytes: size, member: layout.fields.find((field) => field.offset === offset + size)?.path, abi: abi.name}
    })
    const isPadded = layout.tailPadding > 0 && !isOpen
    return isPadded ? [...holes, {bytes: layout.tailPadding, member: undefined, abi: abi.name}] : holes
  })
  return [...new Set(found.map(({member}) => member))].map((member) => {
    const same = found.filter((gap) => gap.member === member)
    const sizes = same.map(({bytes}) => bytes)
    const often = (size: number) => sizes.filter((other) => other === size).length
    const bytes = sizes.reduce((most, size) => (often(size) > often(most) ? size : most), sizes[0] ?? 0)
    const abis = same.filter((gap) => gap.bytes === bytes).map(({abi}) => abi)
    const others = laidOut.map(({abi}) => abi.name).filter((abi) => !abis.includes(abi))
    return {bytes, member, abis, others}
  })
}
