/** From the tree to the model's types: `__u32 a[2], *b;` becomes two fields. What the source does not say stays open. */

import type {CompositeType, Field, Type} from '../../model/index.ts'
import type {
  Attributes,
  CFile,
  CompositeSpecifier,
  Declaration,
  Declarator,
  Derivation,
  Item,
  Specifier,
  StructGroup,
} from './ast.ts'
import {commentOf} from './comment.ts'
import {noAttributes} from './cursor.ts'
import {type Choose, chosenItems} from './definition.ts'
import {evaluate} from './evaluate.ts'
import {alignedInteger, canonicalInteger} from './integer.ts'
import {preprocessingTokens, rangeText} from './preprocessing-token.ts'
import type {TokenRange, Tokens} from './token.ts'

/** The tree that items belong to: the file, or what a macro in it expands to. */
export type Origin = Pick<CFile, 'source' | 'tokens'>

export interface Conversion {
  /** Which branches hold; all where nobody says. */
  readonly choose?: Choose
  /** The value of an array's length, a bit-field's width, an alignment. Default: literals and operators. */
  readonly constant?: (tokens: Tokens, range: TokenRange) => bigint | undefined
  /** What an item stands for where a macro decides; `undefined` where it stands for itself, as all does in the end. */
  readonly expand?: (item: Item, origin: Origin) => (Origin & {readonly items: readonly Item[]}) | undefined
  /** What `#pragma pack(n)` says where the items stand, bytes. */
  readonly pack?: number | undefined
  /** Bytes of an `aligned` without operand; the largest alignment of the machine. */
  readonly largestAlignment?: number
}

/** A struct or union with its fields, or, where the tree has no body, its name. */
export function compositeOf(specifier: CompositeSpecifier, origin: Origin, conversion: Conversion = {}): CompositeType {
  const {kind, tag, items, attributes} = specifier
  const layout = layoutAttributes(attributes, origin, conversion)
  const fields = items && fieldsOf(items, origin, conversion, layout.packed)
  const pack = fields && conversion.pack
  return {kind, name: tag?.text, fields, ...layout, ...(pack === undefined ? {} : {pack})}
}

/** The members that stand among items; a `struct a {…};` without a declarator is none. */
export function fieldsOf(items: readonly Item[], origin: Origin, conversion: Conversion = {}, packed = false): Field[] {
  const fields: Field[] = []
  for (const item of chosenItems(items, conversion.choose ?? (() => 'all'))) {
    const expanded = conversion.expand?.(item, origin)
    if (expanded) append(fields, fieldsOf(expanded.items, expanded, conversion, packed))
    else if (item.kind === 'declaration') append(fields, declaredFields(item, origin, conversion, packed))
    else if (item.kind === 'struct-group') fields.push(groupField(item, origin, conversion))
  }
  return fields
}

function declaredFields(declaration: Declaration, origin: Origin, conversion: Conversion, packed: boolean): Field[] {
  const {specifier, declarators} = declaration
  const comment = commentOf(origin.tokens, declaration)
  if (declarators.length === 0) {
    const anonymous = (specifier.kind === 'struct' || specifier.kind === 'union') && !specifier.tag && specifier.items
    if (!anonymous) return []
    const type = compositeOf(specifier, origin, conversion)
    const place = origin.source.place(specifier.start, specifier.end)
    return [{name: undefined, type, place, ...(comment === undefined ? {} : {comment})}]
  }
  const base = specifierType(specifier, origin, conversion)
  const ofSpecifier = specifierAlignment(specifier, origin, conversion)
  return declarators.map((declarator) => {
    const {name, start, end} = declarator
    const place = name ? origin.source.place(name.start, name.end) : origin.source.place(start, end)
    const type = derivedType(base, declarator, origin, conversion)
    const own = layoutAttributes(declarator.attributes, origin, conversion)
    // `packed` outweighs the alignment that a typedef brings along, but not one that stands with the member.
    const ofTypedef = packed || own.packed ? 0 : (typedefAlignment(specifier, declarator) ?? 0)
    const alignment = Math.max(ofTypedef, own.aligned ?? 0, ofSpecifier)
    return {
      name: name?.text,
      type,
      ...(alignment > 0 ? {aligned: alignment} : {}),
      ...(own.packed ? {packed: true} : {}),
      place,
      ...(comment === undefined ? {} : {comment}),
    }
  })
}

/** Not spread: there may be more than a call takes arguments. */
function append(fields: Field[], more: readonly Field[]): void {
  for (const field of more) fields.push(field)
}

