/** Every struct of the document beside the header's struct that it describes, with what they disagree in. */

import {
  type Architecture,
  type CompositeType,
  type DocumentedStruct,
  type Field,
  type LooseMember,
  memberNamed,
  type Struct,
  type Type,
} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'
import {compareStructs, type Difference, type Resolve} from './compare-struct.ts'
import {inHeaders} from './headers.ts'

export interface StructComparison {
  readonly document: DocumentedStruct
  /** The header's struct that it agrees with best, of those that it may describe. */
  readonly header: Struct
  readonly architecture: Architecture
  readonly differences: readonly Difference[]
}

const cache = new WeakMap<TreeInput, readonly StructComparison[]>()

/** One comparison for each struct of the document that some header defines, and for each member of `kvm_run` by itself. */
export function structComparisons(input: TreeInput): readonly StructComparison[] {
  let comparisons = cache.get(input)
  if (!comparisons) {
    comparisons = [
      ...input.document.structs.all.flatMap((struct) => compare(input, struct)),
      ...input.document.looseMembers.flatMap((loose) => compareLoose(input, loose)),
    ]
    cache.set(input, comparisons)
  }
  return comparisons
}

/**
 * A struct agrees when it agrees with an architecture that its section names, or with any where it names none. Where it
 * agrees with none, the nearest is what it was meant to describe.
 */
function compare(input: TreeInput, document: DocumentedStruct): StructComparison[] {
  const candidates = inHeaders(input, 'structs', document.name)
  const named = candidates.filter(
    ({architectures}) => document.architectures?.some((name) => architectures.includes(name)) ?? true,
  )
  const comparisons = (named.length > 0 ? named : candidates).map(({item, architectures}): StructComparison => {
    const architecture =
      architectures.find((name) => document.architectures?.includes(name)) ?? (architectures[0] as Architecture)
    return {
      document,
      header: item,
      architecture,
      differences: compareStructs(document.type, item.type, resolveIn(input, architecture)),
    }
  })
  const best = comparisons.toSorted((left, right) => left.differences.length - right.differences.length)[0]
  return best ? [best] : []
}

/** A member that is shown alone is the one of this name in the union of `struct kvm_run`, if it is there. */
function compareLoose(input: TreeInput, {name: loose, field, section}: LooseMember): StructComparison[] {
  const name = `${input.prefix.toLowerCase()}_run`
  const [run] = inHeaders(input, 'structs', name)
  const member = run && memberNamed(run.item.type, loose)
  if (!run || !member) return []
  const architecture = run.architectures[0] as Architecture
  const alone = (only: Field): CompositeType => ({...run.item.type, fields: [only]})
  const document = {
    name,
    place: field.place,
    type: alone(field),
    complete: false,
    blocks: [],
    ...(section && {section}),
  }
  const differences = compareStructs(document.type, alone(member), resolveIn(input, architecture))
  return [{document, header: run.item, architecture, differences}]
}

export function resolveIn(input: TreeInput, architecture: Architecture): Resolve {
  return ({name}) =>
    name === undefined ? undefined : input.headers.get(architecture)?.structs.named(name)[0]?.type.fields
}

/** The symbol of a member: `struct kvm_run.memory_fault.gpa`. */
export function memberSymbol({document}: StructComparison, path: string): string {
  return `${document.type.kind} ${document.name}${path === '' ? '' : `.${path}`}`
}

/** What a member is called in a message; an anonymous one by its kind. */
export function fieldName(field: Field): string {
  return field.name ?? `${field.type.kind} {…}`
}

/** A type as C spells it, without the member's name. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'typedef':
      return type.name
    case 'void':
      return 'void'
    case 'pointer':
      return `${typeText(type.to)} *`
    case 'array':
      return `${typeText(type.of)}[${type.length.text}]`
    case 'flexible-array':
      return `${typeText(type.of)}[]`
    case 'bit-field':
      return `${typeText(type.of)} : ${type.width}`
    case 'enum':
      return `enum ${type.name ?? '{…}'}`
    case 'function':
      return 'a function'
    case 'struct':
    case 'union':
      return `${type.kind} ${compositeName(type)}`
  }
}

const compositeName = ({name}: CompositeType): string => name ?? '{…}'
