/** Whether a struct is laid out the same without one of its members: then the member only spells out what is padding. */

import {abis, type Layout, layoutOf, type Resolve} from '../../abi/index.ts'
import type {CompositeType, Field, Type} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'
import type {StructComparison} from './struct-comparisons.ts'

/** On which ABIs of the architecture size, alignment and all other offsets stay: every one, only 64-bit ones, or not those. */
export function layoutKept(
  input: TreeInput,
  {header, architecture}: StructComparison,
  member: Field,
): 'all' | 'wide' | 'none' {
  const shorter = without(header.type, member)
  const resolve = resolveIn(input, architecture)
  const changed = abis.filter((abi) => {
    if (abi.architecture !== architecture) return false
    const whole = layoutOf(header.type, abi, resolve)
    const rest = layoutOf(shorter, abi, resolve)
    return !(whole.ok && rest.ok && isSame(whole.layout, rest.layout))
  })
  if (changed.length === 0) return 'all'
  return changed.every(({word}) => word === 4) ? 'wide' : 'none'
}

function resolveIn(input: TreeInput, architecture: StructComparison['architecture']): Resolve {
  const structs = input.headers.get(architecture)?.structs
  return {
    composite: (kind, name) => structs?.named(name).find(({type}) => type.kind === kind)?.type,
    typedef: () => undefined,
  }
}

function without(type: CompositeType, member: Field): CompositeType {
  if (!type.fields) return type
  const fields = type.fields.filter((field) => field !== member)
  return {...type, fields: fields.map((field) => ({...field, type: withoutInside(field.type, member)}))}
}

function withoutInside(type: Type, member: Field): Type {
  return type.kind === 'struct' || type.kind === 'union' ? without(type, member) : type
}

function isSame(whole: Layout, rest: Layout): boolean {
  if (whole.size !== rest.size || whole.alignment !== rest.alignment) return false
  const offsets = new Map(whole.fields.map(({path, offset}) => [path, offset]))
  return rest.fields.every(({path, offset}) => offsets.get(path) === offset)
}
