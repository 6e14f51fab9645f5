/** The calls on a VM: KVM_CHECK_EXTENSION, KVM_ENABLE_CAP, the series' own ioctl, memslots and attributes. */

import type {Behaviour, EnableCapBehaviour, Synchronisation} from '../model/index.ts'
import type {Configuration} from './configuration.ts'
import type {Host} from './host.ts'
import {failed, type Result, returned, type Step} from './result.ts'
import {
  calls,
  get,
  pageFields,
  pageOf,
  phases,
  put,
  type State,
  vcpuFields,
  vcpuOf,
  vmFields,
  withPage,
  withVm,
} from './state.ts'

/** `struct kvm_enable_cap`, as far as anybody looks at it. */
export interface EnableCapArguments {
  readonly flags: number
  readonly args: readonly number[]
}

/** Values of `args[0]`: those that turn it on and off, and one that is neither. */
export function enablingArguments(enableCap: EnableCapBehaviour) {
  const {on, off} = enableCap.effect === 'toggle' ? enableCap : {on: 1, off: 0}
  return {on, off, other: Math.max(on, off) + 1}
}

type Toggle = Extract<EnableCapBehaviour, {readonly effect: 'toggle'}>

const nobody = () => false

/** Who has to be done before a call that changes the flag returns. */
const waitsFor: Readonly<Record<Synchronisation, (bits: number, value: number) => boolean>> = {
  none: nobody,
  rwlock: nobody,
  mutex: nobody,
  spinlock: nobody,
  rwsem: nobody,
  seqcount: nobody,
  atomic: nobody,
  // Whoever asks the host for a page may sleep and is outside of it.
  rcu: nobody,
  // With one call at a time, who holds another value is who was there when it was changed.
  srcu: (bits, value) => holdsFlag.has(get(bits, vcpuFields.phase)) && get(bits, vcpuFields.flag) !== value,
}

/** In these the vCPU is inside of kvm->srcu, or goes by what it has read there. */
const holdsFlag: ReadonlySet<number> = new Set([phases.loaded, phases.failed, phases.mismatched, phases.asleep])

const isUnderWay = (call: number): boolean => call === calls.on || call === calls.off

export function callIsUnderWay({pages}: State): boolean {
  return isUnderWay(get(pages, vmFields.call0)) || isUnderWay(get(pages, vmFields.call1))
}

const callFields = [vmFields.call0, vmFields.call1] as const

export class VmCalls {
  readonly #behaviour: Behaviour
  readonly #host: Host
  readonly #vcpus: readonly number[]
  readonly #supported: boolean
  readonly #own: boolean
  readonly #once: boolean

  constructor({streams, supported, toggle, once}: Configuration, behaviour: Behaviour, host: Host) {
    this.#behaviour = behaviour
    this.#host = host
    this.#vcpus = streams.map((_, vcpu) => vcpu)
    this.#supported = supported
    this.#once = once
    this.#own = toggle === 'own' && behaviour.toggleIoctl !== undefined
  }

