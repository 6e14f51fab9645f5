/** What other threads and the host do, at any time. */

import type {Action} from './action.ts'
import type {Configuration, Disturbance} from './configuration.ts'
import type {Host} from './host.ts'
import {returned, type Step} from './result.ts'
import type {Run} from './run.ts'
import {get, phases, type State, vcpuFields, vcpuOf} from './state.ts'
import type {VmCalls} from './vm-calls.ts'

interface Actors {
  readonly run: Run
  readonly host: Host
  readonly vm: VmCalls
  readonly vcpus: readonly number[]
}

type Do = (actors: Actors, state: State, page: number) => Step | undefined

const silently = (state: State | undefined): Step | undefined => state && {state}

const handlers: Readonly<Record<Disturbance['name'], Do>> = {
  UFFDIO_COPY: ({host}, state, page) => host.copy(state, page),
  UFFDIO_CONTINUE: ({host}, state, page) => host.continue(state, page),
  UFFDIO_WAKE: ({host}, state, page) => ({state: host.wake(state, page), result: returned('UFFDIO_WAKE', 0)}),
  MADV_POPULATE_READ: ({host}, state, page) => host.populate(state, page, false),
  MADV_POPULATE_WRITE: ({host}, state, page) => host.populate(state, page, true),
  MADV_DONTNEED: ({host}, state, page) => host.dontNeed(state, page),
  'swap-out': ({host}, state, page) => silently(host.swapOut(state, page)),
  poison: ({host}, state, page) => silently(host.poison(state, page)),
  KVM_SET_MEMORY_ATTRIBUTES: ({vm}, state, page) => vm.setAttributes(state, page),
  KVM_SET_USER_MEMORY_REGION: ({vm}, state, page) => vm.setRegion(state, page),
  signal: ({run}, state, vcpu) => run.interrupt(state, vcpu),
  serve: ({run, host, vcpus}, state, page) => {
    if (!vcpus.some((vcpu) => isWaiting(run, host, state, vcpu, page))) return undefined
    return host.kindOf(page).userfaultfd === 'minor' ? host.continue(state, page) : host.copy(state, page)
  },
}

/** In the queue, or in a thread that populates the page and waits there. */
function isWaiting(run: Run, host: Host, state: State, vcpu: number, page: number): boolean {
  const bits = vcpuOf(state, vcpu)
  const phase = get(bits, vcpuFields.phase)
  if (phase !== phases.asleep && phase !== phases.exited) return false
  if (host.head(run.pageOf(vcpu, bits)) !== host.head(page)) return false
  return phase === phases.asleep || host.populate(state, page, host.kindOf(page).vma === 'read-write') === undefined
}

export function disturbances(configuration: Configuration, run: Run, host: Host, vm: VmCalls): readonly Action[] {
  const vcpus = configuration.streams.map((_, vcpu) => vcpu)
  const actors = {run, host, vm, vcpus}
  return configuration.disturbances.flatMap(({name, pages}) =>
    (name === 'signal' ? vcpus : pages).map((page): Action => {
      if (name === 'signal') {
        const step = (state: State) => handlers.signal(actors, state, page)
        return {name: `vCPU ${page}: a signal is pending`, kind: 'signal', agent: undefined, vcpu: page, step}
      }
      const isServed = name === 'serve'
      return {
        name: isServed ? `userfaultfd thread: brings page ${page}` : `${name} page ${page}`,
        kind: isServed ? 'serve' : 'disturb',
        agent: isServed ? 'userfaultfd thread' : undefined,
        page,
        step: (state) => handlers[name](actors, state, page),
      }
    }),
  )
}
