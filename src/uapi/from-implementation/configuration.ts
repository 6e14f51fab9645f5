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

/** More rounds than chains of selects are long. */
const maximumRounds = 12

export class Configuration {
  readonly #architecture: Architecture
  readonly #states: ReadonlyMap<string, Possibility>
  /** Symbols that entries of other architectures define: KVM's, but not ours. */
  readonly #foreign: ReadonlySet<string>

  constructor(architecture: Architecture, entries: readonly KconfigEntry[], foreign: ReadonlySet<string>) {
    this.#architecture = architecture
    this.#foreign = foreign
    this.#states = solve(entries, (symbol) => this.#outside(symbol))
  }

  /** A symbol without its `CONFIG_`. */
  symbol(name: string): Possibility {
    return this.#states.get(name) ?? this.#outside(name)
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

/**
 * The states of all symbols that entries define. Symbols begin as `never` and rise; since a negation may fall again, rounds
 * are counted.
 */
function solve(
  entries: readonly KconfigEntry[],
  outside: (symbol: string) => Possibility,
): ReadonlyMap<string, Possibility> {
  let states = new Map<string, Possibility>()
  for (const entry of entries) states.set(entry.name, given.has(entry.name) ? 'always' : 'never')
  for (let round = 0; round < maximumRounds; round++) {
    const value = (expression: KconfigExpression | undefined): Possibility =>
      expression === undefined ? 'always' : evaluate(expression, (name) => states.get(name) ?? outside(name))
    const next = new Map<string, Possibility>()
    const raise = (name: string, to: Possibility): void => {
      next.set(name, either(next.get(name) ?? 'never', to))
    }
    for (const entry of entries) {
      if (given.has(entry.name)) raise(entry.name, 'always')
      const allowed = entry.depends.reduce<Possibility>((all, depends) => both(all, value(depends)), 'always')
      if (entry.prompt) raise(entry.name, both(allowed, 'possible'))
      for (const {value: proposal, condition} of entry.defaults) {
        // Where there is a prompt, a default is only a proposal.
        const proposed = both(allowed, both(value(proposal), value(condition)))
        raise(entry.name, entry.prompt ? both(proposed, 'possible') : proposed)
      }
      const state = states.get(entry.name) ?? 'never'
      for (const select of entry.selects) {
        if (states.has(select.symbol)) raise(select.symbol, both(state, value(select.condition)))
      }
    }
    for (const name of states.keys()) if (!next.has(name)) next.set(name, 'never')
    const settled = [...next].every(([name, state]) => states.get(name) === state)
    states = next
    if (settled) break
  }
  return states
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
