/** Small stories that can be told of every version: what they are about, and what is done in which order. */

import {InputError} from '../model/index.ts'
import type {Configuration} from './configuration.ts'
import {contest, enabling, everything, stories} from './configurations/index.ts'
import {type Machine, machineOf, type Reference} from './machine.ts'
import {get, phases, type State, vcpuFields, vcpuOf} from './state.ts'
import type {TraceStep} from './trace.ts'

export interface Scenario {
  /** One line. */
  readonly summary: string
  readonly configuration: Configuration
  /** Names of actions; `run vCPU 0` takes all of that vCPU's own steps until KVM_RUN returns or it waits. */
  readonly script: readonly string[]
}

const whole = ['run vCPU 0', 'run vCPU 0', 'run vCPU 0', 'run vCPU 0']

export const scenarios: Readonly<Record<string, Scenario>> = {
  'missing-page': {
    summary: 'a page that has not arrived: userspace copies it and runs the vCPU again',
    configuration: stories.missing,
    script: whole,
  },
  'swapped-page': {
    summary: 'a page that was given and has been swapped out since',
    configuration: stories.swapped,
    script: whole,
  },
  straddling: {
    summary: 'an access that ends in the next page',
    configuration: stories.straddling,
    script: [...whole, ...whole],
  },
  private: {
    summary: 'an access to private memory that is shared',
    configuration: stories.private,
    script: whole,
  },
  'no-mapping': {
    summary: 'guest memory without a mapping behind it',
    configuration: stories.unmapped,
    script: whole,
  },
  disabled: {
    summary: 'a new VM, in which the vCPU waits for a thread that reads the userfaultfd',
    configuration: stories.disabled,
    script: ['run vCPU 0', 'userfaultfd thread: brings page 0', 'run vCPU 0'],
  },
  toggle: {
    summary: 'the exits are turned on by KVM_ENABLE_CAP before the vCPU runs',
    configuration: enabling,
    script: ['thread 0: KVM_ENABLE_CAP on', 'thread 0: KVM_ENABLE_CAP returns', 'run vCPU 0'],
  },
  contest: {
    summary: 'two threads turn the exits on and off at the same time',
    configuration: contest,
    script: [],
  },
  everything: {
    summary: 'every action there is, for --do and --explore',
    configuration: everything({vcpus: 2, pages: 2, accesses: 2}),
    script: [],
  },
}

export interface Told {
  readonly machine: Machine
  readonly steps: readonly TraceStep[]
}

/** Throws `InputError` for an action that is not there, or that cannot happen at that moment. */
export function tell({configuration, script}: Scenario, reference: Reference, more: readonly string[] = []): Told {
  const machine = machineOf(configuration, reference)
  const steps: TraceStep[] = []
  let state = machine.initial
  const take = (line: string, isStrict: boolean) => {
    for (const taken of perform(machine, state, line, isStrict)) {
      steps.push(taken)
      state = taken.step.state
    }
  }
  for (const line of script) take(line, false)
  for (const line of more) take(line, true)
  return {machine, steps}
}

function perform(machine: Machine, state: State, line: string, isStrict: boolean): readonly TraceStep[] {
  const vcpu = /^run (vCPU \d)$/.exec(line)?.[1]
  if (vcpu !== undefined) return runUntilReturn(machine, state, vcpu)
  const action = machine.actions.find(({name}) => name === line)
  if (!action) {
    const names = machine.actions.map(({name}) => `\`${name}\``)
    throw new InputError(`Unexpected action \`${line}\`, expected \`run vCPU 0\` or one of ${names.join(', ')}`)
  }
  const step = action.step(state)
  if (step) return [{action, before: state, step}]
  // In a version where nobody waits, say, there is nothing to bring.
  if (!isStrict) return []
  const able = machine.actions.filter((one) => one.step(state)).map(({name}) => `\`${name}\``)
  throw new InputError(`Unexpected action \`${line}\`, which cannot happen now, expected one of ${able.join(', ')}`)
}

/** All that somebody has to do, without chance, up to the answer to the exit. */
function runUntilReturn(machine: Machine, first: State, vcpu: string): readonly TraceStep[] {
  const steps: TraceStep[] = []
  let before = first
  for (;;) {
    const own = machine.actions.filter(({agent}) => agent === vcpu)
    const next = own.flatMap((action) => {
      const step = action.step(before)
      return step ? [{action, before, step}] : []
    })[0]
    if (!next) return steps
    steps.push(next)
    before = next.step.state
    const isAnswered = machine.configuration.userspace === 'any' || next.action.kind === 'answer'
    if (next.step.result && (isAnswered || get(vcpuOf(before, next.action.vcpu ?? 0), vcpuFields.phase) === phases.out))
      return steps
  }
}
