/**
 * Constant expressions to values, with C's own types: `~0U` is 4294967295, `1 << 31` is negative. Macros are already
 * expanded. What is no constant gives `undefined`, never a guess.
 */

import {binaryOperators} from './binary-operators.ts'
import {canonicalInteger, integerMeaning} from './integer.ts'
import {characterValue, integerLiteral} from './literal.ts'
import type {PreprocessingToken} from './preprocessing-token.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

/** An integer with its type after promotion: 4 bytes is `int`, 8 `long long`, or `long` where that has 8. */
export interface Value {
  readonly value: bigint
  readonly size: 4 | 8
  readonly unsigned: boolean
}

export interface Environment {
  /** Bytes of `long` and of a pointer. */
  readonly long: 4 | 8
  /** Every integer has the widest type, as in `#if` (C11 6.10.1). */
  readonly widest?: boolean
  /** The value of a name that is no macro: an enumerator. */
  readonly identifier?: (name: string) => Value | undefined
  /** Bytes of a type or an expression, as written between the parentheses of `sizeof`. */
  readonly sizeOf?: (operand: readonly PreprocessingToken[]) => number | undefined
  readonly alignmentOf?: (operand: readonly PreprocessingToken[]) => number | undefined
  /** Whether a name is a type, so that `(name)x` is a cast; and its size. */
  readonly typeOf?: (name: string) => CastType | undefined
  /** A function-like macro that is known without its definition: `_IOW`. */
  readonly call?: (name: string, args: readonly (readonly PreprocessingToken[])[]) => Value | undefined
}

export interface CastType {
  readonly size: number
  readonly unsigned: boolean
}

const deepest = 200

const alignmentOperators: ReadonlySet<string> = new Set(['_Alignof', '__alignof__', '__alignof'])

export function evaluate(list: readonly PreprocessingToken[], environment: Environment): Value | undefined {
  const evaluator = new Evaluator(list, environment)
  const value = evaluator.ternary()
  return evaluator.isAtEnd() ? value : undefined
}

/** A value in a type: cut to its width, its sign as the type has it. */
export function valueIn(value: bigint, size: 4 | 8, unsigned: boolean): Value {
  const bits = size * 8
  return {value: unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value), size, unsigned}
}

const truth = (value: boolean): Value => ({value: value ? 1n : 0n, size: 4, unsigned: false})

type Apply = (left: bigint, right: bigint) => bigint | boolean | undefined

const apply: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['|', (left, right) => left | right],
  ['^', (left, right) => left ^ right],
  ['&', (left, right) => left & right],
  ['==', (left, right) => left === right],
  ['!=', (left, right) => left !== right],
  ['<', (left, right) => left < right],
  ['>', (left, right) => left > right],
  ['<=', (left, right) => left <= right],
  ['>=', (left, right) => left >= right],
  ['+', (left, right) => left + right],
  ['-', (left, right) => left - right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => (right === 0n ? undefined : left / right)],
  ['%', (left, right) => (right === 0n ? undefined : left % right)],
])

function binary(operator: string, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (operator === '||' || operator === '&&') return logical(operator, left, right)
  if (!left || !right) return undefined
  if (operator === '<<' || operator === '>>') return shift(operator, left, right)
  const size = left.size === 8 || right.size === 8 ? 8 : 4
  const unsigned = (left.unsigned && left.size === size) || (right.unsigned && right.size === size)
  const one = valueIn(left.value, size, unsigned).value
  const other = valueIn(right.value, size, unsigned).value
  const result = apply.get(operator)?.(one, other)
  if (result === undefined) return undefined
  return typeof result === 'boolean' ? truth(result) : valueIn(result, size, unsigned)
}

/** The right side of `1 || x` is not looked at. */
function logical(operator: string, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (!left) return undefined
  const decided = operator === '||'
  if ((left.value !== 0n) === decided) return truth(decided)
  return right && truth(right.value !== 0n)
}

/** The result has the left side's type; shifting by its width or more means nothing (C11 6.5.7). */
function shift(operator: string, left: Value, right: Value): Value | undefined {
  if (right.value < 0n || right.value >= BigInt(left.size * 8)) return undefined
  const value = operator === '<<' ? left.value << right.value : left.value >> right.value
  return valueIn(value, left.size, left.unsigned)
}

class Evaluator {
  readonly #list: readonly PreprocessingToken[]
  readonly #environment: Environment
  #at = 0
  #depth = 0

  constructor(list: readonly PreprocessingToken[], environment: Environment) {
    this.#list = list
    this.#environment = environment
  }

  isAtEnd(): boolean {
    return this.#at === this.#list.length
  }

  #accept(text: string): boolean {
    if (this.#list[this.#at]?.text !== text) return false
    this.#at++
    return true
  }

