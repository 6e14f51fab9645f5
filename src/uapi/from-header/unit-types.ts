/** Structs, typedefs and types of a translation unit as the model's types, with their layouts. */

import {type LayoutResult, Layouts, type Resolve, type TypedefDefinition} from '../../abi/index.ts'
import type {CompositeType, Type} from '../../model/index.ts'
import {
  type CastType,
  type Conversion,
  compositeOf,
  declaredType,
  joinTokenTexts,
  layoutAttributes,
  namedType,
  type PreprocessingToken,
  parseMembers,
  SourceText,
} from '../../read/c/index.ts'
import type {DefinedComposite} from './entities.ts'
import {atEnd, type Moment} from './macro-table.ts'
import {libraryTypes} from './predefined.ts'
import type {TranslationUnit} from './translation-unit.ts'
import {Values} from './values.ts'

export class UnitTypes {
  readonly values: Values
  readonly #unit: TranslationUnit
  readonly #layouts: Layouts
  readonly #composites = new Map<DefinedComposite, CompositeType>()
  readonly #typedefs = new Map<string, TypedefDefinition | undefined>()
  readonly #written = new Map<string, Type | undefined>()

  constructor(unit: TranslationUnit) {
    this.#unit = unit
    this.values = new Values(unit, () => this)
    this.#layouts = new Layouts(unit.abi, this.resolve)
  }

  readonly resolve: Resolve = {
    composite: (kind, name) => {
      const defined = this.#unit.composites.get(`${kind} ${name}`)
      return defined && this.composite(defined)
    },
    typedef: (name) => this.typedef(name),
    enumeration: (name) => {
      const defined = this.#unit.enums.get(name)
      return defined && this.values.enumSize(defined)
    },
  }

  composite(defined: DefinedComposite): CompositeType {
    const known = this.#composites.get(defined)
    if (known) return known
    const {specifier, origin, at, pack} = defined
    const type = compositeOf(specifier, origin, this.#conversion(at, pack))
    this.#composites.set(defined, type)
    return type
  }

  layoutOf(type: CompositeType): LayoutResult {
    return this.#layouts.layoutOf(type)
  }

  typedef(name: string): TypedefDefinition | undefined {
    if (this.#typedefs.has(name)) return this.#typedefs.get(name)
    const definition = this.#typedef(name)
    this.#typedefs.set(name, definition)
    return definition
  }

  #typedef(name: string): TypedefDefinition | undefined {
    const defined = this.#unit.typedefs.get(name)
    if (!defined) {
      const library = libraryTypes[name]
      const type = library === undefined ? undefined : this.#writtenType(library)
      return type && {type}
    }
    const {declaration, declarator, origin, at, pack} = defined
    const conversion = this.#conversion(at, pack)
    const {type, aligned} = declaredType(declaration.specifier, declarator, origin, conversion)
    const own = layoutAttributes(declarator.attributes, origin, conversion).aligned
    const before = 'items' in declaration.specifier && declaration.specifier.items ? undefined : aligned
    const fromSpecifier = layoutAttributes(declaration.specifier.attributes, origin, conversion).aligned
    const alignment = own ?? before ?? (isNamedOnly(type) ? fromSpecifier : undefined)
    return {type, ...(alignment === undefined ? {} : {aligned: alignment})}
  }

  /** A type that stands in a macro's argument, as `sizeof` and `_IOW` take one; `undefined` for anything else. */
  written(operand: readonly PreprocessingToken[]): Type | undefined {
    return this.#writtenType(joinTokenTexts(operand))
  }

  #writtenType(text: string): Type | undefined {
    if (this.#written.has(text)) return this.#written.get(text)
    this.#written.set(text, undefined)
    const type = this.#parseType(text)
    this.#written.set(text, type)
    return type
  }

  #parseType(text: string): Type | undefined {
    // A declaration of a member is a type with a name in it; where the name goes, arrays begin.
    const bracket = text.indexOf('[')
    const declaration = bracket === -1 ? `${text} x;` : `${text.slice(0, bracket)} x${text.slice(bracket)};`
    const source = new SourceText('type', declaration)
    const {items, tokens, unread} = parseMembers(source)
    const [item] = items
    if (unread.length > 0 || items.length !== 1 || item?.kind !== 'declaration') return undefined
    const [declarator] = item.declarators
    if (!declarator || item.macros.length > 0) return undefined
    return declaredType(item.specifier, declarator, {source, tokens}, this.#conversion(atEnd, undefined)).type
  }

  /** Bytes of the operand of a `sizeof`. */
  sizeOf(operand: readonly PreprocessingToken[]): number | undefined {
    const type = this.written(operand)
    return type && this.#layouts.extentOf(type)?.size
  }

  alignmentOf(operand: readonly PreprocessingToken[]): number | undefined {
    const type = this.written(operand)
    return type && this.#layouts.extentOf(type)?.alignment
  }

  /** A typedef that stands for an integer or a pointer. */
  castType(name: string): CastType | undefined {
    const type = this.#scalar(namedType(name), 0)
    if (!type) return undefined
    const size = this.#layouts.extentOf(type)?.size
    return size === undefined ? undefined : {size, unsigned: isUnsigned(type)}
  }

  #scalar(type: Type, depth: number): Type | undefined {
    if (type.kind === 'integer' || type.kind === 'pointer') return type
    if (type.kind !== 'typedef' || depth > 20) return undefined
    const definition = this.typedef(type.name)
    return definition && this.#scalar(definition.type, depth + 1)
  }

  #conversion(at: Moment, pack: number | undefined): Conversion {
    return {
      choose: this.#unit.choose,
      constant: (tokens, range) => this.values.range(tokens, range, at)?.value,
      expand: (item) => this.#unit.expansions.get(item),
      pack,
      largestAlignment: this.#unit.abi.largestAlignment,
    }
  }
}

function isNamedOnly(type: Type): boolean {
  return (type.kind !== 'struct' && type.kind !== 'union') || type.fields === undefined
}

function isUnsigned(type: Type): boolean {
  return type.kind === 'integer' && /^unsigned|^_*(?:u_?int|u|le|be)\d|^_Bool/.test(type.name)
}
