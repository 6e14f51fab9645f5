/**
 * One header as userspace of one architecture compiles it: includes followed, conditionals decided, macros, structs,
 * typedefs and enumerators collected. Nothing is converted or valued before somebody asks.
 */

import type {Abi} from '../../abi/index.ts'
import {
  type CFile,
  type Choose,
  type CompositeSpecifier,
  type Conditional,
  type Declaration,
  type Define,
  type EnumItem,
  type EnumSpecifier,
  type Include,
  type Item,
  type MacroLookup,
  type Origin,
  type OtherDirective,
  parseC,
  rangeText,
  type Slice,
  type StructGroup,
  type TokenRange,
  type Tokens,
} from '../../read/c/index.ts'
import {branchThatHolds} from './condition.ts'
import type {
  DefinedComposite,
  DefinedEnum,
  DefinedEnumerator,
  DefinedMacro,
  DefinedType,
  HeaderProblem,
  MissingInclude,
} from './entities.ts'
import {type ChoosePieces, type Expanded, expandEnumItem, expandItem, type Scope} from './expansion.ts'
import {type HeaderFiles, includePaths} from './header-files.ts'
import {MacroTable, type Moment} from './macro-table.ts'
import {compilerMacros, helperMacros} from './predefined.ts'

/** No real header comes near either. */
const deepestInclude = 100
const mostIncludes = 5000

const known = new Map<Abi, readonly CFile[]>()

/** What is there before the first line, parsed once. */
function predefined(abi: Abi): readonly CFile[] {
  const files = known.get(abi) ?? [helperMacros, compilerMacros(abi)].map((text) => parseC(text, 'predefined'))
  known.set(abi, files)
  return files
}

export class TranslationUnit {
  readonly abi: Abi
  readonly macros = new MacroTable()
  readonly defines: DefinedMacro[] = []
  /** By keyword and tag: `struct kvm_run`. The first definition counts. */
  readonly composites = new Map<string, DefinedComposite>()
  readonly typedefs = new Map<string, DefinedType>()
  readonly enums = new Map<string, DefinedEnum>()
  readonly enumerators = new Map<string, {readonly enumeration: DefinedEnum; readonly enumerator: DefinedEnumerator}>()
  readonly problems: HeaderProblem[] = []
  /** Members that macros decide, with what they stand for where they stand. */
  readonly expansions = new Map<Item, Expanded>()
  readonly #missing: {readonly include: Include; readonly origin: Origin}[] = []
  /** Every file that was read, in the order of its first inclusion. */
  readonly files = new Set<CFile>()
  readonly #store: HeaderFiles
  readonly #choices = new Map<Conditional<unknown>, number>()
  /** Bytes; the last one holds. */
  readonly #pack: (number | undefined)[] = []
  #moment: Moment = 0
  #includes = 0
  #depth = 0

  constructor(store: HeaderFiles, abi: Abi) {
    this.#store = store
    this.abi = abi
    for (const file of predefined(abi)) {
      for (const item of file.items) if (item.kind === 'define') this.#defineMacro(item, file)
    }
  }

  /** Reads a file and what it includes. */
  read(file: CFile): void {
    this.files.add(file)
    this.#walk(file.items, file, 'file')
  }

