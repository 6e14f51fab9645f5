/** Lays out structs for one ABI as gcc and clang do. Errors are values; whatever the types, it ends. */

import type {CompositeType, Field, Type} from '../model/index.ts'
import type {Abi} from './abi.ts'
import type {FieldLayout, Hole, Layout, LayoutError, LayoutResult, Resolve} from './layout.ts'
import {type Extent, floatExtent, integerExtent, pointerExtent} from './scalar.ts'

const deepest = 100

/** Thrown inside of this file only: the way out of however many structs are open. */
class Unlayable {
  readonly error: LayoutError
  path = ''

  constructor(error: LayoutError) {
    this.error = error
  }
}

/** Size, alignment and every offset of a struct or union. */
export function layoutOf(type: CompositeType, abi: Abi, resolve: Resolve): LayoutResult {
  return new Layouts(abi, resolve).layoutOf(type)
}

/** Many layouts of one ABI: what structs have in common is laid out once. */
export class Layouts {
  readonly #abi: Abi
  readonly #resolve: Resolve
  readonly #known = new Map<CompositeType, Layout>()
  readonly #open = new Set<CompositeType>()
  #depth = 0

  constructor(abi: Abi, resolve: Resolve) {
    this.#abi = abi
    this.#resolve = resolve
  }

  layoutOf(type: CompositeType): LayoutResult {
    return this.#attempt(() => this.#composite(type))
  }

  /** Bytes of any type, an array's being all of its elements', and its alignment in a struct. */
  extentOf(type: Type): Extent | undefined {
    const result = this.#attempt(() => ({...this.#extent(type), members: [], fields: [], holes: [], tailPadding: 0}))
    return result.ok ? result.layout : undefined
  }

  #attempt(work: () => Layout): LayoutResult {
    this.#open.clear()
    this.#depth = 0
    try {
      return {ok: true, layout: work()}
    } catch (thrown) {
      if (!(thrown instanceof Unlayable)) throw thrown
      return {ok: false, error: thrown.error, path: thrown.path}
    }
  }

  #extent(type: Type): Extent {
    if (this.#depth > deepest) throw new Unlayable({kind: 'too-deep', name: nameOf(type)})
    this.#depth++
    const extent = this.#measure(type)
    this.#depth--
    return extent
  }

  #measure(type: Type): Extent {
    switch (type.kind) {
      case 'integer': {
        const extent = integerExtent(type.name, this.#abi)
        if (extent) return extent
        throw new Unlayable({kind: 'unknown-type', name: type.name})
      }
      case 'float':
        return floatExtent(type.name, this.#abi)
      case 'void':
      case 'function':
        throw new Unlayable({kind: 'incomplete', name: type.kind})
      case 'pointer':
        return pointerExtent(this.#abi)
      case 'array': {
        const {value, text} = type.length
        if (value === undefined || !(value >= 0)) throw new Unlayable({kind: 'unknown-length', text})
        const {size, alignment} = this.#extent(type.of)
        return {size: size * value, alignment}
      }
      case 'flexible-array':
        return {size: 0, alignment: this.#extent(type.of).alignment}
      case 'bit-field':
        return this.#extent(type.of)
      case 'enum': {
        const size = type.name === undefined ? undefined : this.#resolve.enumeration?.(type.name)
        return {size: size ?? 4, alignment: size === 8 ? this.#abi.align64 : (size ?? 4)}
      }
      case 'typedef': {
        const definition = this.#resolve.typedef(type.name)
        if (!definition) throw new Unlayable({kind: 'unknown-type', name: type.name})
        const {size, alignment} = this.#extent(definition.type)
        return {size, alignment: definition.aligned ?? alignment}
      }
      case 'struct':
      case 'union':
        return this.#composite(type)
    }
  }

  #composite(reference: CompositeType): Layout {
    const type = reference.fields ? reference : this.#definition(reference)
    const known = this.#known.get(type)
    if (known) return known
    if (this.#open.has(type)) throw new Unlayable({kind: 'recursive', name: nameOf(type)})
    this.#open.add(type)
    const layout = this.#lay(type)
    this.#open.delete(type)
    this.#known.set(type, layout)
    return layout
  }

  #definition({kind, name}: CompositeType): CompositeType {
    const definition = name === undefined ? undefined : this.#resolve.composite(kind, name)
    if (!definition?.fields) throw new Unlayable({kind: 'incomplete', name: `${kind} ${name ?? ''}`.trim()})
    return definition
  }

  #lay(type: CompositeType): Layout {
    const body = new Body(type)
    for (const field of type.fields ?? []) {
      try {
        this.#place(field, body)
      } catch (thrown) {
        if (thrown instanceof Unlayable) thrown.path = joinPath(field.name, thrown.path)
        throw thrown
      }
    }
    return body.finish(type.aligned)
  }

  #place(field: Field, body: Body): void {
    const {type} = field
    const extent = this.#extent(type)
    if (type.kind === 'bit-field') {
      this.#placeBits(field, extent, type.width, body)
      return
    }
    const own = body.packed || field.packed ? 1 : extent.alignment
    const alignment = Math.min(Math.max(own, field.aligned ?? 1), body.pack)
    const offset = body.take(extent.size, alignment)
    const inner = (type.kind === 'struct' || type.kind === 'union') && type.fields ? this.#composite(type) : undefined
    body.add(field.name, offset, extent.size, inner)
  }

  /**
   * A bit-field does not reach over more units of its type's alignment than the type has itself; with width 0 it closes
   * the unit; a packed one follows the one before it directly.
   */
  #placeBits({name, packed, aligned = 1}: Field, extent: Extent, width: number, body: Body): void {
    if (!(width >= 0)) throw new Unlayable({kind: 'unknown-length', text: name ?? ''})
    const isPacked = body.packed || packed === true || body.pack < Number.POSITIVE_INFINITY
    const alignsStruct = name !== undefined || this.#abi.unnamedBitFieldsAlign
    const start = body.takeBits(width, extent, isPacked, aligned)
    const natural = body.packed || packed ? 1 : Math.min(extent.alignment, body.pack)
    if (alignsStruct) body.align(width > 0 ? natural : extent.alignment)
    if (aligned > 1) body.align(Math.min(aligned, body.pack))
    body.addBits(name, {offset: Math.floor(start / 8), size: extent.size, bitOffset: start % 8, bitWidth: width})
  }
}

