/** How the thread of a vCPU answers its exit, by the policy of userspace. */

import type {Action} from './action.ts'
import type {Configuration, Userspace} from './configuration.ts'
import type {Host} from './host.ts'
import type {Step} from './result.ts'
import type {Run} from './run.ts'
import {get, hostPages, phases, put, type State, vcpuFields, vcpuOf, withVcpu} from './state.ts'
import type {VmCalls} from './vm-calls.ts'

type Answer = (host: Host, state: State, page: number) => Step | undefined

const populate: Answer = (host, state, page) => host.populate(state, page, host.kindOf(page).vma === 'read-write')

/** Userspace knows what it has copied, which is what is not absent. */
const advised: Answer = (host, state, page) => {
  const {userfaultfd} = host.kindOf(page)
  const isGiven = host.pageState(state, page) !== hostPages.absent
  if (isGiven || userfaultfd === undefined) return populate(host, state, page)
  return userfaultfd === 'missing' ? host.copy(state, page) : host.continue(state, page)
}

const byPolicy: Readonly<Record<Exclude<Userspace, 'any'>, Answer>> = {
  advised,
  populate,
  copy: (host, state, page) => host.copy(state, page),
  continue: (host, state, page) => host.continue(state, page),
  nothing: (_, state) => ({state}),
}

export function answers({streams, userspace}: Configuration, run: Run, host: Host, vm: VmCalls): readonly Action[] {
  if (userspace === 'any') return []
  const answer = byPolicy[userspace]
  return streams.map((_, vcpu): Action => {
    const agent = `vCPU ${vcpu}`
    return {
      name: `${agent}: userspace answers (${userspace})`,
      kind: 'answer',
      agent,
      vcpu,
      step: (state) => {
        const bits = vcpuOf(state, vcpu)
        const phase = get(bits, vcpuFields.phase)
        if (phase !== phases.exited && phase !== phases.conflicted) return undefined
        const page = run.pageOf(vcpu, bits)
        const access = run.accessOf(vcpu, bits)
        // Somebody may have changed the attributes meanwhile.
        const isStill = access !== undefined && run.conflicts(state, page, access)
        const step =
          phase === phases.exited ? answer(host, state, page) : isStill ? vm.setAttributes(state, page) : {state}
        const done = put(put(0, vcpuFields.done, get(bits, vcpuFields.done)), vcpuFields.phase, phases.out)
        return step && {...step, state: withVcpu(step.state, vcpu, done)}
      },
    }
  })
}
