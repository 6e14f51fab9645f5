/** Our layouts in the form of clang's dump, records inside of records shown where they stand. */

import type {FieldLayout} from '../../src/abi/index.ts'
import type {CompositeType, Type} from '../../src/model/index.ts'
import type {FunctionDefinition, Item} from '../../src/read/c/index.ts'
import type {TranslationUnit} from '../../src/uapi/from-header/translation-unit.ts'
import {UnitTypes} from '../../src/uapi/from-header/unit-types.ts'

/** By keyword and tag, or by the typedef of what has no tag. */
export function ourRecords(unit: TranslationUnit): ReadonlyMap<string, string> {
  const types = new UnitTypes(unit)
  const records = new Map<string, string>()
  for (const [name, defined] of unit.composites) records.set(name, shown(types.composite(defined), types))
  for (const [name, {declaration, declarator}] of unit.typedefs) {
    const {specifier, declarators} = declaration
    const isNamed = (specifier.kind === 'struct' || specifier.kind === 'union') && !specifier.tag && specifier.items
    if (!isNamed || declarator !== declarators[0] || declarator.derivations.length > 0) continue
    const type = recordOf({kind: 'typedef', name}, types)
    if (type) records.set(name, shown(type, types))
  }
  return records
}

/**
 * Where structs and unions begin that have a body, in any branch of any conditional: at their keyword, or where the macro
 * stands that makes them. Bodies of functions are not read, so any place in one counts.
 */
export function isOurPlace({files}: TranslationUnit): (place: string) => boolean {
  const places = new Set<string>()
  const functions: {readonly file: string; readonly from: number; readonly to: number}[] = []
  for (const {items, source} of files) {
    for (const offset of recordOffsets(items)) {
      const {file, line, column} = source.place(offset, offset)
      places.add(`${file}:${line}:${column}`)
    }
    for (const {start, end} of functionsIn(items)) {
      functions.push({file: source.file, from: source.line(start), to: source.line(end)})
    }
  }
  return (place) => {
    if (places.has(place)) return true
    const [file, line] = place.split(':')
    return functions.some((body) => body.file === file && body.from <= Number(line) && Number(line) <= body.to)
  }
}

function* functionsIn(items: readonly Item[]): Iterable<FunctionDefinition> {
  for (const item of items) {
    if (item.kind === 'function') yield item
    else if (item.kind === 'conditional') for (const branch of item.branches) yield* functionsIn(branch.items)
  }
}

function* recordOffsets(items: readonly Item[]): Iterable<number> {
  for (const item of items) {
    if (item.kind === 'macro-call') yield item.start
    else if (item.kind === 'conditional') for (const branch of item.branches) yield* recordOffsets(branch.items)
    else if (item.kind === 'struct-group') {
      yield item.start
      yield* recordOffsets(item.items)
    } else if (item.kind === 'declaration') {
      const {specifier, start} = item
      // A flexible array is declared by a macro, so it begins before its type.
      if (specifier.start !== start) yield start
      if (specifier.kind === 'struct' || specifier.kind === 'union') {
        yield specifier.start
        yield* recordOffsets(specifier.items ?? [])
      }
    }
  }
}

function shown(type: CompositeType, types: UnitTypes): string {
  const result = types.layoutOf(type)
  if (!result.ok) return `${result.error.kind} in ${result.path}`
  const {size, alignment} = result.layout
  return [...members(type, types, 0, 3), `size ${size}, alignment ${alignment}`].join('\n')
}

function members(type: CompositeType, types: UnitTypes, base: number, indentation: number): string[] {
  const result = types.layoutOf(type)
  if (!result.ok) return [result.error.kind]
  return (type.fields ?? []).flatMap((field, index) => {
    const at = result.layout.members[index]
    if (!at) return [`no member ${index}`]
    const line = `${offsetOf(at, base)} ${' '.repeat(indentation)}${field.name ?? ''}`.trimEnd()
    const inner = recordOf(field.type, types)
    return [line, ...(inner ? members(inner, types, base + at.offset, indentation + 2) : [])]
  })
}

/** `12`, or of a bit-field `12:0-3`, without numbers behind the colon where it has no width. */
function offsetOf({offset, bitOffset, bitWidth}: FieldLayout, base: number): string {
  if (bitOffset === undefined || bitWidth === undefined) return `${base + offset}`
  if (bitWidth === 0) return `${base + offset}:-`
  return `${base + offset}:${bitOffset}-${bitOffset + bitWidth - 1}`
}

/** The record that a member is, not one that it is an array of or points to. */
function recordOf(type: Type, types: UnitTypes, depth = 0): CompositeType | undefined {
  if (type.kind === 'typedef' && depth < 20) {
    const definition = types.typedef(type.name)
    return definition && recordOf(definition.type, types, depth + 1)
  }
  if (type.kind !== 'struct' && type.kind !== 'union') return undefined
  if (type.fields) return type
  return type.name === undefined ? undefined : types.resolve.composite(type.kind, type.name)
}