/** `__attribute__((aligned(8))) __u32 a, b;`: on a type that is only named, it is the members'. */
function specifierAlignment(specifier: Specifier, origin: Origin, conversion: Conversion): number {
  const isBody = 'items' in specifier && specifier.items
  return isBody ? 0 : (layoutAttributes(specifier.attributes, origin, conversion).aligned ?? 0)
}

/** The union of the members without and with a name (include/uapi/linux/stddef.h). */
function groupField(
  {tag, name, attributes, items, start, end}: StructGroup,
  origin: Origin,
  conversion: Conversion,
): Field {
  const layout = layoutAttributes(attributes, origin, conversion)
  const fields = fieldsOf(items, origin, conversion, layout.packed)
  const place = origin.source.place(start, end)
  const named = {
    name: name.text,
    type: {kind: 'struct', name: tag?.text, fields, ...layout},
    place: origin.source.place(name.start, name.end),
  } as const
  const unnamed = {name: undefined, type: {kind: 'struct', name: undefined, fields, ...layout}, place} as const
  return {name: undefined, type: {kind: 'union', name: undefined, fields: [unnamed, named], ...layout}, place}
}

/** The type of one declarator, and the alignment that its typedef brings along. */
export function declaredType(
  specifier: Specifier,
  declarator: Pick<Declarator, 'derivations' | 'width'>,
  origin: Origin,
  conversion: Conversion = {},
): {readonly type: Type; readonly aligned: number | undefined} {
  const base = specifierType(specifier, origin, conversion)
  const type = derivedType(base, declarator, origin, conversion)
  return {type, aligned: typedefAlignment(specifier, declarator)}
}

/** `__aligned_u64 a, b[2]`, but not `__aligned_u64 *c`. */
function typedefAlignment(specifier: Specifier, {derivations}: Pick<Declarator, 'derivations'>): number | undefined {
  if (specifier.kind !== 'name' || alignedInteger(specifier.name) === undefined) return undefined
  return derivations.every(({kind}) => kind === 'array') ? 8 : undefined
}

function derivedType(
  base: Type,
  {derivations, width}: Pick<Declarator, 'derivations' | 'width'>,
  origin: Origin,
  conversion: Conversion,
): Type {
  const type = derivations.reduceRight((inner, derivation) => derive(inner, derivation, origin, conversion), base)
  if (!width) return type
  const bits = constantOf(origin.tokens, width, conversion)
  return {kind: 'bit-field', of: type, width: bits === undefined ? Number.NaN : Number(bits)}
}

function derive(of: Type, derivation: Derivation, origin: Origin, conversion: Conversion): Type {
  if (derivation.kind === 'pointer') return {kind: 'pointer', to: of}
  if (derivation.kind === 'function') return {kind: 'function'}
  const {length} = derivation
  if (!length) return {kind: 'flexible-array', of}
  const value = constantOf(origin.tokens, length, conversion)
  return {
    kind: 'array',
    of,
    length: {text: rangeText(origin.tokens, length), value: value === undefined ? undefined : Number(value)},
  }
}

function specifierType(specifier: Specifier, origin: Origin, conversion: Conversion): Type {
  switch (specifier.kind) {
    case 'struct':
    case 'union':
      return compositeOf(specifier, origin, conversion)
    case 'enum':
      return {kind: 'enum', name: specifier.tag?.text}
    case 'typeof':
      return {kind: 'typedef', name: `typeof(${rangeText(origin.tokens, specifier.operand)})`}
    case 'name':
      return namedType(specifier.name)
  }
}

const floats: ReadonlySet<string> = new Set(['float', 'double', 'long double'])

/** A type by its name alone. */
export function namedType(name: string): Type {
  if (name === 'void') return {kind: 'void'}
  if (floats.has(name)) return {kind: 'float', name: name as 'float' | 'double' | 'long double'}
  const integer = alignedInteger(name) ?? canonicalInteger(name)
  return integer === undefined ? {kind: 'typedef', name} : {kind: 'integer', name: integer}
}

/** `packed` and the largest of the alignments, in bytes. */
export function layoutAttributes(
  attributes: Attributes,
  origin: Origin,
  conversion: Conversion,
): {readonly packed?: true; readonly aligned?: number} {
  if (attributes === noAttributes) return {}
  const aligned = attributes.aligned.map((operand) => {
    if (operand.from === operand.to) return conversion.largestAlignment ?? 16
    return Number(constantOf(origin.tokens, operand, conversion) ?? 0)
  })
  const largest = Math.max(0, ...aligned)
  return {...(attributes.packed ? {packed: true} : {}), ...(largest > 0 ? {aligned: largest} : {})}
}

function constantOf(tokens: Tokens, range: TokenRange, {constant}: Conversion): bigint | undefined {
  if (constant) return constant(tokens, range)
  return evaluate(preprocessingTokens(tokens, range), {long: 8})?.value
}
