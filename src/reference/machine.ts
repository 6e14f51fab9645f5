/** A configuration and a behaviour together: the first state, and every action with its step. */

import {abiNamed} from '../abi/index.ts'
import {type Behaviour, InputError, type SeriesVersion} from '../model/index.ts'
import type {Action, Argument} from './action.ts'
import {answers} from './answer.ts'
import type {Configuration} from './configuration.ts'
import {disturbances} from './disturb.ts'
import {Host} from './host.ts'
import {KvmRun} from './kvm-run.ts'
import {firstSetting, noteAccess, noteCall, noteOutcome, noteReturn} from './onlook.ts'
import {Run} from './run.ts'
import {calls, get, hostPages, pageFields, put, type State, vmFields, withContent, withPage, withVm} from './state.ts'
import {type EnableCapArguments, enablingArguments, VmCalls} from './vm-calls.ts'

/** The reference implementation of one version. */
export interface Reference {
  /** `memory-fault-exits@revised`. */
  readonly name: string
  readonly version: SeriesVersion
  readonly behaviour: Behaviour
  readonly kvmRun: KvmRun
}

/** Throws `InputError` where the version says nothing of behaviour. */
export function referenceOf(series: string, version: SeriesVersion): Reference {
  const name = `${series}@${version.id}`
  if (!version.behaviour) {
    throw new InputError(`${name}: Unexpected version without \`behaviour\`, expected one that can be simulated`)
  }
  return {name, version, behaviour: version.behaviour, kvmRun: new KvmRun(series, version, abiNamed('x86-64'))}
}

export interface Machine {
  readonly configuration: Configuration
  readonly reference: Reference
  readonly host: Host
  readonly run: Run
  readonly initial: State
  readonly actions: readonly Action[]
}

export function machineOf(configuration: Configuration, reference: Reference): Machine {
  const {behaviour, kvmRun} = reference
  const host = new Host(configuration)
  const run = new Run(configuration, behaviour, host, kvmRun)
  const vm = new VmCalls(configuration, behaviour, host)
  const actions = [
    ...configuration.streams.flatMap((_, vcpu) => vcpuActions(configuration, run, host, vcpu)),
    ...answers(configuration, run, host, vm),
    ...togglers(configuration, vm),
    ...disturbances(configuration, run, host, vm),
    ...(configuration.errors ? invalidCalls(behaviour, vm) : []),
  ]
  return {configuration, reference, host, run, initial: initialState(configuration, behaviour), actions}
}

function vcpuActions({spurious, once}: Configuration, run: Run, host: Host, vcpu: number): readonly Action[] {
  const agent = `vCPU ${vcpu}`
  const of = (kind: Action['kind'], what: string, step: Action['step'], isSure = true): Action => ({
    name: `${agent}: ${what}`,
    kind,
    agent: isSure ? agent : undefined,
    vcpu,
    step,
  })
  const access = (fails: boolean): Action['step'] => {
    return (state) => {
      const step = run.access(state, vcpu, fails)
      return step && noteAccess(run, host, state, vcpu, step)
    }
  }
  // Only where nobody calls again can an outcome tell of calls that were made before.
  const outcome = (step: Action['step']): Action['step'] => {
    if (!once) return step
    return (state) => {
      const taken = step(state)
      return taken && noteOutcome(state, vcpu, taken)
    }
  }
  return [
    of('enter', 'KVM_RUN', (state) => run.enter(state, vcpu)),
    of('load', 'loads the flag', (state) => run.load(state, vcpu)),
    of('access', 'accesses memory', access(false)),
    ...(spurious ? [of('spurious', 'accesses memory, the lookup fails by chance', access(true), false)] : []),
    of('map', 'maps the page', (state) => run.map(state, vcpu)),
    of(
      'resolve',
      'goes on from the failed lookup',
      outcome((state) => run.resolve(state, vcpu, false)),
    ),
    of('defer', 'goes on without the page', (state) => run.resolve(state, vcpu, true), false),
    of('arrive', 'has its page', (state) => run.arrive(state, vcpu)),
    of('conflict', 'goes on from the conflict', (state) => run.conflict(state, vcpu)),
    of(
      'leave',
      'KVM_RUN returns',
      outcome((state) => run.leave(state, vcpu)),
    ),
  ]
}

function togglers({togglers: count}: Configuration, vm: VmCalls): readonly Action[] {
  return ([0, 1] as const).slice(0, count).flatMap((thread): Action[] => {
    const agent = `thread ${thread}`
    const begin = (argument: 'on' | 'off'): Action => ({
      name: `${agent}: ${vm.call} ${argument}`,
      kind: 'begin',
      agent: undefined,
      argument,
      given: vm.given(argument === 'on'),
      step: (state) => {
        const step = vm.begin(state, thread, argument === 'on')
        return step && noteCall(state, step)
      },
    })
    const end: Action = {
      name: `${agent}: ${vm.call} returns`,
      kind: 'return',
      agent,
      step: (state) => {
        const call = get(state.pages, thread === 0 ? vmFields.call0 : vmFields.call1)
        const step = vm.return(state, thread)
        return step && noteReturn(state, step, call)
      },
    }
    return [begin('on'), begin('off'), end]
  })
}

function invalidCalls({enableCap}: Behaviour, vm: VmCalls): readonly Action[] {
  const {on, other} = enablingArguments(enableCap)
  const given: readonly (readonly [Argument, EnableCapArguments])[] = [
    ['args[0]', {flags: 0, args: [other, 0, 0, 0]}],
    ['args[1]', {flags: 0, args: [on, 1, 0, 0]}],
    ['flags', {flags: 1, args: [on, 0, 0, 0]}],
  ]
  const enable = given.map(
    ([argument, data]): Action => ({
      name: `KVM_ENABLE_CAP with bad ${argument}`,
      kind: 'invalid',
      agent: undefined,
      argument,
      given: data,
      step: (state) => {
        const step = vm.enableWith(state, data)
        return step && noteCall(state, step)
      },
    }),
  )
  const check: Action = {
    name: 'KVM_CHECK_EXTENSION',
    kind: 'check',
    agent: undefined,
    step: (state) => ({state, result: vm.checkExtension()}),
  }
  const badAddress: Action = {
    name: 'toggle with bad address',
    kind: 'invalid',
    agent: undefined,
    argument: 'bad address',
    step: (state) => vm.toggleBadAddress(state),
  }
  return [...enable, check, badAddress]
}

function initialState({pages, enabled, memory}: Configuration, behaviour: Behaviour): State {
  let state: State = {low: 0, high: 0, pages: 0, memory: 0}
  pages.forEach(({initially, userfaultfd, private: isPrivate}, page) => {
    const host = put(0, pageFields.host, hostPages[initially])
    const own = put(host, pageFields.private, isPrivate ? 1 : 0)
    state = withPage(state, page, put(own, pageFields.cached, userfaultfd === 'minor' ? 1 : 0))
    // What is there before the guest runs came from the source; zero is what the host fills in by itself.
    if (memory && initially !== 'absent') state = withContent(state, page, 1)
  })
  const isOn = enabled && behaviour.exit.condition === 'while-enabled'
  const switched = withVm(withVm(state, vmFields.flag, isOn ? 1 : 0), vmFields.call0, calls.none)
  return withVm(switched, vmFields.setting, firstSetting(behaviour, enabled))
}
