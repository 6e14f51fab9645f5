/** Preprocessor conditions on one architecture, from its configuration and from what its headers define. */

import {
  type Definition,
  type DirectiveBranch,
  type Expression,
  parseExpressionText,
  type ScannedFile,
} from '../../read/c/index.ts'
import type {Configuration} from './configuration.ts'
import {both, either, opposite, type Possibility} from './possibility.ts'

/** The values that an expression may have; `undefined`: nobody knows. */
type Numbers = ReadonlySet<number> | undefined

interface MacroDefinition extends Definition {
  readonly file: ScannedFile
}

/** What has one of these prefixes and is defined nowhere in the headers at hand is defined nowhere. */
const ownPrefix = /^(?:__)?kvm_/i

/** Macros that are defined by macros that are defined by macros. */
const maximumDepth = 8

export class Conditions {
  readonly #configuration: Configuration
  readonly #headers: readonly ScannedFile[]
  readonly #macros = new Map<string, readonly MacroDefinition[]>()
  readonly #branches = new Map<DirectiveBranch, Possibility>()
  readonly #directives = new Map<string, Possibility>()
  readonly #zeros = new Map<string, Possibility>()
  #depth = 0

  /** `headers`: those that a file of this architecture's KVM includes. */
  constructor(configuration: Configuration, headers: readonly ScannedFile[]) {
    this.#configuration = configuration
    this.#headers = headers
  }

  /** Whether code at this offset is compiled. */
  at(file: ScannedFile, offset: number): Possibility {
    return this.#branch(file, file.branchAt(offset))
  }

  /** Whether `ifdef X`, `if X`, `else` holds, from any file's end. */
  directive(text: string): Possibility {
    let value = this.#directives.get(text)
    if (value === undefined) {
      value = this.#evaluateDirective(text, undefined, 0)
      this.#directives.set(text, value)
    }
    return value
  }

  /** A name that stands in code: `CONFIG_X` in `IS_ENABLED(CONFIG_X)`. */
  symbol(name: string): Possibility {
    return this.#configuration.symbol(name.slice('CONFIG_'.length))
  }

  /** Whether a macro stands for 0; `possible` where nobody knows. */
  isZero(name: string): Possibility {
    let value = this.#zeros.get(name)
    if (value === undefined) {
      const numbers = this.#macro(name)
      value = numbers === undefined ? 'possible' : opposite(truth(numbers))
      this.#zeros.set(name, value)
    }
    return value
  }

  /** Whether a macro may stand for something else on another architecture. */
  isSpecific(name: string): boolean {
    return this.#definitions(name).some(({file}) => file.path.startsWith('arch/'))
  }

