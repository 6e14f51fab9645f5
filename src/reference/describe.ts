/** A trace as messages between those who take part: what a reader sees of it, in text or as a sequence diagram. */

import {type Access, firstByte} from './configuration.ts'
import type {Machine} from './machine.ts'
import type {Result, WrittenRun} from './result.ts'
import {get, phases, type State, vcpuFields, vcpuOf} from './state.ts'
import type {TraceStep} from './trace.ts'

export interface Message {
  /** The action's name: with it the step can be taken again. */
  readonly action: string
  readonly from: Participant
  readonly to: Participant
  readonly text: string
  /** Whether it is the answer to a call. */
  readonly isReturn: boolean
}

/** `vCPU 0`, `KVM`, `host`, `thread 0`, `userspace`, `userfaultfd thread`. */
export type Participant = string

export function messagesOf(machine: Machine, steps: readonly TraceStep[]): readonly Message[] {
  return steps.map((step) => ({action: step.action.name, ...messageOf(machine, step)}))
}

function messageOf(machine: Machine, {action, before, step}: TraceStep): Omit<Message, 'action'> {
  const {result, state} = step
  const vcpu = `vCPU ${action.vcpu}`
  const call = (from: Participant, to: Participant, text: string) => ({from, to, text, isReturn: false})
  const outcome = result ? `: ${resultText(machine, result)}` : ''
  switch (action.kind) {
    case 'enter':
      return call(vcpu, 'KVM', 'KVM_RUN')
    case 'load':
      return call(
        'KVM',
        'KVM',
        `loads the flag: ${get(vcpuOf(state, action.vcpu ?? 0), vcpuFields.flag) ? 'on' : 'off'}`,
      )
    case 'access':
    case 'spurious':
      return accessMessage(machine, {action, before, step}, vcpu)
    case 'map':
      return call(
        'KVM',
        'KVM',
        state.pages === before.pages
          ? 'something has changed, again'
          : `maps page ${pageIn(machine, before, action.vcpu)}`,
      )
    case 'resolve':
    case 'arrive':
      return call('KVM', 'host', `${resolveText(machine, before, state, action.vcpu ?? 0)}${outcome}`)
    case 'defer':
      return {...call('KVM', vcpu, 'the page will come, go on without it'), isReturn: true}
    case 'conflict':
      return result
        ? back('KVM', vcpu, machine, result)
        : call('KVM', 'KVM', 'private and shared contradict each other')
    case 'leave':
    case 'signal':
      return result ? back('KVM', vcpu, machine, result) : call('KVM', vcpu, 'returns')
    case 'answer':
      return result ? call(vcpu, receiverOf(result), resultText(machine, result)) : call(vcpu, vcpu, 'runs again')
    case 'begin':
      return call(threadOf(action.name), 'KVM', `${callNameOf(machine, action.name)}${outcome}`)
    case 'return':
      return result ? back('KVM', threadOf(action.name), machine, result) : call('KVM', 'KVM', 'returns')
    case 'invalid':
    case 'check':
      return call('userspace', 'KVM', `${action.name}: ${result ? valueText(result) : 'not refused'}`)
    case 'serve':
      return call('userfaultfd thread', 'host', result ? resultText(machine, result) : 'wakes who waits')
    case 'disturb':
      return result
        ? call('userspace', receiverOf(result), `${action.name}: ${valueText(result)}`)
        : call('host', 'host', action.name)
  }
}

function back(from: Participant, to: Participant, machine: Machine, result: Result): Omit<Message, 'action'> {
  return {from, to, text: resultText(machine, result), isReturn: true}
}

const threadOf = (name: string): Participant => name.split(':', 1)[0] ?? 'userspace'

const receiverOf = ({call}: Result): Participant => (call.startsWith('KVM_') ? 'KVM' : 'host')

/** `toggle` stands for the series' own ioctl. */
function callNameOf({reference}: Machine, name: string): string {
  const own = reference.behaviour.toggleIoctl?.name
  const text = name.slice(name.indexOf(': ') + 2)
  return own === undefined ? text : text.replace('toggle', own)
}

function accessMessage(
  {run}: Machine,
  {action, before, step: {state, result}}: TraceStep,
  vcpu: Participant,
): Omit<Message, 'action'> {
  const access = run.accessOf(action.vcpu ?? 0, vcpuOf(before, action.vcpu ?? 0))
  const what = access ? accessText(access) : 'halts'
  const after = vcpuOf(state, action.vcpu ?? 0)
  const phase = get(after, vcpuFields.phase)
  const page = run.pageOf(action.vcpu ?? 0, after)
  const seen =
    phase === phases.found
      ? `page ${page} is found`
      : phase === phases.failed
        ? `the lookup of page ${page} fails${action.kind === 'spurious' ? ' by chance' : ''}`
        : phase === phases.mismatched
          ? `page ${page} has other attributes`
          : result
            ? `done, KVM_RUN returns ${result.value} with ${result.run?.reason ?? ''}`
            : 'done'
  return {from: vcpu, to: 'KVM', text: `${what}: ${seen}`, isReturn: false}
}

function accessText(access: Access): string {
  const {kind, straddles, private: isPrivate, emulated} = access
  const where = `${hex(firstByte(access, 0))}${straddles ? ' and the next page' : ''}`
  return `${emulated ? 'KVM itself, ' : ''}${kind} ${isPrivate ? 'private ' : ''}${where}`
}

function resolveText(machine: Machine, before: State, after: State, vcpu: number): string {
  const phase = get(vcpuOf(after, vcpu), vcpuFields.phase)
  const page = pageIn(machine, before, vcpu)
  if (phase === phases.asleep) return `waits for page ${page} in the queue of the userfaultfd`
  if (phase === phases.found || phase === phases.entered) return `the host brings page ${page}`
  if (phase === phases.leaving || phase === phases.leavingPoison) return `does not wait for page ${page}`
  return `the host cannot bring page ${page}`
}

function pageIn({run}: Machine, state: State, vcpu = 0): number {
  return run.pageOf(vcpu, vcpuOf(state, vcpu))
}

/** `KVM_RUN returns 0 with KVM_EXIT_MEMORY_FAULT (fault_code 1, …, gpa 0x1000, size 0x1000)`. */
export function resultText(machine: Machine, result: Result): string {
  if (result.call === 'userfaultfd') return 'a message on the userfaultfd'
  if (result.call === 'async-page-fault') return 'an asynchronous page fault'
  const call = result.call === 'toggle' ? (machine.reference.behaviour.toggleIoctl?.name ?? 'toggle') : result.call
  const run = result.run ? ` with ${runText(machine, result.run)}` : ''
  return `${call} returns ${valueText(result)}${run}`
}

const valueText = ({value, errno}: Result): string => (errno === undefined ? `${value}` : `${value}, ${errno}`)

function runText(machine: Machine, run: WrittenRun): string {
  const members = Object.entries(membersOf(machine, run) ?? {})
  return members.length === 0
    ? run.reason
    : `${run.reason} (${members.map(([name, value]) => `${name} ${value}`).join(', ')})`
}

/** The members of the exit as text, in the header's order; of an array, its first element. `undefined` with other exits. */
export function membersOf(
  {reference: {kvmRun}}: Machine,
  {reason, bytes}: WrittenRun,
): Record<string, string> | undefined {
  if (reason !== kvmRun.exit) return undefined
  return Object.fromEntries(
    kvmRun.members().map((name) => {
      const value = kvmRun.read(bytes, name) ?? 0n
      return [name, value < 10n ? `${value}` : `0x${value.toString(16)}`]
    }),
  )
}

const hex = (number: number): string => `0x${number.toString(16)}`
