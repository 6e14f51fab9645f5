/** The way to a state, as steps that can be taken again one by one from the first state. */

import type {Action} from './action.ts'
import type {Event, Exploration, Judge} from './explore.ts'
import type {Machine} from './machine.ts'
import type {Step} from './result.ts'
import {type State, sameState} from './state.ts'

export interface TraceStep {
  readonly action: Action
  readonly before: State
  readonly step: Step
}

/**
 * The steps to the state of that index. Folded states have other names for vCPUs and pages: each step is the one that leads,
 * under some names, to the next state of the way.
 */
export function traceTo({machine, table, canonical}: Exploration, index: number): readonly TraceStep[] {
  const way: number[] = []
  for (let at = index; at > 0; at = table.parentOf(at)) way.push(at)
  const trace: TraceStep[] = []
  let state = machine.initial
  for (const next of way.reverse()) {
    const wanted = table.at(next)
    const taken = takeFirst(machine, state, ({step}) => sameState(canonical(step.state), wanted))
    trace.push(taken)
    state = taken.step.state
  }
  return trace
}

/** The same, and the step in which the property is judged so. */
export function traceOf(exploration: Exploration, index: number, judge: Judge, verdict: boolean): readonly TraceStep[] {
  const trace = traceTo(exploration, index)
  const {machine} = exploration
  const last = takeFirst(machine, stateAfter(machine, trace), (event) => judge(event) === verdict)
  return [...trace, last]
}

export function stateAfter(machine: Machine, trace: readonly TraceStep[]): State {
  return trace.at(-1)?.step.state ?? machine.initial
}

function takeFirst(machine: Machine, before: State, isWanted: (event: Event) => boolean): TraceStep {
  for (const action of machine.actions) {
    const step = action.step(before)
    if (step && isWanted({machine, action, before, step})) return {action, before, step}
  }
  throw new Error('A state that was reached cannot be reached again')
}

/** Takes actions by name from the first state. `undefined` where one of them is not possible then. */
export function replay(machine: Machine, names: readonly string[]): readonly TraceStep[] | undefined {
  const trace: TraceStep[] = []
  let before = machine.initial
  for (const name of names) {
    const action = machine.actions.find((one) => one.name === name)
    const step = action?.step(before)
    if (!action || !step) return undefined
    trace.push({action, before, step})
    before = step.state
  }
  return trace
}
