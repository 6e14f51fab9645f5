/** The nouns of a userspace interface. `Uapi` is what one source says of it; what it does not say is `undefined`. */

import type {Architecture} from './architecture.ts'
import type {Place} from './place.ts'
import type {Synchronisation} from './series.ts'
import type {CompositeType, Field, Type} from './type.ts'

export type Source = 'document' | 'header' | 'implementation' | 'series'

/** Which file descriptor an ioctl is issued on. */
export type Descriptor = 'system' | 'vm' | 'vcpu' | 'device'

export type Direction = 'none' | 'in' | 'out' | 'in/out'

export interface Uapi {
  readonly source: Source
  readonly sections: readonly Section[]
  readonly ioctls: Index<Ioctl>
  readonly capabilities: Index<Capability>
  readonly exitReasons: Index<ExitReason>
  readonly structs: Index<Struct>
  readonly constants: Index<Constant>
  readonly hostMembers: Index<HostMember>
}

/** A list in source order, found by C name: one name may stand several times. */
export class Index<Item extends {readonly name: string}> implements Iterable<Item> {
  readonly all: readonly Item[]
  readonly #byName: ReadonlyMap<string, readonly Item[]>

  constructor(all: readonly Item[]) {
    this.all = all
    const byName = new Map<string, Item[]>()
    for (const item of all) {
      const same = byName.get(item.name)
      if (same) same.push(item)
      else byName.set(item.name, [item])
    }
    this.#byName = byName
  }

  /** All occurrences of a name, in source order. */
  named(name: string): readonly Item[] {
    return this.#byName.get(name) ?? []
  }

  has(name: string): boolean {
    return this.#byName.has(name)
  }

  get names(): Iterable<string> {
    return this.#byName.keys()
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.all[Symbol.iterator]()
  }
}

/** What every noun has: its C name, its place, and where it holds. */
export interface Occurrence {
  readonly name: string
  readonly place: Place
  /** Unstated: every architecture, or not said. */
  readonly architectures?: readonly Architecture[]
  readonly section?: Section
}

export interface Section {
  /** The title as written. */
  readonly title: string
  /** `4.35`, `7`: the number that the title begins with. */
  readonly number: string | undefined
  /** 1 for a chapter. */
  readonly depth: number
  readonly place: Place
  readonly parent: Section | undefined
}

export interface Ioctl extends Occurrence {
  readonly descriptors?: readonly Descriptor[]
  readonly direction?: Direction
  /** The type of the third argument; `undefined` where there is none or it is not said. */
  readonly argument?: Type | undefined
  /** The whole encoded number, per architecture of the source. */
  readonly number?: bigint | undefined
  readonly errnos?: readonly Errno[]
  /** The header keeps the number, or the name for it, only so that nobody takes it again. */
  readonly deprecated?: boolean
}

export interface Errno {
  readonly name: string
  readonly place: Place
}

export interface Capability extends Occurrence {
  readonly number?: bigint | undefined
  /** Where it is enabled (`KVM_ENABLE_CAP`). */
  readonly target?: readonly Descriptor[]
}

export interface ExitReason extends Occurrence {
  readonly number?: bigint | undefined
}

export interface Struct extends Occurrence {
  readonly type: CompositeType
  /** The whole declaration, from its first word to its semicolon; `place` is the name. */
  readonly extent?: Place
}

export interface Constant extends Occurrence {
  readonly value?: bigint | undefined
  /** How it is defined: `#define`, enumerator, or a row of a document's table. */
  readonly form: 'define' | 'enumerator' | 'row'
  /** Of a function-like macro. */
  readonly parameters?: readonly string[] | undefined
}

/** A member of `struct kvm`, `struct kvm_vcpu` or `struct kvm_arch` and what surrounds it. */
export interface HostMember extends Occurrence {
  readonly struct: string
  readonly field: Field
  /** The `CONFIG_*` conditional around it, as written. */
  readonly guard?: string
  /** The lock that is held around its accesses, where that is known: another member's name, or `kvm->slots_lock`. */
  readonly lock?: string
  /** How a running vCPU learns of a new value, where that is known. */
  readonly synchronisation?: Synchronisation
}
