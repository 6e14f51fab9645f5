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

/** Which steps a judge is asked about: those of vCPUs that somebody notices, calls on the VM, what is done to memory. */
export const subjects = ['vcpu', 'call', 'memory'] as const
export type Subject = (typeof subjects)[number]

const subjectOf: Readonly<Record<ActionKind, Subject | undefined>> = {
  enter: undefined,
  load: undefined,
  map: undefined,
  access: 'vcpu',
  spurious: 'vcpu',
  resolve: 'vcpu',
  defer: 'vcpu',
  arrive: 'vcpu',
  conflict: 'vcpu',
  leave: 'vcpu',
  signal: 'vcpu',
  begin: 'call',
  return: 'call',
  invalid: 'call',
  check: 'call',
  answer: 'memory',
  disturb: 'memory',
  serve: 'memory',
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
  const asked = actions.map(({kind}) => {
    const subject = subjectOf[kind]
    return watches.flatMap(({judge, subjects: own}, index) =>
      subject && own.includes(subject) ? [{judge, own: watched[index] as Watched}] : [],
    )
  })
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
      if (step.result || action.kind === 'resolve' || action.kind === 'arrive') {
        judgeStep(asked[at] as (typeof asked)[number], {machine, action, before, step}, index)
      }
      if (step.state === before || sameState(step.state, before)) continue
      if (table.add(canonical(step.state), index) === -2) {
        return {machine, table, canonical, transitions, depth, isExhausted: false, watched}
      }
    }
  }
  return {machine, table, canonical, transitions, depth, isExhausted: true, watched}
}

function judgeStep(
  asked: readonly {readonly judge: Judge; readonly own: Watched}[],
  event: Event,
  index: number,
): void {
  for (const {judge, own} of asked) {
    const verdict = judge(event)
    if (verdict === undefined) continue
    own.premise++
    if (!verdict && own.broken < 0) own.broken = index
    if (verdict && own.held < 0) own.held = index
  }
}
