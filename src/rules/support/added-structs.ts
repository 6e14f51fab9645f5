/** The structs that an addition brings, each with its layout on every ABI. */

import {type Abi, abis, type Layout, layoutOf, type Resolve} from '../../abi/index.ts'
import {type Architecture, architectures, type CompositeType, type Field, type Place} from '../../model/index.ts'
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

/** Of structs that stand since ever, as `struct kvm_run`, the members that are structs. */
export function addedStructs({own, members}: Addition): readonly AddedStruct[] {
  const inner = members.flatMap(({struct, field}): readonly AddedStruct[] => {
    const {name, type, place} = field
    const isNew = (type.kind === 'struct' || type.kind === 'union') && type.fields !== undefined
    return isNew && name !== undefined
      ? [{name: `${struct ?? '{…}'}.${name}`, type, place, architectures: architecturesAt(place)}]
      : []
  })
  return [...inner, ...wholeStructs(own)]
    .filter(({place}) => !isOfProcess(place))
    .map((struct) => ({...struct, architectures: thoseThatUse(struct)}))
}

/** What a signal handler, a debugger or a loader sees is the process' own: as wide, and laid out, as it is itself. */
export function isOfProcess({file}: Place): boolean {
  return /\/(?:elf|ptrace|sigcontext|signal|ucontext)\.h(?:@@|$)/.test(file)
}

/** Architectures by the word that the names of their structs have: all are in `linux/kvm.h`. */
const words: Readonly<Record<string, readonly Architecture[]>> = {
  arm: ['arm64', 'arm'],
  loongarch: ['loongarch'],
  mips: ['mips'],
  ppc: ['powerpc'],
  riscv: ['riscv'],
  s390: ['s390'],
  x86: ['x86'],
}

function thoseThatUse({name, architectures}: AddedStruct): readonly Architecture[] {
  const named = words[/^kvm_([a-z0-9]+)_/.exec(name)?.[1] ?? '']
  return named ? architectures.filter((architecture) => named.includes(architecture)) : architectures
}

/** A place in a hunk begins with the path: `arch/x86/include/uapi/asm/kvm.h`. */
function architecturesAt({file}: Place): readonly Architecture[] {
  const only = architectures.filter((name) => file.startsWith(`arch/${name}/`))
  return only.length > 0 ? only : architectures
}

function wholeStructs(own: Addition['own']): readonly AddedStruct[] {
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