  get missing(): readonly MissingInclude[] {
    return this.#missing.map(({include: {path, start, end}, origin}) => ({
      path,
      place: origin.source.place(start, end),
    }))
  }

  /** Which branch of a conditional held when it was read. */
  readonly choose: Choose = (conditional) => this.#choices.get(conditional) ?? -1

  /** What a name stands for at the place that is being read. */
  readonly #lookup: MacroLookup = (name) => this.macros.at(name, this.#moment)

  #report(message: string, {start, end}: Slice, {source}: Origin): void {
    this.problems.push({message, place: source.place(start, end)})
  }

  #walk(items: readonly Item[], origin: Origin, scope: Scope): void {
    for (const item of items) {
      switch (item.kind) {
        case 'define':
          this.#define(item, origin, scope === 'file')
          break
        case 'undef':
          this.macros.undefine(item.name.text, this.#moment++)
          break
        case 'include':
          this.#include(item, origin)
          break
        case 'conditional':
          this.#walk(this.#chosen(item, origin.tokens), origin, scope)
          break
        case 'directive':
          this.#directive(item, origin)
          break
        case 'declaration':
          this.#declaration(item, origin, scope)
          break
        case 'struct-group':
          this.#group(item, origin)
          break
        case 'macro-call':
        case 'split':
          this.#expanded(item, origin, scope)
      }
    }
  }

  #chosen<Inner>(conditional: Conditional<Inner>, tokens: Tokens): readonly Inner[] {
    const index = branchThatHolds(conditional.branches, tokens, this.#lookup)
    this.#choices.set(conditional, index)
    return conditional.branches[index]?.items ?? []
  }

  #define(define: Define, origin: Origin, atFileScope: boolean): void {
    this.#defineMacro(define, origin)
    this.defines.push({define, origin, atFileScope})
  }

  #defineMacro({name, parameters, body}: Define, {tokens}: Origin): void {
    this.macros.define({name: name.text, parameters, tokens, body}, this.#moment++)
  }

  #directive({name, body, ...slice}: OtherDirective, origin: Origin): void {
    if (name === 'error') this.#report('an #error that holds', slice, origin)
    if (name === 'pragma') this.#pragma(rangeText(origin.tokens, body))
  }

  /** `#pragma pack(2)`, `pack(push, 2)`, `pack(pop)`, `pack()`. */
  #pragma(text: string): void {
    const operand = /^pack\((.*)\)$/.exec(text)?.[1]
    if (operand === undefined) return
    const bytes = /\d+$/.exec(operand)?.[0]
    if (operand === 'pop') this.#pack.pop()
    else if (operand.startsWith('push')) this.#pack.push(this.#pack.at(-1))
    if (operand !== 'pop')
      this.#pack[Math.max(0, this.#pack.length - 1)] = bytes === undefined ? undefined : Number(bytes)
  }

  #include(include: Include, origin: Origin): void {
    const file = this.#store.find(includePaths(include, origin.source.file, this.abi.architecture))
    if (!file) {
      this.#missing.push({include, origin})
      return
    }
    if (this.#depth >= deepestInclude || this.#includes >= mostIncludes) {
      this.#report('includes that do not end', include, origin)
      return
    }
    this.#depth++
    this.#includes++
    this.read(file)
    this.#depth--
  }

  #declaration(declaration: Declaration, origin: Origin, scope: Scope): void {
    if (this.#expanded(declaration, origin, scope)) return
    const {specifier} = declaration
    if (specifier.kind === 'enum') {
      if (specifier.items) this.#enum(specifier, origin)
    } else if (specifier.kind !== 'name' && specifier.kind !== 'typeof' && specifier.items) {
      this.#walk(specifier.items, origin, 'members')
      this.#composite(specifier, scope === 'file' ? declaration : specifier, origin)
    }
    if (declaration.storage !== 'typedef') return
    for (const declarator of declaration.declarators) {
      const name = declarator.name?.text
      if (name === undefined || this.typedefs.has(name)) continue
      this.typedefs.set(name, {declaration, declarator, origin, at: this.#moment, pack: this.#pack.at(-1)})
    }
  }

  #composite(specifier: CompositeSpecifier, declaration: DefinedComposite['declaration'], origin: Origin): void {
    const key = `${specifier.kind} ${specifier.tag?.text}`
    if (!specifier.tag || this.composites.has(key)) return
    this.composites.set(key, {specifier, declaration, origin, at: this.#moment, pack: this.#pack.at(-1)})
  }

  /** `__struct_group` with a tag defines a struct of that tag. */
  #group(group: StructGroup, origin: Origin): void {
    const {tag, items, attributes, start, end} = group
    this.#walk(items, origin, 'members')
    if (tag) this.#composite({kind: 'struct', tag, items, closed: true, attributes, start, end}, group, origin)
  }

  /** Reads what an item stands for in its place; false where it stands for itself. */
  #expanded(item: Item, origin: Origin, scope: Scope): boolean {
    const expanded = expandItem(item, origin, scope, this.#lookup, this.#ranges)
    if (expanded) {
      if (scope === 'members') this.expansions.set(item, expanded)
      this.#walk(expanded.items, expanded, scope)
    } else if (item.kind === 'macro-call' && scope === 'members') {
      this.#report(`unknown macro \`${item.name.text}\` among members`, item, origin)
    }
    return expanded !== undefined
  }

  /** The runs of tokens that hold; directives between them are read. */
  readonly #ranges: ChoosePieces = (pieces, origin) => {
    const ranges: TokenRange[] = []
    for (const piece of pieces) {
      if (piece.kind === 'tokens') ranges.push(piece)
      else if (piece.kind === 'conditional') ranges.push(...this.#ranges(this.#chosen(piece, origin.tokens), origin))
      else this.#walk([piece], origin, 'members')
    }
    return ranges
  }

  #enum(specifier: EnumSpecifier, origin: Origin): void {
    const members: DefinedEnumerator[] = []
    this.#walkEnum(specifier.items ?? [], origin, members)
    const enumeration: DefinedEnum = {specifier, members, at: this.#moment}
    for (const enumerator of members) {
      if (!this.enumerators.has(enumerator.name)) this.enumerators.set(enumerator.name, {enumeration, enumerator})
    }
    if (specifier.tag && !this.enums.has(specifier.tag.text)) this.enums.set(specifier.tag.text, enumeration)
  }

  #walkEnum(items: readonly EnumItem[], origin: Origin, members: DefinedEnumerator[]): void {
    for (const item of items) {
      const expanded = expandEnumItem(item, origin, this.#lookup)
      if (expanded) this.#walkEnum(expanded.items, expanded, members)
      else if (item.kind === 'conditional') this.#walkEnum(this.#chosen(item, origin.tokens), origin, members)
      else if (item.kind === 'define') this.#define(item, origin, false)
      else if (item.kind === 'undef') this.macros.undefine(item.name.text, this.#moment++)
      else if (item.kind === 'include') this.#include(item, origin)
      else if (item.kind === 'enumerator') {
        members.push({name: item.name.text, node: item, origin, value: item.value})
      } else if (item.kind === 'macro-call') {
        this.#report(`unknown macro \`${item.name.text}\` among enumerators`, item, origin)
      }
    }
  }
}
