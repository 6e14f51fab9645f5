/** The members of a struct by the names that C gives them, those of anonymous structs and unions among them. */

import {type CompositeType, type Field, isComposite, type Place, type Type} from '../../../model/index.ts'
import type {Released} from '../../../uapi/index.ts'

export interface Member {
  readonly name: string
  readonly type: Type
  readonly place: Place
  /** Bits from the start of the outermost struct; of a bit-field, of its first bit in its byte's order. */
  readonly bit: number
  /** Bytes. */
  readonly size: number
}

/** Nothing where a type has no layout. `base` is in bits. */
export function membersOf(type: CompositeType, released: Released, base = 0): readonly Member[] {
  const {fields} = definitionOf(type, released)
  const result = released.layoutOf(type)
  if (!fields || !result.ok) return []
  return fields.flatMap((field, index): readonly Member[] => {
    const at = result.layout.members[index]
    if (!at) return []
    const bit = base + at.offset * 8 + (at.bitOffset ?? 0)
    if (field.name !== undefined) return [{name: field.name, type: field.type, place: field.place, bit, size: at.size}]
    return isComposite(field.type) ? membersOf(field.type, released, bit) : []
  })
}

export function definitionOf(type: CompositeType, {resolve}: Released): CompositeType {
  if (type.fields || type.name === undefined) return type
  return resolve.composite(type.kind, type.name) ?? type
}

/** A union and the larges of its members, beside the one that only keeps its size. */
export interface PaddedUnion {
  readonly padding: Field
  /** Bytes. */
  readonly room: number
  readonly others: readonly {readonly field: Field; readonly size: number}[]
}

/** Unions with a member of spare bytes, in the struct and in bodies that stand in it. */
export function paddedUnions(
  type: CompositeType,
  released: Released,
  isSpare: (name: string) => boolean,
): readonly PaddedUnion[] {
  const result = released.layoutOf(type)
  const fields = type.fields ?? []
  if (!result.ok) return []
  const {members} = result.layout
  const inner = fields.flatMap((field) =>
    isComposite(field.type) && field.type.fields ? paddedUnions(field.type, released, isSpare) : [],
  )
  const at = fields.findIndex(({name, type: {kind}}) => kind === 'array' && name !== undefined && isSpare(name))
  const padding = fields[at]
  if (type.kind !== 'union' || !padding) return inner
  const others = fields.flatMap((field, index) => (index === at ? [] : [{field, size: members[index]?.size ?? 0}]))
  return [...inner, {padding, room: members[at]?.size ?? 0, others}]
}
