/** C types as a discriminated union, so that two descriptions are compared by structure, never by spelling. */

import type {Place} from './place.ts'

export type Type =
  | IntegerType
  | FloatType
  | VoidType
  | PointerType
  | ArrayType
  | FlexibleArrayType
  | BitFieldType
  | CompositeType
  | EnumType
  | TypedefType
  | FunctionType

/** `__u64`, `int`, `unsigned long`: `name` is the canonical spelling (see `canonicalInteger` in `read/c`). */
export interface IntegerType {
  readonly kind: 'integer'
  readonly name: string
}

export interface FloatType {
  readonly kind: 'float'
  readonly name: 'float' | 'double' | 'long double'
}

export interface VoidType {
  readonly kind: 'void'
}

export interface PointerType {
  readonly kind: 'pointer'
  readonly to: Type
}

export interface ArrayType {
  readonly kind: 'array'
  readonly of: Type
  readonly length: ArrayLength
}

/** `T name[]`. `T name[0]` is an array of length 0: the same layout, another spelling. */
export interface FlexibleArrayType {
  readonly kind: 'flexible-array'
  readonly of: Type
}

export interface ArrayLength {
  /** The expression as written, tokens joined by single blanks where C needs them. */
  readonly text: string
  /** Its value, where the source at hand defines every name in it. */
  readonly value: number | undefined
}

export interface BitFieldType {
  readonly kind: 'bit-field'
  readonly of: Type
  readonly width: number
}

/** A struct or union: a reference by tag, or a definition where `fields` is there. */
export interface CompositeType {
  readonly kind: 'struct' | 'union'
  readonly name: string | undefined
  readonly fields: readonly Field[] | undefined
  readonly packed?: boolean
  /** `__attribute__((aligned(n)))`, bytes. */
  readonly aligned?: number
  /** `#pragma pack(n)`: no member is aligned to more bytes. */
  readonly pack?: number
}

export interface EnumType {
  readonly kind: 'enum'
  readonly name: string | undefined
}

/** A name that stands for a type which the source at hand does not define. */
export interface TypedefType {
  readonly kind: 'typedef'
  readonly name: string
}

export interface FunctionType {
  readonly kind: 'function'
}

export interface Field {
  /** Absent in an anonymous struct, union or bit-field. */
  readonly name: string | undefined
  readonly type: Type
  /** `__attribute__((aligned(n)))` of the member itself or of its typedef, bytes. */
  readonly aligned?: number
  readonly packed?: boolean
  readonly place: Place
  /** The comments that stand with the member, without their delimiters. */
  readonly comment?: string
}

export function isComposite(type: Type): type is CompositeType {
  return type.kind === 'struct' || type.kind === 'union'
}

/** The member that C calls by this name: of the struct or union itself, or of what is anonymous in it. */
export function memberNamed({fields = []}: CompositeType, name: string): Field | undefined {
  for (const field of fields) {
    if (field.name === name) return field
    const inner = field.name === undefined && isComposite(field.type) ? memberNamed(field.type, name) : undefined
    if (inner) return inner
  }
  return undefined
}
