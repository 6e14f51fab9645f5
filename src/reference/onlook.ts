/**
 * What an onlooker notes who sees actions, their results and the memory of the host, but not what the handler keeps: which
 * setting userspace may count on, and, of each access in progress, the setting when it began and what userspace itself would
 * have met then. Properties are judged by that.
 */

import type {Behaviour} from '../model/index.ts'
import type {Host} from './host.ts'
import type {Step} from './result.ts'
import type {Run} from './run.ts'
import {
  calls,
  get,
  phases,
  put,
  type State,
  settings,
  truths,
  vcpuFields,
  vcpuOf,
  vmFields,
  withVcpu,
  withVm,
} from './state.ts'
import {callIsUnderWay} from './vm-calls.ts'

/** After the step in which an access began. */
export function noteAccess(run: Run, host: Host, before: State, vcpu: number, step: Step): Step {
  const bits = vcpuOf(step.state, vcpu)
  const phase = get(bits, vcpuFields.phase)
  if (phase !== phases.failed && phase !== phases.mismatched) return step
  const begun = callIsUnderWay(before) ? settings.changing : get(before.pages, vmFields.setting)
  const noted = put(put(bits, vcpuFields.begun, begun), vcpuFields.truth, truthOf(run, host, before, vcpu))
  return {...step, state: withVcpu(step.state, vcpu, noted)}
}

/** Of calls at the same time, the first access that began after all of them shows which was the last. */
export function noteOutcome(before: State, vcpu: number, step: Step): Step {
  const begun = get(vcpuOf(before, vcpu), vcpuFields.begun)
  if (begun !== settings.contested || get(before.pages, vmFields.setting) !== settings.contested) return step
  if (!step.result) return step
  return {...step, state: withVm(step.state, vmFields.setting, step.result.run ? settings.on : settings.off)}
}

/** The first part of the access that userspace could not reach, were it its own. */
function truthOf(run: Run, host: Host, state: State, vcpu: number): number {
  const access = run.accessOf(vcpu, vcpuOf(state, vcpu))
  if (!access) return truths.reached
  const last = access.straddles ? 1 : 0
  for (let part = 0; part <= last; part++) {
    const page = access.page + part
    const write = access.kind === 'write'
    if (run.hasNoSlot(state, page, write)) return truths.reached
    if (run.conflicts(state, page, access)) return part === 0 ? truths.mismatch : truths.mismatchInSecond
    if (access.private === true || host.reaches(state, page, write)) continue
    return part === 0 ? truths.missing : truths.missingInSecond
  }
  return truths.reached
}

/** After a call that changes the setting has begun. */
export function noteCall(before: State, step: Step): Step {
  if (step.result) return step
  return {
    ...step,
    state: withVm(step.state, vmFields.setting, callIsUnderWay(before) ? settings.contested : settings.changing),
  }
}

/** After it has returned. */
export function noteReturn(before: State, step: Step, call: number): Step {
  if (step.result?.value !== 0 || callIsUnderWay(step.state)) return step
  if (get(before.pages, vmFields.setting) === settings.contested) return step
  return {...step, state: withVm(step.state, vmFields.setting, call === calls.on ? settings.on : settings.off)}
}

/** Where there is nothing to turn on, it is on. */
export function firstSetting({exit}: Behaviour, enabled: boolean): number {
  return exit.condition === 'always' || enabled ? settings.on : settings.off
}
