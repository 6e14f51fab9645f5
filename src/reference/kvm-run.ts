/** The bytes of `struct kvm_run` as a program on some ABI finds them: written by the header, read by whoever is asked. */

import {type Abi, type FieldLayout, type Layout, layoutOf, resolveNothing} from '../abi/index.ts'
import {type CompositeType, InputError, type SeriesVersion, type Struct} from '../model/index.ts'
import {compositeOf, definitions, parseC} from '../read/c/index.ts'
import {readSeries} from '../uapi/index.ts'

/** What stands in front of the union. */
const beginning = `struct kvm_run {
  __u8 request_interrupt_window; __u8 immediate_exit; __u8 padding1[6];
  __u32 exit_reason;
  __u8 ready_for_interrupt_injection; __u8 if_flag; __u16 flags;
  __u64 cr8; __u64 apic_base;
};`

/** What stood there before: a value that no cause writes, so that it is seen where it was left. */
export const staleByte = 0xaa

/** The exits of every KVM that the reference implementation makes, too. */
const exitNumbers: Readonly<Record<string, number>> = {
  KVM_EXIT_HLT: 5,
  KVM_EXIT_MMIO: 6,
  KVM_EXIT_INTERNAL_ERROR: 17,
}

/** A number that a series leaves open until it stands in a tree: one that no kernel has. */
export const openNumber = 0x7fff

export interface ExitReport {
  /** Bytes. */
  readonly gpa: number
  /** Bytes. */
  readonly size: number
  /** The other members, by name. */
  readonly values: Readonly<Record<string, number | string>>
}

export class KvmRun {
  /** `KVM_EXIT_MEMORY_FAULT`. */
  readonly exit: string
  readonly exitNumber: number
  /** As the header lays it out. */
  readonly header: Layout
  /** As a program would have it that copied the struct out of the document. */
  readonly document: Layout
  readonly #abi: Abi
  readonly #member: string
  readonly #constants: ReadonlyMap<string, bigint>
  readonly #unwritten: 'zero' | 'stale'

  /** Throws `InputError` where the version has no exit, or where its struct cannot be laid out. */
  constructor(name: string, version: SeriesVersion, abi: Abi) {
    const section = version.document.sections.find(({kind}) => kind === 'exit')
    if (section?.kind !== 'exit' || section.member === undefined || !version.behaviour) {
      throw new InputError(
        `${name}@${version.id}: Unexpected lack of behaviour, expected an exit that can be simulated`,
      )
    }
    const facts = readSeries(name, version, [abi.architecture])
    const header = facts.headers.get(abi.architecture)
    const number = version.header.exitReasons.find((reason) => reason.name === section.name)?.number
    this.exit = section.name
    this.exitNumber = typeof number === 'number' ? number : openNumber
    this.header = layout(header?.structs.named('kvm_run') ?? [], abi)
    this.document = layout(facts.document.structs.named('kvm_run'), abi)
    this.#abi = abi
    this.#member = section.member
    this.#constants = new Map(
      version.header.constants.flatMap(({name: of, value}) => {
        const evaluated = header?.evaluate(value)
        return evaluated === undefined ? [] : [[of, evaluated] as const]
      }),
    )
    this.#unwritten = version.behaviour.exit.unwritten
  }

  /** Bytes up to the end of the exit's member, behind an exit of the series. */
  report({gpa, size, values}: ExitReport): Uint8Array {
    const bytes = this.#blank(this.exitNumber)
    const own = this.#own(this.header)
    if (this.#unwritten === 'zero') bytes.fill(0, own.offset, own.offset + own.size)
    for (const [name, value] of Object.entries({gpa, size, ...values})) {
      const field = fieldNamed(this.header, `${this.#member}.${name}`)
      if (field) store(bytes, field, this.valueOf(value), this.#abi)
    }
    return bytes
  }

  /** The same behind another exit, whose own member is of no interest here. */
  otherExit(reason: string): Uint8Array {
    return this.#blank(exitNumbers[reason] ?? openNumber)
  }

  /** A number, or a constant of the series. */
  valueOf(value: number | string): bigint {
    return typeof value === 'number' ? BigInt(value) : (this.#constants.get(value) ?? 0n)
  }

  /** A member of the exit, an element of it where it is an array; as the header or as the document has it. */
  read(bytes: Uint8Array, name: string, layout: Layout = this.header): bigint | undefined {
    const field = fieldNamed(layout, `${this.#member}.${name}`)
    return field && load(bytes, field, this.#abi)
  }

  exitReason(bytes: Uint8Array): bigint | undefined {
    const field = fieldNamed(this.header, 'exit_reason')
    return field && load(bytes, field, this.#abi)
  }

  /** The members of the exit in the order of the header. */
  members(layout: Layout = this.header): readonly string[] {
    const prefix = `${this.#member}.`
    return layout.fields.flatMap(({path}) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []))
  }

  #own(layout: Layout): FieldLayout {
    return fieldNamed(layout, this.#member) ?? {path: this.#member, offset: layout.size, size: 0}
  }

  #blank(reason: number): Uint8Array {
    const {offset, size} = this.#own(this.header)
    const bytes = new Uint8Array(offset + size).fill(staleByte)
    const field = fieldNamed(this.header, 'exit_reason')
    if (field) store(bytes, field, BigInt(reason), this.#abi)
    return bytes
  }
}

function fieldNamed({fields}: Layout, path: string): FieldLayout | undefined {
  return fields.find((field) => field.path === path)
}

function layout([struct]: readonly Struct[], abi: Abi): Layout {
  const front = parseC(beginning, 'kvm_run')
  const [found] = definitions(front.items)
  const fields = found?.kind === 'composite' ? (compositeOf(found.specifier, front).fields ?? []) : []
  const type: CompositeType = {kind: 'struct', name: 'kvm_run', fields: [...fields, ...(struct?.type.fields ?? [])]}
  const result = layoutOf(type, abi, resolveNothing)
  if (result.ok) return result.layout
  throw new InputError(`${result.path}: Unexpected ${result.error.kind}, expected a struct that can be laid out`)
}

function bytesInOrder({size}: FieldLayout, {endian}: Abi): readonly number[] {
  const places = Array.from({length: size}, (_, index) => index)
  return endian === 'little' ? places : places.reverse()
}

function store(bytes: Uint8Array, field: FieldLayout, value: bigint, abi: Abi): void {
  bytesInOrder(field, abi).forEach((place, rank) => {
    bytes[field.offset + place] = Number((value >> BigInt(8 * rank)) & 0xffn)
  })
}

function load(bytes: Uint8Array, field: FieldLayout, abi: Abi): bigint {
  return bytesInOrder(field, abi).reduce(
    (value, place, rank) => value | (BigInt(bytes[field.offset + place] ?? 0) << BigInt(8 * rank)),
    0n,
  )
}
