/** Whether a member is still of the type that programs were compiled with; layouts of structs are compared elsewhere. */

import {type Abi, integerExtent, type Resolve} from '../../../abi/index.ts'
import {isComposite, type Type} from '../../../model/index.ts'
import {integerMeaning} from '../../../read/c/index.ts'

/** `size`: an array's length, or a scalar's width; `sign`: signed or not; `type`: anything else. */
export type TypeDifference = 'size' | 'sign' | 'type'

export interface TypeSide {
  readonly abi: Abi
  readonly resolve: Resolve
}

/** A type without the typedefs around it. */
export function strip(type: Type, {resolve}: TypeSide): Type {
  let stripped = type
  for (let depth = 0; stripped.kind === 'typedef' && depth < 20; depth++) {
    const definition = resolve.typedef(stripped.name)
    if (!definition) return stripped
    stripped = definition.type
  }
  return stripped
}

/** What arrays are made of, with the name that it goes by. */
export function elementOf(type: Type, side: TypeSide): Type {
  const stripped = strip(type, side)
  return stripped.kind === 'array' || stripped.kind === 'flexible-array' ? elementOf(stripped.of, side) : type
}

/** The name of a struct that is defined elsewhere; a body that stands in its place has none. */
export function nominal(type: Type, side: TypeSide): string | undefined {
  const stripped = strip(type, side)
  if (!isComposite(stripped)) return undefined
  if (stripped.name !== undefined) return `${stripped.kind} ${stripped.name}`
  return type.kind === 'typedef' ? type.name : undefined
}

/** Two structs, or arrays of them in the same number, have no difference here. */
export function typeDifference(
  before: Type,
  after: Type,
  old: TypeSide,
  current: TypeSide,
): TypeDifference | undefined {
  const [one, other] = [strip(before, old), strip(after, current)]
  const [oneOpen, otherOpen] = [openElement(one), openElement(other)]
  // Whatever length a flexible array had to be given before C had any, the struct's size says whether it matters.
  if (otherOpen && (oneOpen || one.kind === 'array')) {
    return typeDifference(oneOpen ?? (one as {of: Type}).of, otherOpen, old, current)
  }
  if (one.kind === 'array' && other.kind === 'array') {
    const inner = typeDifference(one.of, other.of, old, current)
    if (inner) return inner
    const [length, now] = [one.length.value, other.length.value]
    return length === undefined || now === undefined || length === now ? undefined : 'size'
  }
  if (one.kind === 'bit-field' && other.kind === 'bit-field') {
    return one.width === other.width ? typeDifference(one.of, other.of, old, current) : 'size'
  }
  if (isComposite(one) && isComposite(other)) return undefined
  const [scalar, now] = [scalarOf(one, old), scalarOf(other, current)]
  if (!scalar || !now) return one.kind === other.kind || isUnknown(one) || isUnknown(other) ? undefined : 'type'
  if (scalar.size !== now.size) return 'size'
  if (scalar.kind !== now.kind) return 'type'
  return scalar.signed === undefined || now.signed === undefined || scalar.signed === now.signed ? undefined : 'sign'
}

/** A typedef that is left is one that nobody defines. */
const isUnknown = ({kind}: Type): boolean => kind === 'typedef'

/** The element of a flexible array, also of one in the old spelling. */
function openElement(type: Type): Type | undefined {
  if (type.kind === 'flexible-array') return type.of
  return type.kind === 'array' && type.length.value === 0 ? type.of : undefined
}

interface Scalar {
  readonly kind: 'integer' | 'pointer' | 'float'
  readonly size: number
  /** `undefined` where either may be meant: `char`, enums. */
  readonly signed: boolean | undefined
}

/** Enough to tell them apart. */
const floatSizes = {float: 4, double: 8, 'long double': 16} as const

/** The order of bytes is the reader's business: `__be32` has the layout of `__u32`. */
function scalarOf(type: Type, {abi, resolve}: TypeSide): Scalar | undefined {
  switch (type.kind) {
    case 'integer': {
      const size = integerExtent(type.name, abi)?.size
      return size === undefined ? undefined : {kind: 'integer', size, signed: signOf(type.name)}
    }
    case 'enum':
      return {kind: 'integer', size: (type.name && resolve.enumeration?.(type.name)) || 4, signed: undefined}
    case 'pointer':
      return {kind: 'pointer', size: abi.word, signed: undefined}
    case 'float':
      return {kind: 'float', size: floatSizes[type.name], signed: undefined}
    default:
      return undefined
  }
}

function signOf(name: string): boolean | undefined {
  if (name === 'char' || name === '_Bool' || name === 'bool') return undefined
  return !/^unsigned|^_*(?:u|le|be)\d/.test(integerMeaning(name))
}
