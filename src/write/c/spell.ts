/** A member of the model as C spells it: what stands before the name, and the name with what belongs to it. */

import type {CompositeType, Field, Type} from '../../model/index.ts'
import {alignedInteger} from '../../read/c/index.ts'

/** `__u32 a[2]` is `__u32` and `a[2]`. The body of a struct is left out: it needs lines of its own. */
export interface Spelling {
  readonly specifier: string
  /** Empty for an anonymous struct or union. */
  readonly declarator: string
  /** What stands behind the declarator, with a blank before it; mostly nothing. */
  readonly attributes: string
  /** The struct or union that is defined here, in the specifier's place. */
  readonly body: CompositeType | undefined
}

/** `undefined` where the model does not hold enough: the parameters of a function, the enumerators of an enum. */
export function spell(field: Field): Spelling | undefined {
  const declared = declare(field.type, field.name ?? '')
  if (!declared) return undefined
  const {base, declarator} = declared
  const plain = specifierOf(base)
  if (plain === undefined) return undefined
  const aligned = field.aligned === 8 ? alignedName(plain) : undefined
  const alignment = aligned === undefined && field.aligned !== undefined ? [`aligned(${field.aligned})`] : []
  return {
    specifier: aligned ?? plain,
    declarator,
    attributes: attributeList([...(field.packed ? ['packed'] : []), ...alignment]),
    body: (base.kind === 'struct' || base.kind === 'union') && base.fields ? base : undefined,
  }
}

/** What stands behind the closing brace of a definition. */
export function layoutAttributes({packed, aligned}: CompositeType): string {
  return attributeList([...(packed ? ['packed'] : []), ...(aligned === undefined ? [] : [`aligned(${aligned})`])])
}

const attributeList = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` __attribute__((${names.join(', ')}))`

/**
 * Goes from the type inwards and builds the declarator from the name outwards (C11 6.7.6):
 *
 *     pointer to array of 3 int     (*a)[3]     the parentheses keep the pointer before the array
 */
function declare(type: Type, name: string): {readonly base: Type; readonly declarator: string} | undefined {
  let declarator = name
  let base = type
  for (;;) {
    if (base.kind === 'pointer') {
      declarator = `*${declarator}`
      base = base.to
    } else if (base.kind === 'array' || base.kind === 'flexible-array') {
      const inner = declarator.startsWith('*') ? `(${declarator})` : declarator
      declarator = `${inner}[${base.kind === 'array' ? base.length.text : ''}]`
      base = base.of
    } else if (base.kind === 'bit-field') {
      // A width that the reader could not tell is not a number.
      if (!Number.isInteger(base.width)) return undefined
      declarator = `${declarator}${declarator === '' ? '' : ' '}: ${base.width}`
      base = base.of
    } else return {base, declarator}
  }
}

/** The part before the name, without a body. */
function specifierOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'typedef':
      return type.name
    case 'void':
      return 'void'
    case 'struct':
    case 'union':
      if (type.name === undefined && !type.fields) return undefined
      return type.name === undefined ? type.kind : `${type.kind} ${type.name}`
    case 'enum':
      return type.name === undefined ? undefined : `enum ${type.name}`
    case 'function':
    case 'pointer':
    case 'array':
    case 'flexible-array':
    case 'bit-field':
      return undefined
  }
}

/** `__aligned_u64` for `__u64`: the kernel's name for it where there is one. */
function alignedName(integer: string): string | undefined {
  const name = `__aligned_${integer.replace(/^__/, '')}`
  return alignedInteger(name) === integer ? name : undefined
}
