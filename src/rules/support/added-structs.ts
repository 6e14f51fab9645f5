/** The structs that an addition brings, each with its layout on every ABI. */

import {type Abi, abis, type Layout, layoutOf, type Resolve} from '../../abi/index.ts'
import type {Architecture, CompositeType, Field, Place} from '../../model/index.ts'
import type {Addition} from '../../uapi/index.ts'
import {headerNames, inHeaders} from './headers.ts'

export interface AddedStruct {
  /** `kvm_pre_fault_memory`, `kvm_run.memory_fault`. */
  readonly name: string
  readonly type: CompositeType
  readonly place: Place
  /** Those whose headers have it. */
  readonly architectures: readonly Architecture[]
}

/** Of `struct kvm_run`, which stands since ever, the members of its union that are structs. */
export function addedStructs({own}: Addition): readonly AddedStruct[] {
  return headerNames(own, 'structs').flatMap(({name}) => {
    const found = inHeaders(own, 'structs', name)
    return found.flatMap(({item: {type, place}, architectures}) =>
      name === 'kvm_run' ? runMembers(type, architectures) : [{name, type, place, architectures}],
    )
  })
}

function runMembers({fields = []}: CompositeType, architectures: readonly Architecture[]): readonly AddedStruct[] {
  return fields.flatMap(({name, type, place}): readonly AddedStruct[] => {
    if (type.kind !== 'struct' && type.kind !== 'union') return []
    return name === undefined
      ? runMembers(type, architectures)
      : [{name: `kvm_run.${name}`, type, place, architectures}]
  })
}

export interface LaidOut {
  readonly abi: Abi
  readonly layout: Layout
}

/** On the ABIs where every type in it is known. */
export function layoutsOf({own}: Addition, {type, architectures}: AddedStruct): readonly LaidOut[] {
  const resolve: Resolve = {
    composite: (kind, name) => {
      const found = inHeaders(own, 'structs', name)[0]?.item.type
      return found?.kind === kind ? found : undefined
    },
    typedef: () => undefined,
  }
  // Programs of arm run on arm64, too.
  const meant = new Set([...architectures, ...(architectures.includes('arm64') ? (['arm'] as const) : [])])
  return abis.flatMap((abi) => {
    if (!meant.has(abi.architecture)) return []
    const result = layoutOf(type, abi, resolve)
    return result.ok ? [{abi, layout: result.layout}] : []
  })
}

/** Every member with its dotted path, anonymous ones left out. */
export function membersOf({fields = []}: CompositeType, path = ''): readonly (readonly [string, Field])[] {
  return fields.flatMap((field): readonly (readonly [string, Field])[] => {
    const own = field.name === undefined ? path : path === '' ? field.name : `${path}.${field.name}`
    const inner = field.type.kind === 'struct' || field.type.kind === 'union' ? membersOf(field.type, own) : []
    return field.name === undefined ? inner : [[own, field], ...inner]
  })
}