  checkExtension(): Result {
    return returned('KVM_CHECK_EXTENSION', this.#supported ? this.#behaviour.checkExtension : 0)
  }

  /** The call that turns the exits on and off. */
  get call(): 'toggle' | 'KVM_ENABLE_CAP' {
    return this.#own ? 'toggle' : 'KVM_ENABLE_CAP'
  }

  /** A call with good arguments writes the flag; it returns in a later step. */
  begin(state: State, thread: 0 | 1, isOn: boolean): Step | undefined {
    if (get(state.pages, callFields[thread]) !== calls.none) return undefined
    const refused = this.#refused(isOn)
    if (refused) return {state, result: refused}
    const {enableCap} = this.#behaviour
    const value = isOn ? 1 : 0
    const hasEffect = this.#own || enableCap.effect === 'toggle'
    const written = hasEffect ? withVm(state, vmFields.flag, value) : state
    return {state: withVm(written, callFields[thread], isOn ? calls.on : calls.off)}
  }

  return(state: State, thread: 0 | 1): Step | undefined {
    const call = get(state.pages, callFields[thread])
    if (!isUnderWay(call)) return undefined
    const value = call === calls.on ? 1 : 0
    const waits = waitsFor[this.#behaviour.synchronisation]
    if (this.#vcpus.some((vcpu) => waits(vcpuOf(state, vcpu), value))) return undefined
    return {
      state: withVm(state, callFields[thread], this.#once ? calls.done : calls.none),
      result: returned(this.call, 0),
    }
  }

  #refused(isOn: boolean): Result | undefined {
    const {toggleIoctl, enableCap} = this.#behaviour
    if (this.#own && toggleIoctl) return this.#supported ? undefined : failed('toggle', toggleIoctl.unsupported)
    if (enableCap.effect === 'refused') return failed('KVM_ENABLE_CAP', enableCap.errno)
    if (!this.#supported) return failed('KVM_ENABLE_CAP', 'EINVAL')
    if (enableCap.effect === 'nothing') return undefined
    return this.#invalid(enableCap, this.given(isOn))
  }

  /** Good arguments. */
  given(isOn: boolean): EnableCapArguments {
    const {on, off} = enablingArguments(this.#behaviour.enableCap)
    return {flags: 0, args: [isOn ? on : off, 0, 0, 0]}
  }

  /** What is wrong with the arguments. */
  #invalid({on, off, otherArguments, flags: badFlags}: Toggle, {flags, args}: EnableCapArguments): Result | undefined {
    const [first, ...rest] = args
    if (flags !== 0 && badFlags !== 'ignored') return failed('KVM_ENABLE_CAP', badFlags)
    const isOdd = (first !== on && first !== off) || rest.some((one) => one !== 0)
    return isOdd && otherArguments !== 'ignored' ? failed('KVM_ENABLE_CAP', otherArguments) : undefined
  }

  /** A call with arguments that the document does not allow. Where it takes them, it returns as any other. */
  enableWith(state: State, given: EnableCapArguments): Step | undefined {
    const {enableCap} = this.#behaviour
    if (get(state.pages, vmFields.call0) !== calls.none) return undefined
    if (enableCap.effect === 'refused') return {state, result: failed('KVM_ENABLE_CAP', enableCap.errno)}
    if (!this.#supported) return {state, result: failed('KVM_ENABLE_CAP', 'EINVAL')}
    if (enableCap.effect === 'nothing') return {state, result: returned('KVM_ENABLE_CAP', 0)}
    const invalid = this.#invalid(enableCap, given)
    if (invalid) return {state, result: invalid}
    const isOff = given.args[0] === enableCap.off
    const written = withVm(state, vmFields.flag, isOff ? 0 : 1)
    return {state: withVm(written, vmFields.call0, isOff ? calls.off : calls.on)}
  }

  /** The series' own ioctl with an address that cannot be read. */
  toggleBadAddress(state: State): Step | undefined {
    const {toggleIoctl} = this.#behaviour
    if (!this.#own || !toggleIoctl) return undefined
    return {state, result: failed('toggle', this.#supported ? toggleIoctl.badAddress : toggleIoctl.unsupported)}
  }

  /** The pages are taken out of the page tables of the guest, whichever way it goes. */
  setAttributes(state: State, page: number): Step {
    const bits = pageOf(state, page)
    const isPrivate = get(bits, pageFields.private) === 1
    const changed = put(put(bits, pageFields.private, isPrivate ? 0 : 1), pageFields.mapped, 0)
    return {state: withPage(state, page, changed), result: returned('KVM_SET_MEMORY_ATTRIBUTES', 0)}
  }

  /** The memslot in front of a page is deleted, or created again. */
  setRegion(state: State, page: number): Step {
    const isGone = get(state.pages, vmFields.slotGone) === 1
    const result = returned('KVM_SET_USER_MEMORY_REGION', 0)
    return {state: withVm(this.#host.unmap(state, page), vmFields.slotGone, isGone ? 0 : 1), result}
  }
}
