/** Every interleaving of a configuration, breadth first, so that what is found first is the shortest. */

import type {Action, ActionKind} from './action.ts'
import type {Machine} from './machine.ts'
import type {Step} from './result.ts'
import {type State, sameState} from './state.ts'
import {StateTable} from './state-table.ts'
import {type Canonical, canonicalIn} from './symmetry.ts'

/** One step of one action: what a property may look at. */
export interface Event {
  readonly machine: Machine
  readonly action: Action
  readonly before: State
  readonly step: Step
}

/** `undefined`: what the property is about did not happen here; else whether it holds. */
export type Judge = (event: Event) => boolean | undefined

/**
 * Which steps a judge is asked about. `access`: every attempt of a vCPU. `vcpu`: where KVM_RUN returns, or somebody else
 * notices. `call`: calls on the VM. `memory`: what userspace and the host do to pages.
 */
export type Subject = 'access' | 'vcpu' | 'call' | 'memory'

interface Subjects {
  /** Of a step with a result. */
  readonly told: readonly Subject[]
  /** Of one without, where it changes the memory of the guest or of the host. */
  readonly silent: readonly Subject[]
}

const subjectsOf: Readonly<Record<ActionKind, Subjects>> = {
  enter: {told: [], silent: []},
  load: {told: [], silent: []},
  map: {told: [], silent: []},
  access: {told: ['access', 'vcpu'], silent: ['access']},
  spurious: {told: ['access', 'vcpu'], silent: ['access']},
  resolve: {told: ['vcpu'], silent: ['vcpu']},
  defer: {told: ['vcpu'], silent: []},
  arrive: {told: ['vcpu'], silent: ['vcpu']},
  conflict: {told: ['vcpu'], silent: []},
  leave: {told: ['vcpu'], silent: []},
  signal: {told: ['vcpu'], silent: []},
  begin: {told: ['call'], silent: []},
  return: {told: ['call'], silent: []},
  invalid: {told: ['call'], silent: ['call']},
  check: {told: ['call'], silent: []},
  answer: {told: ['memory'], silent: []},
  disturb: {told: ['memory'], silent: []},
  serve: {told: ['memory'], silent: []},
}

export interface Watch {
  readonly judge: Judge
  readonly subjects: readonly Subject[]
}

export interface Watched {
  /** How often the premise held. */
  premise: number
  /** The state in which the first step began that the property does not hold of; -1 where there is none. */
  broken: number
  /** The same of the first that it does hold of. */
  held: number
}

export interface Exploration {
  readonly machine: Machine
  readonly table: StateTable
  readonly canonical: Canonical
  readonly transitions: number
  /** Steps to the farthest state. */
  readonly depth: number
  /** Whether there was nothing left to explore. */
  readonly isExhausted: boolean
  /** In the order of the watches. */
  readonly watched: readonly Watched[]
}

export interface ExploreOptions {
  readonly watches?: readonly Watch[]
  /** Bytes that states may take. */
  readonly memory?: number
  /** Whether states that differ only in names are one. Fairness needs the names. */
  readonly folds?: boolean
  /** Called now and then. */
  readonly onProgress?: (progress: Progress) => void
}

export interface Progress {
  readonly states: number
  readonly transitions: number
  readonly depth: number
}

export const defaultMemory = 1024 * 1024 * 1024

const progressEvery = 1 << 17

export function explore(machine: Machine, options: ExploreOptions = {}): Exploration {
  const {watches = [], memory = defaultMemory, folds = true, onProgress} = options
  const canonical = folds ? canonicalIn(machine.configuration) : (state: State) => state
  const table = new StateTable(memory)
  const watched = watches.map((): Watched => ({premise: 0, broken: -1, held: -1}))
  const {actions} = machine
  const askedAbout = (subjects: readonly Subject[]): readonly Asked[] =>
    watches.flatMap(({judge, subjects: own}, index) =>
      subjects.some((subject) => own.includes(subject)) ? [{judge, own: watched[index] as Watched}] : [],
    )
  const told = actions.map(({kind}) => askedAbout(subjectsOf[kind].told))
  const silent = actions.map(({kind}) => askedAbout(subjectsOf[kind].silent))
  table.add(canonical(machine.initial), -1)
  let transitions = 0
  let depth = 0
  let endOfLevel = 1
  for (let index = 0; index < table.size; index++) {
    if (index === endOfLevel) {
      depth++
      endOfLevel = table.size
    }
    if (onProgress && index % progressEvery === progressEvery - 1) onProgress({states: index + 1, transitions, depth})
    const before = table.at(index)
    for (let at = 0; at < actions.length; at++) {
      const action = actions[at] as Action
      const step = action.step(before)
      if (!step) continue
      transitions++
      const asked = (step.result ? told : silent)[at] as readonly Asked[]
      if (asked.length > 0) judgeStep(asked, {machine, action, before, step}, index)
      if (step.state === before || sameState(step.state, before)) continue
      if (table.add(canonical(step.state), index) === -2) {
        return {machine, table, canonical, transitions, depth, isExhausted: false, watched}
      }
    }
  }
  return {machine, table, canonical, transitions, depth, isExhausted: true, watched}
}

interface Asked {
  readonly judge: Judge
  readonly own: Watched
}

function judgeStep(asked: readonly Asked[], event: Event, index: number): void {
  for (const {judge, own} of asked) {
    const verdict = judge(event)
    if (verdict === undefined) continue
    own.premise++
    if (!verdict && own.broken < 0) own.broken = index
    if (verdict && own.held < 0) own.held = index
  }
}
