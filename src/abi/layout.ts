/** What a layout is, and what keeps a struct from having one. */

import type {CompositeType, Type} from '../model/index.ts'

export interface Layout {
  /** Bytes. */
  readonly size: number
  readonly alignment: number
  /** The type's own fields, one each, in their order; the path is the name, empty where there is none. */
  readonly members: readonly FieldLayout[]
  /** Every member with a name, those of inner bodies too, in source order, outer ones first. */
  readonly fields: readonly FieldLayout[]
  /** Bytes before a member that belong to none; those of inner bodies too, their ends included. */
  readonly holes: readonly Hole[]
  /** Bytes behind the last member. */
  readonly tailPadding: number
}

export interface FieldLayout {
  /** Dotted: `exception.nr`. Anonymous structs and unions have no part of it. */
  readonly path: string
  /** Bytes from the start of the struct; of a bit-field, the byte that its first bit is in. */
  readonly offset: number
  /** Bytes; 0 for a flexible array; of a bit-field, those of its type. */
  readonly size: number
  /** Bits from the first of that byte: the lowest on a little-endian machine, the highest on a big-endian one. */
  readonly bitOffset?: number
  readonly bitWidth?: number
}

export interface Hole {
  /** The inner body that it is in; empty for the struct itself. */
  readonly path: string
  /** Bytes from the start of the struct. */
  readonly offset: number
  readonly size: number
}

export type LayoutError =
  /** A struct, union or array that is only named. */
  | {readonly kind: 'incomplete'; readonly name: string}
  | {readonly kind: 'recursive'; readonly name: string}
  | {readonly kind: 'unknown-type'; readonly name: string}
  /** A length or a width whose value is not known, or makes no sense. */
  | {readonly kind: 'unknown-length'; readonly text: string}
  /** Typedefs or structs that go deeper than any real ones. */
  | {readonly kind: 'too-deep'; readonly name: string}

export type LayoutResult =
  | {readonly ok: true; readonly layout: Layout}
  | {readonly ok: false; readonly error: LayoutError; readonly path: string}

/** Where names are looked up. */
export interface Resolve {
  /** The definition of a struct or union. */
  readonly composite: (kind: 'struct' | 'union', name: string) => CompositeType | undefined
  readonly typedef: (name: string) => TypedefDefinition | undefined
  /** Bytes of an enum, where it is not `int`. */
  readonly enumeration?: (name: string) => number | undefined
}

export interface TypedefDefinition {
  readonly type: Type
  /** `typedef __u64 __attribute__((aligned(4))) a;`: replaces the type's own alignment. */
  readonly aligned?: number
}

/** For a struct that refers to nothing. */
export const resolveNothing: Resolve = {composite: () => undefined, typedef: () => undefined}
