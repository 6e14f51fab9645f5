/** What a header gives a program that includes it, on one ABI: each name with what a compiler makes of it. */

import type {Abi, LayoutResult, Resolve} from '../../abi/index.ts'
import type {CompositeType, Direction, Place, Type} from '../../model/index.ts'
import {Kind, type Origin, rangeText, type Slice, type TokenRange} from '../../read/c/index.ts'
import type {DefinedMacro} from './entities.ts'
import {IoctlCalls} from './ioctl-calls.ts'
import {atEnd} from './macro-table.ts'
import type {TranslationUnit} from './translation-unit.ts'
import {UnitTypes} from './unit-types.ts'

/** A name as C keeps it apart from others: `KVM_RUN`, `struct kvm_run`, `enum kvm_stat`. */
export type SymbolName = string

interface Named {
  readonly name: SymbolName
  readonly place: Place
}

export interface ReleasedMacro extends Named {
  readonly kind: 'macro'
  readonly parameters: readonly string[] | undefined
  /** What it stands for as written, tokens joined by single blanks where C needs them. */
  readonly body: string
  /** The body is one string literal. */
  readonly isString: boolean
  /** Of a macro that is a number. */
  readonly value: bigint | undefined
  readonly ioctl: ReleasedIoctl | undefined
}

export interface ReleasedIoctl {
  readonly direction: Direction
  readonly argument: Type | undefined
}

export interface ReleasedEnumerator extends Named {
  readonly kind: 'enumerator'
  /** The place of the first enumerator of its enum. */
  readonly enumeration: Place
  readonly value: bigint | undefined
}

export interface ReleasedComposite extends Named {
  readonly kind: 'composite'
  readonly type: CompositeType
}

/** A tag of an enum, or a typedef of something else than a struct without a tag. */
export interface ReleasedType extends Named {
  readonly kind: 'type'
}

export type ReleasedSymbol = ReleasedMacro | ReleasedEnumerator | ReleasedComposite | ReleasedType

export class Released {
  readonly abi: Abi
  readonly resolve: Resolve
  readonly #unit: TranslationUnit
  readonly #types: UnitTypes
  readonly #calls: IoctlCalls
  /** By the body, which a macro and its definition share. */
  readonly #defines: ReadonlyMap<TokenRange, DefinedMacro>

  constructor(unit: TranslationUnit) {
    this.abi = unit.abi
    this.#unit = unit
    this.#types = new UnitTypes(unit)
    this.#calls = new IoctlCalls(unit, this.#types.values)
    this.resolve = this.#types.resolve
    this.#defines = new Map(unit.defines.map((defined) => [defined.define.body, defined]))
  }

  layoutOf(type: CompositeType): LayoutResult {
    return this.#types.layoutOf(type)
  }

