/** Which Kconfig symbols an architecture can have, from the entries that its KVM sees and KVM being there at all. */

import type {Architecture} from '../../model/index.ts'
import type {KconfigEntry, KconfigExpression} from '../../read/kconfig/index.ts'
import {both, either, opposite, type Possibility} from './possibility.ts'

/** The symbol that an architecture always has, and the prefix of those that it alone has. */
const ownSymbols: Readonly<Record<Architecture, {readonly always: string; readonly prefix: RegExp}>> = {
  x86: {always: 'X86', prefix: /^X86(?:_|$)/},
  arm64: {always: 'ARM64', prefix: /^ARM64(?:_|$)/},
  powerpc: {always: 'PPC', prefix: /^PPC(?:64|32)?(?:_|$)/},
  s390: {always: 'S390', prefix: /^S390(?:_|$)/},
  mips: {always: 'MIPS', prefix: /^MIPS(?:_|$)/},
  riscv: {always: 'RISCV', prefix: /^RISCV(?:_|$)/},
  loongarch: {always: 'LOONGARCH', prefix: /^LOONGARCH(?:_|$)/},
  arm: {always: 'ARM', prefix: /^ARM(?:_|$)/},
}

/** What is asked about is a kernel with KVM; x86 builds `kvm.ko` only with `KVM_X86` (arch/x86/kvm/Makefile). */
const given = new Set(['KVM', 'KVM_X86', 'VIRTUALIZATION', 'y', 'm'])

export class Configuration {
  readonly #architecture: Architecture
  /** Symbols that entries of other architectures define: KVM's, but not ours. */
  readonly #foreign: ReadonlySet<string>
  readonly #entries = new Map<string, KconfigEntry[]>()
  readonly #selects = new Map<string, Select[]>()
  readonly #states = new Map<string, Possibility>()

  constructor(architecture: Architecture, entries: readonly KconfigEntry[], foreign: ReadonlySet<string>) {
    this.#architecture = architecture
    this.#foreign = foreign
    for (const entry of entries) {
      append(this.#entries, entry.name, entry)
      for (const {symbol, condition} of entry.selects) append(this.#selects, symbol, {by: entry.name, condition})
    }
  }

  /** A symbol without its `CONFIG_`. */
  symbol(name: string): Possibility {
    let state = this.#states.get(name)
    if (state === undefined) {
      // What depends on itself has to come from elsewhere.
      this.#states.set(name, 'never')
      const entries = this.#entries.get(name)
      state = entries === undefined || given.has(name) ? this.#outside(name) : this.#inside(name, entries)
      this.#states.set(name, state)
    }
    return state
  }

  /** Set by a person, by its default, or by those that select it, whatever it depends on. */
  #inside(name: string, entries: readonly KconfigEntry[]): Possibility {
    const own = entries.map((entry) => this.#entry(entry))
    const selected = (this.#selects.get(name) ?? []).map(({by, condition}) =>
      both(this.symbol(by), this.#value(condition)),
    )
    return [...own, ...selected].reduce(either, 'never')
  }

  #entry({depends, prompt, defaults}: KconfigEntry): Possibility {
    const allowed = depends.reduce<Possibility>((all, condition) => both(all, this.#value(condition)), 'always')
    const proposed = defaults
      .map(({value, condition}) => both(this.#value(value), this.#value(condition)))
      .reduce(either, 'never')
    // Where there is a prompt, a default is only a proposal.
    return both(allowed, prompt ? 'possible' : proposed)
  }

  #value(expression: KconfigExpression | undefined): Possibility {
    return expression === undefined ? 'always' : evaluate(expression, (name) => this.symbol(name))
  }

  /** A symbol that none of our entries defines. */
  #outside(name: string): Possibility {
    if (given.has(name)) return 'always'
    if (name === 'n' || this.#foreign.has(name)) return 'never'
    for (const [architecture, own] of Object.entries(ownSymbols)) {
      if (!own.prefix.test(name)) continue
      if (architecture !== this.#architecture) return 'never'
      return name === own.always ? 'always' : 'possible'
    }
    return 'possible'
  }
}

interface Select {
  readonly by: string
  readonly condition: KconfigExpression | undefined
}

function append<Item>(map: Map<string, Item[]>, name: string, item: Item): void {
  const same = map.get(name)
  if (same) same.push(item)
  else map.set(name, [item])
}

function evaluate(expression: KconfigExpression, symbol: (name: string) => Possibility): Possibility {
  switch (expression.kind) {
    case 'symbol':
      return symbol(expression.name)
    case 'not':
      return opposite(evaluate(expression.operand, symbol))
    case 'and':
      return both(evaluate(expression.left, symbol), evaluate(expression.right, symbol))
    case 'or':
      return either(evaluate(expression.left, symbol), evaluate(expression.right, symbol))
    case 'comparison':
      return compare(expression, symbol)
  }
}

/** `X != n`, `X = y`; of other comparisons nothing is known. */
function compare(
  {operator, left, right}: Extract<KconfigExpression, {kind: 'comparison'}>,
  symbol: (name: string) => Possibility,
): Possibility {
  if (right.kind !== 'symbol' || (operator !== '=' && operator !== '!=')) return 'possible'
  const value = evaluate(left, symbol)
  if (right.name === 'n') return operator === '=' ? opposite(value) : value
  if (right.name !== 'y' && right.name !== 'm') return 'possible'
  // Which of y and m is a choice; n is neither.
  if (value === 'never') return operator === '=' ? 'never' : 'always'
  return 'possible'
}