  /** Whether a function-like macro of this name takes the place of functions; uapi headers have none for the kernel. */
  isMacro(name: string): boolean {
    return this.#headers.some(
      (file) =>
        !file.path.includes('/uapi/') &&
        file.definitionsOf(name).some(({parameters, start}) => parameters && this.at(file, start) !== 'never'),
    )
  }

  #definitions(name: string): readonly MacroDefinition[] {
    let definitions = this.#macros.get(name)
    if (definitions === undefined) {
      definitions = this.#headers.flatMap((file) =>
        file.definitionsOf(name).map((definition) => ({...definition, file})),
      )
      this.#macros.set(name, definitions)
    }
    return definitions
  }

  #branch(file: ScannedFile, branch: DirectiveBranch | undefined): Possibility {
    if (branch === undefined) return 'always'
    const known = this.#branches.get(branch)
    if (known !== undefined) return known
    // A condition that depends on itself: `#ifndef X` around `#define X`.
    this.#branches.set(branch, 'possible')
    let value = this.#branch(file, branch.parent)
    for (const failed of branch.failed) {
      if (value === 'never') break
      value = both(value, opposite(this.#evaluateDirective(failed, file, branch.start)))
    }
    if (value !== 'never') value = both(value, this.#evaluateDirective(branch.directive, file, branch.start))
    this.#branches.set(branch, value)
    return value
  }

  #evaluateDirective(text: string, file: ScannedFile | undefined, offset: number): Possibility {
    const split = text.indexOf(' ')
    const word = split === -1 ? text : text.slice(0, split)
    const rest = split === -1 ? '' : text.slice(split + 1)
    switch (word) {
      case 'else':
        return 'always'
      case 'ifdef':
      case 'elifdef':
        return this.#defined(rest, file, offset)
      case 'ifndef':
      case 'elifndef':
        return opposite(this.#defined(rest, file, offset))
      default: {
        const expression = parseExpressionText(rest.replaceAll(/\bdefined (\w+)/g, 'defined($1)'))
        const numbers = this.#numbers(expression, (name) => this.#defined(name, file, offset))
        return numbers === undefined ? 'possible' : truth(numbers)
      }
    }
  }

  /** Whether a name is defined when the preprocessor comes to this offset: later in the same file does not count. */
  #defined(name: string, file: ScannedFile | undefined, offset: number): Possibility {
    if (name.startsWith('CONFIG_')) return this.symbol(name)
    let value: Possibility = ownPrefix.test(name) ? 'never' : 'possible'
    for (const definition of this.#definitions(name)) {
      if (definition.file === file && definition.start > offset) continue
      value = either(value, this.at(definition.file, definition.start))
    }
    return value
  }

  #macro(name: string): Numbers {
    const definitions = this.#definitions(name)
    if (definitions.length === 0 || this.#depth > maximumDepth) return undefined
    const all = new Set<number>()
    this.#depth++
    for (const {file, start, bodyStart, bodyEnd, parameters} of definitions) {
      if (this.at(file, start) === 'never') continue
      const numbers = parameters
        ? undefined
        : this.#numbers(parseExpressionText(file.text, bodyStart, bodyEnd), () => 'possible')
      if (numbers === undefined) {
        this.#depth--
        return undefined
      }
      for (const number of numbers) all.add(number)
    }
    this.#depth--
    return all
  }

  #numbers(expression: Expression, defined: (name: string) => Possibility): Numbers {
    switch (expression.kind) {
      case 'constant':
        return numberOf(expression.text)
      case 'name':
        return expression.name.startsWith('CONFIG_')
          ? numbersOf(this.symbol(expression.name))
          : this.#macro(expression.name)
      case 'cast':
        return this.#numbers(expression.operand, defined)
      case 'unary':
        return each(this.#numbers(expression.operand, defined), unary[expression.operator])
      case 'binary': {
        const left = this.#numbers(expression.left, defined)
        const right = this.#numbers(expression.right, defined)
        return combine(expression.operator, left, right)
      }
      case 'call': {
        const [argument] = expression.arguments
        if (expression.callee.kind !== 'name' || argument?.kind !== 'name') return undefined
        if (expression.callee.name === 'defined') return numbersOf(defined(argument.name))
        return isEnabled.has(expression.callee.name) ? numbersOf(this.symbol(argument.name)) : undefined
      }
      default:
        return undefined
    }
  }
}

/** include/linux/kconfig.h */
export const isEnabled: ReadonlySet<string> = new Set(['IS_ENABLED', 'IS_BUILTIN', 'IS_REACHABLE', 'IS_MODULE'])

const unary: Readonly<Record<string, ((value: number) => number) | undefined>> = {
  '!': (value) => Number(value === 0),
  '-': (value) => -value,
  '+': (value) => value,
}

const binary: Readonly<Record<string, ((left: number, right: number) => number) | undefined>> = {
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '<<': (left, right) => left * 2 ** right,
  '&&': (left, right) => Number(left !== 0 && right !== 0),
  '||': (left, right) => Number(left !== 0 || right !== 0),
}

function combine(operator: string, left: Numbers, right: Numbers): Numbers {
  if (operator === '&&' && (isOnly(left, false) || isOnly(right, false))) return new Set([0])
  if (operator === '||' && (isOnly(left, true) || isOnly(right, true))) return new Set([1])
  const apply = binary[operator]
  if (apply === undefined || left === undefined || right === undefined) return undefined
  const values = new Set<number>()
  for (const one of left) for (const other of right) values.add(apply(one, other))
  return values
}

function each(numbers: Numbers, apply: ((value: number) => number) | undefined): Numbers {
  if (numbers === undefined || apply === undefined) return undefined
  return new Set([...numbers].map(apply))
}

function isOnly(numbers: Numbers, value: boolean): boolean {
  return numbers !== undefined && truth(numbers) === (value ? 'always' : 'never')
}

function numbersOf(value: Possibility): Numbers {
  if (value === 'possible') return new Set([0, 1])
  return new Set([value === 'always' ? 1 : 0])
}

/** Of an integer constant (C11 6.4.4.1), as far as a double holds it. */
function numberOf(text: string): Numbers {
  const value = Number(text.replace(/[uUlL]+$/, ''))
  return Number.isNaN(value) ? undefined : new Set([value])
}

function truth(numbers: ReadonlySet<number>): Possibility {
  const values = [...numbers]
  if (values.every((value) => value === 0)) return 'never'
  return values.every((value) => value !== 0) ? 'always' : 'possible'
}
