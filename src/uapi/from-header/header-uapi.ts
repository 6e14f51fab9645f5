/** A header's side of the interface on one architecture. */

import type {Abi, LayoutResult} from '../../abi/index.ts'
import {
  type Architecture,
  type Capability,
  type Constant,
  type ExitReason,
  type HostMember,
  Index,
  type Ioctl,
  type Section,
  type Struct,
  type Uapi,
} from '../../model/index.ts'
import {type CFile, type Define, preprocessingTokensOf, type Tokens, tokenText} from '../../read/c/index.ts'
import type {HeaderProblem, MissingInclude} from './entities.ts'
import {exitReasonsAmong} from './exit-reasons.ts'
import {IoctlCalls} from './ioctl-calls.ts'
import {atEnd} from './macro-table.ts'
import {HeaderEnumerator, HeaderIoctl, HeaderMacro, HeaderNumber, HeaderStruct} from './nouns.ts'
import type {TranslationUnit} from './translation-unit.ts'
import {UnitTypes} from './unit-types.ts'

export interface HeaderUapi extends Uapi {
  readonly source: 'header'
  readonly architecture: Architecture
  readonly abi: Abi
  /** Bytes and offsets of a struct or union; `undefined` where no file that the header includes defines it. */
  readonly layoutOf: (name: string, kind?: 'struct' | 'union') => LayoutResult | undefined
  /** The value of a constant expression in the header's terms: `KVM_A | 1ULL << 3`. */
  readonly evaluate: (expression: string) => bigint | undefined
  /** What could not be read or is not as C wants it, in the header's own files. */
  readonly problems: readonly HeaderProblem[]
  /** Includes that are not in the tree, of whichever file; what they define is unknown. */
  readonly missing: readonly MissingInclude[]
}

export class UnitUapi implements HeaderUapi {
  readonly source = 'header'
  readonly sections: readonly Section[] = []
  readonly hostMembers: Index<HostMember> = new Index<HostMember>([])
  readonly ioctls: Index<Ioctl>
  readonly capabilities: Index<Capability>
  readonly exitReasons: Index<ExitReason>
  readonly structs: Index<Struct>
  readonly constants: Index<Constant>
  readonly #unit: TranslationUnit
  readonly #types: UnitTypes
  readonly #own: ReadonlySet<string>

  /** `own`: the files that are the interface; the others that the unit read are only looked up in. */
  constructor(unit: TranslationUnit, own: ReadonlySet<string>, prefix: string) {
    this.#unit = unit
    this.#own = own
    const types = new UnitTypes(unit)
    this.#types = types
    const defines = unit.defines.filter(({origin}) => own.has(origin.source.file))
    const outer = defines.filter(({define, atFileScope}) => atFileScope && !define.parameters)
    const enumerators = [...unit.enumerators.values()]
      .map(({enumerator}) => enumerator)
      .filter(({origin}) => own.has(origin.source.file))
    this.constants = new Index<Constant>([
      ...defines.map((define) => new HeaderMacro(define, types)),
      ...enumerators.map((enumerator) => new HeaderEnumerator(enumerator, types)),
    ])
    const calls = new IoctlCalls(unit, types.values)
    this.ioctls = new Index<Ioctl>(
      defines.flatMap((defined) => {
        const call = calls.of(defined.define, defined.origin.tokens)
        return call ? [new HeaderIoctl(defined, call, isDeprecated(defined.define, defined.origin.tokens), types)] : []
      }),
    )
    this.capabilities = new Index<Capability>(
      outer
        .filter(({define}) => define.name.text.startsWith(`${prefix}_CAP_`))
        .map((define) => new HeaderNumber(define, types)),
    )
    this.exitReasons = new Index<ExitReason>(
      exitReasonsAmong(outer, this.#ownFiles(), prefix).map((define) => new HeaderNumber(define, types)),
    )
    this.structs = new Index<Struct>(
      [...unit.composites.values()].flatMap((defined) => {
        const {tag} = defined.specifier
        return tag && own.has(defined.origin.source.file) ? [new HeaderStruct(tag, defined, types)] : []
      }),
    )
  }

  get abi(): Abi {
    return this.#unit.abi
  }

  get architecture(): Architecture {
    return this.#unit.abi.architecture
  }

  layoutOf(name: string, kind: 'struct' | 'union' = 'struct'): LayoutResult | undefined {
    const defined = this.#unit.composites.get(`${kind} ${name}`)
    return defined && this.#types.layoutOf(this.#types.composite(defined))
  }

  evaluate(expression: string): bigint | undefined {
    return this.#types.values.list(preprocessingTokensOf(expression), atEnd)?.value
  }

  get missing(): readonly MissingInclude[] {
    return this.#unit.missing
  }

  #ownFiles(): readonly CFile[] {
    return [...this.#unit.files].filter(({source}) => this.#own.has(source.file))
  }

  get problems(): readonly HeaderProblem[] {
    return [
      ...this.#ownFiles().flatMap(({source, unread}) =>
        unread.map(({start, end, reason}) => ({message: reason, place: source.place(start, end)})),
      ),
      ...this.#unit.problems,
    ]
  }
}

/** Names that say so themselves, and names that only stand for such a one (include/uapi/linux/kvm.h until 6.2). */
function isDeprecated({name, body}: Define, tokens: Tokens): boolean {
  return (
    name.text.includes('DEPRECATED') || (body.to > body.from && tokenText(tokens, body.from).includes('DEPRECATED'))
  )
}
