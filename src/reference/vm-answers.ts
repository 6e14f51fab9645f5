/** What each call on a VM returns, one at a time on a new VM: what a kernel can be asked, too. */

import {enabling, switching} from './configurations/index.ts'
import {type Machine, machineOf, type Reference} from './machine.ts'
import type {Result} from './result.ts'
import {type EnableCapArguments, enablingArguments} from './vm-calls.ts'

export interface VmAnswer {
  /** Of one word. */
  readonly id: string
  /** One line. */
  readonly says: string
  readonly call: VmCall
  readonly value: number
  readonly errno?: string
}

export type VmCall =
  | {readonly name: 'KVM_CHECK_EXTENSION'}
  | ({readonly name: 'KVM_ENABLE_CAP'} & EnableCapArguments)
  | {readonly name: 'ioctl'; readonly ioctl: string; readonly argument: boolean | 'bad address'}

interface Question {
  readonly id: string
  readonly says: string
  readonly call: VmCall
  /** The actions that it is made of. */
  readonly actions: readonly string[]
}

export function vmAnswers(reference: Reference): readonly VmAnswer[] {
  const {toggleIoctl, enableCap} = reference.behaviour
  const cap = (id: string, says: string, given: EnableCapArguments, ...actions: readonly string[]): Question => ({
    id,
    says: `KVM_ENABLE_CAP ${says}`,
    call: {name: 'KVM_ENABLE_CAP', ...given},
    actions,
  })
  const {on, off, other} = enablingArguments(enableCap)
  const end = 'thread 0: KVM_ENABLE_CAP returns'
  const questions: readonly Question[] = [
    {
      id: 'check-extension',
      says: 'KVM_CHECK_EXTENSION',
      call: {name: 'KVM_CHECK_EXTENSION'},
      actions: ['KVM_CHECK_EXTENSION'],
    },
    cap('enable', 'with args[0] that enables', {flags: 0, args: [on, 0, 0, 0]}, 'thread 0: KVM_ENABLE_CAP on', end),
    cap('disable', 'with args[0] that disables', {flags: 0, args: [off, 0, 0, 0]}, 'thread 0: KVM_ENABLE_CAP off', end),
    cap(
      'bad-args0',
      'with another args[0]',
      {flags: 0, args: [other, 0, 0, 0]},
      'KVM_ENABLE_CAP with bad args[0]',
      end,
    ),
    cap(
      'bad-args1',
      'with args[1] that is not 0',
      {flags: 0, args: [on, 1, 0, 0]},
      'KVM_ENABLE_CAP with bad args[1]',
      end,
    ),
    cap('bad-flags', 'with flags', {flags: 1, args: [on, 0, 0, 0]}, 'KVM_ENABLE_CAP with bad flags', end),
  ]
  const machine = machineOf(enabling, reference)
  const answered = questions.flatMap((question) => answer(machine, question) ?? [])
  if (!toggleIoctl) return answered
  const own = (id: string, argument: boolean | 'bad address', ...actions: readonly string[]): Question => ({
    id,
    says: `${toggleIoctl.name} with ${argument}`,
    call: {name: 'ioctl', ioctl: toggleIoctl.name, argument},
    actions,
  })
  const toggling = [
    own('on', true, 'thread 0: toggle on', 'thread 0: toggle returns'),
    own('off', false, 'thread 0: toggle off', 'thread 0: toggle returns'),
    own('bad-address', 'bad address', 'toggle with bad address'),
  ]
  const switched = machineOf(switching, reference)
  return [...answered, ...toggling.flatMap((question) => answer(switched, question) ?? [])]
}

function answer(machine: Machine, {actions, ...question}: Question): VmAnswer | undefined {
  let state = machine.initial
  let result: Result | undefined
  for (const name of actions) {
    // A call that is refused returns in its first step.
    if (result) break
    const step = machine.actions.find((action) => action.name === name)?.step(state)
    if (!step) return undefined
    state = step.state
    result = step.result
  }
  return result && {...question, value: result.value, ...(result.errno !== undefined && {errno: result.errno})}
}