  ternary(): Value | undefined {
    if (this.#depth > deepest) return this.#fail()
    this.#depth++
    const condition = this.#binary(0)
    if (!this.#accept('?')) {
      this.#depth--
      return condition
    }
    const then = this.#list[this.#at]?.text === ':' ? condition : this.ternary()
    const otherwise = this.#accept(':') ? this.ternary() : this.#fail()
    this.#depth--
    if (!condition) return undefined
    const chosen = condition.value !== 0n ? then : otherwise
    const other = condition.value !== 0n ? otherwise : then
    return chosen && other ? binary('+', chosen, valueIn(0n, other.size, other.unsigned)) : chosen
  }

  #binary(level: number): Value | undefined {
    const operators = binaryOperators[level]
    if (!operators) return this.#unary()
    let left = this.#binary(level + 1)
    for (;;) {
      const operator = this.#list[this.#at]?.text
      if (operator === undefined || !operators.includes(operator)) return left
      this.#at++
      left = binary(operator, left, this.#binary(level + 1))
    }
  }

  #unary(): Value | undefined {
    const signs: string[] = []
    for (
      let text = this.#list[this.#at]?.text;
      text !== undefined && /^[-+~!]$/.test(text);
      text = this.#list[this.#at]?.text
    ) {
      signs.push(text)
      this.#at++
    }
    let value = this.#cast()
    for (const sign of signs.reverse()) {
      if (!value) return undefined
      if (sign === '!') value = truth(value.value === 0n)
      else if (sign === '-') value = valueIn(-value.value, value.size, value.unsigned)
      else if (sign === '~') value = valueIn(~value.value, value.size, value.unsigned)
    }
    return value
  }

  #cast(): Value | undefined {
    const type = this.#castType()
    if (!type) return this.#primary()
    if (this.#depth > deepest) return this.#fail()
    this.#depth++
    const value = this.#unary()
    this.#depth--
    if (!value) return undefined
    if (type.size >= 4) return valueIn(value.value, type.size > 4 ? 8 : 4, type.unsigned)
    const bits = type.size * 8
    const cut = type.unsigned ? BigInt.asUintN(bits, value.value) : BigInt.asIntN(bits, value.value)
    return valueIn(cut, 4, false)
  }

  /** `(unsigned long)`, taken; `undefined`, nothing taken, where the parenthesis holds no type. */
  #castType(): CastType | undefined {
    if (this.#list[this.#at]?.text !== '(') return undefined
    const words: string[] = []
    let pointer = false
    let at = this.#at + 1
    for (; this.#list[at]?.kind === Kind.identifier || this.#list[at]?.text === '*'; at++) {
      const text = this.#list[at]?.text ?? ''
      if (text === '*') pointer = true
      else if (wordRole(text) !== 'qualifier') words.push(text)
    }
    if (this.#list[at]?.text !== ')' || words.length === 0) return undefined
    const type = this.#namedType(words.join(' '), pointer)
    if (type) this.#at = at + 1
    return type
  }

  #namedType(name: string, pointer: boolean): CastType | undefined {
    const first = name.split(' ')[0] ?? ''
    if (pointer) {
      const isType = canonicalInteger(name) ?? (wordRole(first) || this.#environment.typeOf?.(name))
      // gcc extends the sign of a pointer that becomes a wider integer.
      return isType ? {size: this.#environment.long, unsigned: false} : undefined
    }
    return integerType(name, this.#environment.long) ?? this.#environment.typeOf?.(name)
  }

  #primary(): Value | undefined {
    const token = this.#list[this.#at]
    if (!token) return undefined
    this.#at++
    if (token.text === '(') {
      const value = this.ternary()
      return this.#accept(')') ? value : this.#fail()
    }
    if (token.kind === Kind.number) return this.#number(token.text)
    if (token.kind === Kind.character) return characterValue(token.text)
    if (token.kind !== Kind.identifier) return this.#fail()
    if (token.text === 'sizeof') return this.#bytes(this.#environment.sizeOf)
    if (alignmentOperators.has(token.text)) return this.#bytes(this.#environment.alignmentOf)
    if (this.#list[this.#at]?.text === '(') {
      const args = this.#arguments()
      return args && this.#environment.call?.(token.text, args)
    }
    return this.#environment.identifier?.(token.text)
  }

  #number(text: string): Value | undefined {
    const literal = integerLiteral(text, this.#environment.long)
    return literal && this.#environment.widest ? valueIn(literal.value, 8, literal.unsigned) : literal
  }

  #bytes(measure: Environment['sizeOf']): Value | undefined {
    if (this.#list[this.#at]?.text !== '(') return this.#fail()
    const args = this.#arguments()
    const [operand] = args ?? []
    const size = operand && args?.length === 1 ? measure?.(operand) : undefined
    return size === undefined ? undefined : valueIn(BigInt(size), this.#environment.long, true)
  }

  #arguments(): PreprocessingToken[][] | undefined {
    const args: PreprocessingToken[][] = [[]]
    let depth = 0
    for (; this.#at < this.#list.length; this.#at++) {
      const token = this.#list[this.#at]
      if (!token) break
      if (token.text === '(') depth++
      if (token.text === ')' && --depth === 0) {
        this.#at++
        return args
      }
      if (depth === 1 && token.text === ',') args.push([])
      else if (depth > 1 || token.text !== '(') args.at(-1)?.push(token)
    }
    return undefined
  }

  /** Nothing behind this can be read. */
  #fail(): undefined {
    this.#at = this.#list.length + 1
    return undefined
  }
}

/** Bytes of C's own integers and of the kernel's fixed ones. */
function integerType(name: string, long: 4 | 8): CastType | undefined {
  const canonical = canonicalInteger(name)
  if (canonical === undefined) return undefined
  const unsigned = /^unsigned|^__[ubl]|^_Bool/.test(integerMeaning(canonical))
  const width = /\d+$/.exec(integerMeaning(canonical))?.[0]
  if (width !== undefined) return {size: Number(width) / 8, unsigned}
  if (/char|_Bool/.test(canonical)) return {size: 1, unsigned}
  return {size: long, unsigned}
}
