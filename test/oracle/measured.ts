/** What our reader says of one header, as C expressions with the numbers that a compiler should give for them. */

import type {CompositeType} from '../../src/model/index.ts'
import type {TranslationUnit} from '../../src/uapi/from-header/translation-unit.ts'
import {UnitTypes} from '../../src/uapi/from-header/unit-types.ts'

export interface Measured {
  /** `struct kvm_run`, a typedef's name, or `values`. */
  readonly name: string
  readonly expressions: readonly string[]
  readonly ours: readonly number[]
}

/** Values of the macros and enumerators that the header itself defines, in two halves of 32 bits. */
export function measureValues(unit: TranslationUnit, isOwn: (file: string) => boolean): Measured {
  const types = new UnitTypes(unit)
  const defines = unit.defines.filter(({define, origin}) => isOwn(origin.source.file) && !define.parameters)
  const enumerators = [...unit.enumerators.values()].filter(({enumerator}) => isOwn(enumerator.origin.source.file))
  const names = [...defines.map(({define}) => define.name.text), ...enumerators.map(({enumerator}) => enumerator.name)]
  const expressions: string[] = []
  const ours: number[] = []
  for (const name of new Set(names)) {
    const value = types.values.named(name)?.value
    if (value === undefined) continue
    const bits = BigInt.asUintN(64, value)
    expressions.push(`(unsigned int)(${name})`, `(unsigned int)((unsigned long long)(${name}) >> 32)`)
    ours.push(Number(bits & 0xffff_ffffn), Number(bits >> 32n))
  }
  return {name: 'values', expressions, ours}
}

/** The structs and unions that the header itself defines, those that only a typedef names too. */
export function measureStructs(unit: TranslationUnit, isOwn: (file: string) => boolean): Measured[] {
  const types = new UnitTypes(unit)
  const tagged = [...unit.composites].flatMap(([name, defined]) =>
    isOwn(defined.origin.source.file) ? [measureStruct(name, types.composite(defined), types)] : [],
  )
  const named = [...unit.typedefs].flatMap(([name, {origin}]) => {
    const type = isOwn(origin.source.file) ? types.typedef(name)?.type : undefined
    const isBody = (type?.kind === 'struct' || type?.kind === 'union') && type.fields && type.name === undefined
    return isBody ? [measureStruct(name, type, types)] : []
  })
  return [...tagged, ...named]
}

/** Size, alignment, and of each member its offset and size. */
function measureStruct(name: string, type: CompositeType, types: UnitTypes): Measured {
  const result = types.layoutOf(type)
  if (!result.ok) return {name, expressions: [`sizeof(${name})`], ours: [Number.NaN]}
  const {size, alignment, fields} = result.layout
  const expressions = [`sizeof(${name})`, `_Alignof(${name})`]
  const ours = [size, alignment]
  for (const field of fields) {
    // A bit-field has no address; clang's dump has their bits.
    if (field.bitWidth !== undefined) continue
    expressions.push(`__builtin_offsetof(${name}, ${field.path})`)
    ours.push(field.offset)
    if (isFlexible(type, field.path)) continue
    expressions.push(`sizeof(((${name} *)0)->${field.path})`)
    ours.push(field.size)
  }
  return {name, expressions, ours}
}

function isFlexible(type: CompositeType, path: string): boolean {
  const [name, ...rest] = path.split('.')
  for (const field of type.fields ?? []) {
    const inner = field.type
    const isBody = inner.kind === 'struct' || inner.kind === 'union'
    if (field.name === undefined && isBody && isFlexible(inner, path)) return true
    if (field.name !== name) continue
    if (rest.length === 0) return inner.kind === 'flexible-array'
    if (isBody) return isFlexible(inner, rest.join('.'))
  }
  return false
}
