/** What a series adds to the headers of userspace, as typed data. */

/** A number that the model leaves open is the next free one of the tree it is rendered into. */
export type NumberData = number | 'open'

export interface HeaderData {
  readonly structs: readonly StructData[]
  readonly ioctls: readonly IoctlData[]
  readonly capabilities: readonly NumberedData[]
  readonly exitReasons: readonly NumberedData[]
  readonly constants: readonly ConstantData[]
}

export interface StructData {
  /** `kvm_pre_fault_memory`; `kvm_run.memory_fault` is a struct in the union of `struct kvm_run`. */
  readonly name: string
  readonly members: readonly MemberData[]
  /** Above it in the header, without delimiters. */
  readonly comment?: string
  /** Absent: `include/uapi/linux/kvm.h`. */
  readonly file?: string
}

export type MemberData = PlainMemberData | CompositeMemberData

export interface PlainMemberData {
  readonly name: string
  /** C text of the type in front of the name: `__u64`, `struct kvm_irqchip`. */
  readonly type: string
  /** Of an array: its length, a constant's name, or `flexible`. */
  readonly length?: number | string
  /** Of a bit-field: its width. */
  readonly bits?: number
  /** Beside it in the document, without delimiters: `in/out`. */
  readonly comment?: string
}

/** A struct or union without a tag; where it has no name either, its members are those of the struct around it. */
export interface CompositeMemberData {
  readonly kind: 'struct' | 'union'
  readonly name?: string
  readonly members: readonly MemberData[]
  readonly length?: number | string
  readonly comment?: string
}

export interface IoctlData {
  readonly name: string
  readonly macro: '_IO' | '_IOR' | '_IOW' | '_IOWR'
  /** 0 to 255, of `KVMIO`. */
  readonly number: NumberData
  /** C text: what the macro takes as type; absent with `_IO`. */
  readonly argument?: string
  readonly file?: string
}

/** `#define KVM_CAP_MEM_FAULT_NOWAIT 226`, `#define KVM_EXIT_MEMORY_FAULT 38`. */
export interface NumberedData {
  readonly name: string
  readonly number: NumberData
}

export interface ConstantData {
  readonly name: string
  /** C text: `1ULL << 3`. */
  readonly value: string
  /** Of a `code` one holds at a time; of `flag`s, single bits, any. */
  readonly role: 'code' | 'flag' | 'value'
  /** Where it goes: `kvm_run.memory_fault.flags`; it stands above that member. */
  readonly member?: string
  readonly file?: string
  /** Inline Markdown: what it says. */
  readonly meaning?: string
}