  /** Paths of includes that are not in the tree, as they are written; what they define is unknown. */
  get missing(): ReadonlySet<string> {
    return new Set(this.#unit.missing.map(({path}) => path))
  }

  /** The names that some files define, all where none are given; a macro that is undefined again is none. */
  *names(files?: ReadonlySet<string>): Iterable<SymbolName> {
    const isIn = ({source}: Origin): boolean => files?.has(source.file) ?? true
    const seen = new Set<SymbolName>()
    const unit = this.#unit
    for (const {define, origin} of unit.defines) {
      const name = define.name.text
      if (isIn(origin) && !seen.has(name) && unit.macros.at(name, atEnd)) yield name
      seen.add(name)
    }
    for (const [name, {enumerator}] of unit.enumerators) if (isIn(enumerator.origin) && !seen.has(name)) yield name
    for (const [name, {origin}] of unit.composites) if (isIn(origin)) yield name
    for (const [tag, {members}] of unit.enums) if (members.some(({origin}) => isIn(origin))) yield `enum ${tag}`
    for (const [name, {origin}] of unit.typedefs) if (isIn(origin) && !seen.has(name)) yield name
  }

  has(name: SymbolName): boolean {
    const unit = this.#unit
    if (unit.macros.at(name, atEnd)) return true
    if (unit.enumerators.has(name) || unit.composites.has(name) || unit.typedefs.has(name)) return true
    return name.startsWith('enum ') && unit.enums.has(name.slice('enum '.length))
  }

  /** How the name is defined; the same object as long as neither the file nor what macros make of it changes. */
  definition(name: SymbolName): Definition | undefined {
    const unit = this.#unit
    const macro = unit.macros.at(name, atEnd)
    const defined = macro && this.#defines.get(macro.body)
    if (defined) return definitionOf(defined.define, defined.origin)
    const entry = unit.enumerators.get(name)
    // Its value depends on those before it.
    if (entry) return definitionOf(entry.enumeration.specifier, entry.enumerator.origin)
    const composite = unit.composites.get(name)
    if (composite) return definitionOf(composite.declaration, composite.origin, composite.pack)
    const typedef = unit.typedefs.get(name)
    if (typedef) return definitionOf(typedef.declaration, typedef.origin, typedef.pack)
    const enumeration = name.startsWith('enum ') ? unit.enums.get(name.slice('enum '.length)) : undefined
    const origin = enumeration?.members[0]?.origin
    return enumeration && origin && definitionOf(enumeration.specifier, origin)
  }

  /** What the name stands for, whichever file defines it; a macro before anything that it hides. */
  symbol(name: SymbolName): ReleasedSymbol | undefined {
    return (
      this.#macro(name) ?? this.#enumerator(name) ?? this.#composite(name) ?? this.#typedef(name) ?? this.#enum(name)
    )
  }

  #macro(name: SymbolName): ReleasedMacro | undefined {
    const macro = this.#unit.macros.at(name, atEnd)
    const defined = macro && this.#defines.get(macro.body)
    if (!macro || !defined) return undefined
    const {define, origin} = defined
    const {tokens, source} = origin
    const values = this.#types.values
    const call = this.#calls.of(define, tokens)
    return {
      kind: 'macro',
      name,
      place: source.place(define.name.start, define.name.end),
      parameters: macro.parameters,
      body: rangeText(tokens, macro.body),
      isString: isString(origin, macro.body),
      get value() {
        return macro.parameters ? undefined : values.named(name)?.value
      },
      ioctl: call && {direction: call.direction, argument: call.argument && this.#types.written(call.argument)},
    }
  }

  #enumerator(name: SymbolName): ReleasedEnumerator | undefined {
    const entry = this.#unit.enumerators.get(name)
    if (!entry) return undefined
    const {enumerator, enumeration} = entry
    const first = enumeration.members[0] ?? enumerator
    const values = this.#types.values
    return {
      kind: 'enumerator',
      name,
      place: enumerator.origin.source.place(enumerator.node.name.start, enumerator.node.name.end),
      enumeration: first.origin.source.place(first.node.start, first.node.end),
      get value() {
        return values.enumerator(name)?.value
      },
    }
  }

  #composite(name: SymbolName): ReleasedComposite | undefined {
    const defined = this.#unit.composites.get(name)
    if (!defined?.specifier.tag) return undefined
    const {tag} = defined.specifier
    const place = defined.origin.source.place(tag.start, tag.end)
    return {kind: 'composite', name, place, type: this.#types.composite(defined)}
  }

  #typedef(name: SymbolName): ReleasedComposite | ReleasedType | undefined {
    const defined = this.#unit.typedefs.get(name)
    if (!defined) return undefined
    const {declarator, origin} = defined
    const at = declarator.name ?? declarator
    const place = origin.source.place(at.start, at.end)
    const type = this.#types.typedef(name)?.type
    if ((type?.kind === 'struct' || type?.kind === 'union') && type.fields && type.name === undefined) {
      return {kind: 'composite', name, place, type}
    }
    return {kind: 'type', name, place}
  }

  #enum(name: SymbolName): ReleasedType | undefined {
    const enumeration = name.startsWith('enum ') ? this.#unit.enums.get(name.slice('enum '.length)) : undefined
    const first = enumeration?.members[0]
    if (!first) return undefined
    const {start, end} = enumeration.specifier.tag ?? enumeration.specifier
    return {kind: 'type', name, place: first.origin.source.place(start, end)}
  }
}

/** What is written where something is defined. */
export interface Definition {
  readonly text: string
  /** The names in it. */
  readonly words: ReadonlySet<string>
}

const definitions = new WeakMap<object, Definition>()

/** Nodes are shared by all ABIs, so each is cut into words once; most are never asked for their text. */
function definitionOf(node: Slice, {source}: Origin, pack?: number): Definition {
  const known = definitions.get(node)
  if (known) return known
  let text: string | undefined
  let words: ReadonlySet<string> | undefined
  const definition = {
    get text() {
      text ??= `${source.text.slice(node.start, node.end)}${pack === undefined ? '' : ` pack ${pack}`}`
      return text
    },
    get words() {
      words ??= new Set(definition.text.match(/[A-Za-z_]\w*/g))
      return words
    },
  }
  definitions.set(node, definition)
  return definition
}

function isString({tokens}: Origin, {from, to}: TokenRange): boolean {
  return to === from + 1 && tokens.kinds[from] === Kind.string
}
