/** Beyond the bound: long random runs of larger configurations, each step judged by every claim; what fails is shrunk. */

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import memoryFaultExits from '../../series/memory-fault-exits/index.ts'
import type {ClaimData, Series} from '../../src/model/index.ts'
import {
  everything,
  type Judge,
  machineOf,
  propertyOf,
  type Reference,
  referenceOf,
  type State,
} from '../../src/reference/index.ts'
import {versionOf} from '../../src/series/index.ts'

const large = everything({vcpus: 4, pages: 4, accesses: 7})

const referenceTo = (version: string): Reference =>
  referenceOf(memoryFaultExits.name, versionOf(memoryFaultExits as Series, version))

/** What holds of every step, of whichever configuration, where lookups may fail by chance. */
function judgesOf(reference: Reference, claims: readonly ClaimData[]): ReadonlyMap<string, Judge> {
  return new Map(
    claims.flatMap((claim) => {
      const {check, configurations} = propertyOf(claim, reference)
      const isGeneral = configurations({vcpus: 1, pages: 1, accesses: 1}).some(({name}) =>
        name.startsWith('everything'),
      )
      return check.kind === 'always' && isGeneral ? [[claim.id, check.judge(reference, claim)] as const] : []
    }),
  )
}

interface Model {
  readonly steps: string[]
}

interface Real {
  state: State
}

/** The action of that number, counted among those that are possible then. */
class Take implements fc.Command<Model, Real> {
  readonly #number: number
  readonly #machine: ReturnType<typeof machineOf>
  readonly #judges: ReadonlyMap<string, Judge>
  #name = ''

  constructor(number: number, machine: ReturnType<typeof machineOf>, judges: ReadonlyMap<string, Judge>) {
    this.#number = number
    this.#machine = machine
    this.#judges = judges
  }

  check(): boolean {
    return true
  }

  run(model: Model, real: Real): void {
    const before = real.state
    const machine = this.#machine
    const possible = machine.actions.flatMap((action) => {
      const step = action.step(before)
      return step ? [{action, step}] : []
    })
    const taken = possible[this.#number % possible.length]
    if (!taken) return
    this.#name = taken.action.name
    model.steps.push(this.#name)
    real.state = taken.step.state
    const broken = [...this.#judges].filter(([, judge]) => judge({machine, before, ...taken}) === false)
    if (broken.length > 0) throw new Error(broken.map(([id]) => id).join(', '))
  }

  toString(): string {
    return this.#name
  }
}

function runs(version: string, claims: (all: readonly ClaimData[]) => readonly ClaimData[], numRuns: number) {
  const reference = referenceTo(version)
  const machine = machineOf(large, reference)
  const judges = judgesOf(reference, claims(reference.version.claims))
  const command = fc.nat({max: 997}).map((number) => new Take(number, machine, judges))
  const property = fc.property(fc.commands([command], {maxCommands: 300, size: 'max'}), (commands) => {
    fc.modelRun(() => ({model: {steps: []}, real: {state: machine.initial}}), commands)
  })
  return {judges, result: fc.check(property, {numRuns, seed: 20230215})}
}

describe('4 vCPUs, 4 pages, streams of 7', () => {
  test('revised: every claim holds of every step', () => {
    const {judges, result} = runs('revised', (all) => all, 300)
    expect(judges.size).toBeGreaterThan(15)
    expect(result.failed ? String(result.counterexample) : 'holds').toBe('holds')
  })

  test('reply: what is wrong is found, and shrunk to a few steps', () => {
    const {result} = runs('reply', (all) => all.filter(({id}) => id === 'while-enabled'), 300)
    expect(result.failed).toBe(true)
    expect(result.counterexample?.[0] ? [...result.counterexample[0]].length : 99).toBeLessThan(25)
  })
})
