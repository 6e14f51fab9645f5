/** What properties ask of a step: what KVM_RUN gave, and what an onlooker has noted of the access. */

import {type Access, firstByte, pagesOf} from './configuration.ts'
import type {Event} from './explore.ts'
import type {Result, WrittenRun} from './result.ts'
import {get, phases, type State, settings, truths, vcpuFields, vcpuOf, vmFields} from './state.ts'

/** What KVM_RUN returned in this step. */
export function runResult({step: {result}}: Event): Result | undefined {
  return result?.call === 'KVM_RUN' ? result : undefined
}

/** The exit of the series, where KVM_RUN returned with it. */
export function exitOf(event: Event): WrittenRun | undefined {
  const run = runResult(event)?.run
  const {kvmRun} = event.machine.reference
  return run && kvmRun.exitReason(run.bytes) === BigInt(kvmRun.exitNumber) ? run : undefined
}

export type Setting = keyof typeof settings
export type Truth = 'reached' | 'missing' | 'mismatch'

const settingNames = Object.entries(settings).toSorted(([, one], [, other]) => one - other) as [Setting, number][]

export interface Begun {
  readonly access: Access
  /** What userspace could count on when the access began. */
  readonly setting: Setting
  /** What userspace itself would have met. */
  readonly truth: Truth
  /** Of which part of the access. */
  readonly part: 0 | 1
}

/** The access in progress of the vCPU that steps. */
export function begun({machine, action, before}: Event): Begun | undefined {
  if (action.vcpu === undefined) return undefined
  const bits = vcpuOf(before, action.vcpu)
  const access = machine.run.accessOf(action.vcpu, bits)
  if (!access || !hasBegun.has(get(bits, vcpuFields.phase))) return undefined
  const truth = get(bits, vcpuFields.truth)
  const [setting] = settingNames[get(bits, vcpuFields.begun)] ?? ['off']
  return {
    access,
    setting,
    truth:
      truth === truths.reached
        ? 'reached'
        : truth === truths.missing || truth === truths.missingInSecond
          ? 'missing'
          : 'mismatch',
    part: truth === truths.missingInSecond || truth === truths.mismatchInSecond ? 1 : 0,
  }
}

const hasBegun: ReadonlySet<number> = new Set([
  phases.failed,
  phases.mismatched,
  phases.leaving,
  phases.leavingConflict,
  phases.leavingPoison,
  phases.asleep,
])

/** Whether the memory of the host has changed in a step that a vCPU took by itself: KVM resolved a fault. */
export function isResolvedByKvm({machine, action, before, step}: Event): boolean {
  if (action.vcpu === undefined || action.kind === 'answer') return false
  return machine.configuration.pages.some(
    (_, page) => machine.host.pageState(before, page) !== machine.host.pageState(step.state, page),
  )
}

/** Whether the access went on and was done in this step, by the guest and not by userspace. */
export function isDone({action, before, step}: Event): boolean {
  const {vcpu} = action
  if (vcpu === undefined) return false
  const reason = step.result?.run?.reason
  if (reason === 'KVM_EXIT_INTERNAL_ERROR' || reason === 'KVM_EXIT_MMIO') return false
  return get(vcpuOf(step.state, vcpu), vcpuFields.done) === get(vcpuOf(before, vcpu), vcpuFields.done) + 1
}

/** Whether there is a part of the access for which no page fault can do anything. */
export function isHopeless({machine, before}: Event, {access}: Begun): boolean {
  if (access.private) return false
  return pagesOf(access).some((page) => {
    const {outcome} = machine.host.fault(before, page, access.kind === 'write')
    return outcome === 'unresolved' || outcome === 'poisoned'
  })
}

/** The bytes that the exit is about, by the header's layout. */
export function rangeOf({machine}: Event, {bytes}: WrittenRun): {readonly gpa: number; readonly size: number} {
  const {kvmRun} = machine.reference
  return {gpa: Number(kvmRun.read(bytes, 'gpa') ?? -1n), size: Number(kvmRun.read(bytes, 'size') ?? -1n)}
}

export function isInRange(address: number, {gpa, size}: {readonly gpa: number; readonly size: number}): boolean {
  return gpa <= address && address < gpa + size
}

/** The parts of an access that may be the first that was not reached: an earlier one where lookups fail by chance. */
export function reportableBytes({machine}: Event, {access, truth, part}: Begun): readonly number[] {
  const last = truth === 'reached' ? (access.straddles ? 1 : 0) : part
  const parts = machine.configuration.spurious ? [0, 1].filter((one) => one <= last) : [part]
  return parts.map((one) => firstByte(access, one))
}

/** What userspace itself would have met in the part that the exit is about: an earlier one was there, but not seen. */
export function truthOfExit(event: Event, run: WrittenRun, {access, truth, part}: Begun): Truth {
  return isInRange(firstByte(access, part), rangeOf(event, run)) ? truth : 'reached'
}

/** Whether the guest has not moved: the access is still to come, and its memory is as it was. */
export function isGuestAsBefore({machine, action, before, step}: Event): boolean {
  if (action.vcpu === undefined) return true
  const done = (state: State) => get(vcpuOf(state, action.vcpu ?? 0), vcpuFields.done)
  const isGivenUp = machine.run.isFinished(action.vcpu, vcpuOf(step.state, action.vcpu))
  return before.memory === step.state.memory && (done(before) === done(step.state) || isGivenUp)
}

/** What userspace may count on at the moment of the step. */
export function settingNow({before}: Event): Setting {
  return settingNames[get(before.pages, vmFields.setting)]?.[0] ?? 'off'
}

/** Whether a vCPU other than the one that steps is in the queue of a userfaultfd. */
export function isAnotherAsleep({machine, action, before}: Event): boolean {
  return machine.configuration.streams.some(
    (_, vcpu) => vcpu !== action.vcpu && get(vcpuOf(before, vcpu), vcpuFields.phase) === phases.asleep,
  )
}
