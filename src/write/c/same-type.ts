/** Which part of a member's type is the same on both sides, so that the document's own spelling of it can stay. */

import type {Type} from '../../model/index.ts'
import {sameInteger} from '../../read/c/index.ts'

/** What stands around the name: `*`, `[4]`, `: 3`. `[0]` and `[]` are the same. */
export function sameDeclaration(document: Type, header: Type): boolean {
  const [one, other] = [derivationOf(document), derivationOf(header)]
  if (!one || !other) return !one && !other
  return one.kind === other.kind && sameSize(one.size, other.size) && sameDeclaration(one.of, other.of)
}

/** What stands before the name: `__u32`, `struct kvm_a`. Two bodies without a tag are not looked into. */
export function sameSpecifier(document: Type, header: Type): boolean {
  const [one, other] = [baseOf(document), baseOf(header)]
  if (one.kind === 'integer') return other.kind === 'integer' && sameInteger(one.name, other.name)
  if (one.kind !== other.kind) return false
  return !('name' in one) || !('name' in other) || one.name === other.name
}

/** Whether both sides say what the struct is made of and neither gives it a tag. */
export function areBodies(document: Type, header: Type): boolean {
  return [baseOf(document), baseOf(header)].every(
    (type) => (type.kind === 'struct' || type.kind === 'union') && type.name === undefined,
  )
}

interface Derivation {
  readonly kind: 'pointer' | 'array' | 'bit-field'
  readonly of: Type
  readonly size: Size
}

interface Size {
  readonly text: string
  readonly value: number | undefined
}

function derivationOf(type: Type): Derivation | undefined {
  switch (type.kind) {
    case 'pointer':
      return {kind: 'pointer', of: type.to, size: sizeOf(0)}
    case 'array':
      return {kind: 'array', of: type.of, size: type.length}
    case 'flexible-array':
      return {kind: 'array', of: type.of, size: sizeOf(0)}
    case 'bit-field':
      return {kind: 'bit-field', of: type.of, size: sizeOf(type.width)}
    default:
      return undefined
  }
}

const sizeOf = (value: number): Size => ({text: String(value), value})

/** A document that spells out a name which it does not define is not contradicted. */
function sameSize(one: Size, other: Size): boolean {
  return one.text === other.text || one.value === undefined || other.value === undefined || one.value === other.value
}

function baseOf(type: Type): Type {
  const derivation = derivationOf(type)
  return derivation ? baseOf(derivation.of) : type
}
