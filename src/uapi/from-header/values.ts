/** Values of macros, enumerators and expressions, each looked up when somebody asks, and once. */

import {encodeIoctl, ioctlMacros} from '../../abi/index.ts'
import {
  type Environment,
  evaluate,
  expand,
  Kind,
  type MacroLookup,
  type PreprocessingToken,
  preprocessingTokens,
  type TokenRange,
  type Tokens,
  tokenText,
  type Value,
  valueIn,
} from '../../read/c/index.ts'
import type {DefinedEnum} from './entities.ts'
import {atEnd, type Moment} from './macro-table.ts'
import type {TranslationUnit} from './translation-unit.ts'
import type {UnitTypes} from './unit-types.ts'

export class Values {
  readonly #unit: TranslationUnit
  readonly #types: () => UnitTypes
  readonly #byName = new Map<string, Value | undefined>()
  readonly #enums = new Map<DefinedEnum, ReadonlyMap<string, Value>>()
  readonly #environment: Environment

  constructor(unit: TranslationUnit, types: () => UnitTypes) {
    this.#unit = unit
    this.#types = types
    this.#environment = {
      long: unit.abi.word,
      identifier: (name) => this.enumerator(name),
      sizeOf: (operand) => types().sizeOf(operand),
      alignmentOf: (operand) => types().alignmentOf(operand),
      typeOf: (name) => types().castType(name),
      call: (name, args) => this.#ioctl(name, args),
    }
  }

  /** The value of an object-like macro, or of an enumerator. */
  named(name: string): Value | undefined {
    if (this.#byName.has(name)) return this.#byName.get(name)
    // Whoever asks for it while it is being valued gets nothing: it would go round in circles.
    this.#byName.set(name, undefined)
    const value = this.#named(name)
    this.#byName.set(name, value)
    return value
  }

  #named(name: string): Value | undefined {
    const macro = this.#unit.macros.at(name, atEnd)
    if (!macro) return this.enumerator(name)
    if (macro.parameters) return undefined
    if (isNumber(macro.tokens, macro.body)) return this.range(macro.tokens, macro.body, atEnd)
    // Its name, not its body, so that it is not expanded again in itself: `#define LAST (LAST - 1)`.
    return this.list([{kind: Kind.identifier, text: name, hidden: undefined}], atEnd)
  }

  /** The value of an expression that is written somewhere. */
  range(tokens: Tokens, range: TokenRange, at: Moment): Value | undefined {
    if (isNumber(tokens, range)) {
      const literal = {kind: Kind.number, text: tokenText(tokens, range.from), hidden: undefined}
      return evaluate([literal], this.#environment)
    }
    return this.list(preprocessingTokens(tokens, range), at)
  }

  list(list: readonly PreprocessingToken[], at: Moment): Value | undefined {
    const expanded = expand(list, this.lookup(at))
    return expanded && evaluate(expanded, this.#environment)
  }

  /** Macros, but for those that make ioctl numbers, which stay calls. */
  lookup(at: Moment): MacroLookup {
    return (name) => (ioctlMacros.has(name) ? undefined : this.#unit.macros.at(name, at))
  }

  enumerator(name: string): Value | undefined {
    const entry = this.#unit.enumerators.get(name)
    return entry && this.#enumValues(entry.enumeration).get(name)
  }

  /** Each enumerator is one more than the one before it (C11 6.7.2.2). */
  #enumValues(enumeration: DefinedEnum): ReadonlyMap<string, Value> {
    const known = this.#enums.get(enumeration)
    if (known) return known
    const values = new Map<string, Value>()
    this.#enums.set(enumeration, values)
    let next: bigint | undefined = 0n
    for (const {name, origin, value} of enumeration.members) {
      const given = value && this.range(origin.tokens, value, enumeration.at)
      const current: bigint | undefined = value ? given?.value : next
      if (current !== undefined) values.set(name, enumeratorValue(current))
      next = current === undefined ? undefined : current + 1n
    }
    return values
  }

  /** Bytes of an enum: `int`, or what holds the largest of its values, as gcc extends C. */
  enumSize(enumeration: DefinedEnum): number {
    const {packed} = enumeration.specifier.attributes
    const values = [...this.#enumValues(enumeration).values()].map(({value}) => value)
    if (packed && values.every((value) => value >= -128n && value < 256n)) return 1
    if (packed && values.every((value) => value >= -32768n && value < 65536n)) return 2
    const negative = values.some((value) => value < 0n)
    return values.every((value) => value >= -(1n << 31n) && value < 1n << (negative ? 31n : 32n)) ? 4 : 8
  }

  #ioctl(name: string, args: readonly (readonly PreprocessingToken[])[]): Value | undefined {
    const direction = ioctlMacros.get(name)
    const [type, number, argument] = args
    const typeValue = type && this.list(type, atEnd)
    const numberValue = number && this.list(number, atEnd)
    const size = argument ? this.#types().sizeOf(argument) : 0
    if (!direction || !typeValue || !numberValue || size === undefined) return undefined
    const parts = {direction, type: Number(typeValue.value), number: Number(numberValue.value), size}
    return valueIn(encodeIoctl(parts, this.#unit.abi), 4, true)
  }
}

function isNumber(tokens: Tokens, {from, to}: TokenRange): boolean {
  return to === from + 1 && tokens.kinds[from] === Kind.number
}

function enumeratorValue(value: bigint): Value {
  if (value >= -(1n << 31n) && value < 1n << 31n) return valueIn(value, 4, false)
  return value >= 0n && value < 1n << 32n ? valueIn(value, 4, true) : valueIn(value, 8, value >= 1n << 63n)
}