/** A struct or union while its members are being placed. */
class Body {
  readonly packed: boolean
  readonly pack: number
  readonly members: FieldLayout[] = []
  readonly fields: FieldLayout[] = []
  readonly #holes: Hole[] = []
  readonly #isUnion: boolean
  /** Bits, because bit-fields end between bytes. */
  #end = 0
  /** Of a union, its largest member. */
  #largest = 0
  #alignment = 1

  constructor({kind, packed, pack = Number.POSITIVE_INFINITY}: CompositeType) {
    this.packed = packed === true
    this.pack = pack
    this.#isUnion = kind === 'union'
  }

  align(alignment: number): void {
    this.#alignment = Math.max(this.#alignment, alignment)
  }

  /** Room for a member; its offset in bytes. */
  take(size: number, alignment: number): number {
    this.align(alignment)
    const start = roundUp(this.#end, alignment * 8)
    this.#advance(start, size * 8)
    return start / 8
  }

  /** Room for a bit-field; where it starts, in bits. */
  takeBits(width: number, {size, alignment}: Extent, packed: boolean, aligned: number): number {
    let start = aligned > 1 ? roundUp(this.#end, aligned * 8) : this.#end
    const unit = alignment * 8
    if (width === 0) start = roundUp(start, unit)
    else if (!packed && Math.ceil(((start % unit) + width) / unit) > (size * 8) / unit) start = roundUp(start, unit)
    this.#advance(start, width)
    return start
  }

  #advance(start: number, bits: number): void {
    if (this.#isUnion) {
      this.#largest = Math.max(this.#largest, start + bits)
      return
    }
    const offset = Math.ceil(this.#end / 8)
    const size = Math.floor(start / 8) - offset
    if (size > 0) this.#holes.push({path: '', offset, size})
    this.#end = start + bits
  }

  addBits(name: string | undefined, bits: Omit<FieldLayout, 'path'>): void {
    this.members.push({path: name ?? '', ...bits})
    if (name !== undefined) this.fields.push({path: name, ...bits})
  }

  /** Lists a member, and what is in its body. */
  add(name: string | undefined, offset: number, size: number, inner: Layout | undefined): void {
    this.members.push({path: name ?? '', offset, size})
    if (name !== undefined) this.fields.push({path: name, offset, size})
    if (!inner) return
    for (const field of inner.fields) {
      this.fields.push({...field, path: joinPath(name, field.path), offset: offset + field.offset})
    }
    for (const hole of inner.holes) {
      this.#holes.push({path: joinPath(name, hole.path), offset: offset + hole.offset, size: hole.size})
    }
    if (inner.tailPadding > 0) {
      const end = offset + inner.size - inner.tailPadding
      this.#holes.push({path: name ?? '', offset: end, size: inner.tailPadding})
    }
  }

  finish(aligned: number | undefined): Layout {
    this.align(aligned ?? 1)
    const bytes = Math.ceil((this.#isUnion ? this.#largest : this.#end) / 8)
    const size = roundUp(bytes, this.#alignment)
    const tailPadding = this.#isUnion ? 0 : size - bytes
    return {
      size,
      alignment: this.#alignment,
      members: this.members,
      fields: this.fields,
      holes: this.#holes,
      tailPadding,
    }
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit
}

function joinPath(outer: string | undefined, inner: string): string {
  return outer === undefined || inner === '' ? (outer ?? inner) : `${outer}.${inner}`
}

function nameOf(type: Type): string {
  if (type.kind === 'struct' || type.kind === 'union') return `${type.kind} ${type.name ?? ''}`.trim()
  return 'name' in type ? (type.name ?? type.kind) : type.kind
}
