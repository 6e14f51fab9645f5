/**
 * KVM_RUN, in steps between which anything may happen:
 *
 *   out ─► entered ─► loaded ─┬─► (done) ─► entered
 *              ▲              ├─► found ─► mapped ─► entered
 *              │              ├─► failed ─┬─► leaving ─► an exit
 *              │              │           ├─► asleep, deferred ─► …
 *              └──────────────┴───────────┴─► resolved: found
 *
 * The flag is loaded in a step ahead of the access: a CPU may load it so early, and whatever keeps it, a register or a
 * member of the vCPU, has the same effect.
 */

import type {Behaviour} from '../model/index.ts'
import {type Access, type Configuration, pageSize, pagesOf} from './configuration.ts'
import type {Host} from './host.ts'
import type {KvmRun} from './kvm-run.ts'
import {failed, type Result, returned, type Step} from './result.ts'
import {
  contentOf,
  get,
  hostPages,
  pageFields,
  pageOf,
  phases,
  put,
  type State,
  vcpuFields,
  vcpuOf,
  vmFields,
  withContent,
  withPage,
  withRead,
  withVcpu,
} from './state.ts'

type Cause = 'missing' | 'conflict'

/** Of a page by what its size says: how many pages the exit is about, and which is the first. */
const extents: Readonly<Record<'page' | 'mapping', (host: Host, page: number) => number>> = {
  page: () => 1,
  mapping: (host, page) => (host.kindOf(page).huge === undefined ? 1 : 2),
}

const addresses: Readonly<Record<'aligned-to-size' | 'aligned-to-page', (page: number, pages: number) => number>> = {
  'aligned-to-size': (page, pages) => Math.floor(page / pages) * pages * pageSize,
  'aligned-to-page': (page) => page * pageSize,
}

const interrupted: Result = failed('KVM_RUN', 'EINTR')
const asleep: Result = returned('userfaultfd', 0)
const deferred: Result = returned('async-page-fault', 0)

export class Run {
  readonly #streams: Configuration['streams']
  readonly #parts: readonly (readonly (readonly number[])[])[]
  readonly #behaviour: Behaviour
  readonly #host: Host
  readonly #memory: boolean
  readonly #answered: boolean
  readonly #pages: number
  /** What a vCPU that is leaving gives, and what it is then. */
  readonly #ways: ReadonlyMap<number, {readonly exits: readonly (readonly [Result, Result])[]; readonly phase: number}>
  readonly #unresolved: Result
  readonly #mmio: Result
  readonly #halt: Result
  readonly #internalError: Result

  constructor(configuration: Configuration, behaviour: Behaviour, host: Host, run: KvmRun) {
    this.#streams = configuration.streams
    this.#parts = configuration.streams.map((stream) => stream.map(pagesOf))
    this.#behaviour = behaviour
    this.#host = host
    this.#memory = configuration.memory
    this.#answered = configuration.userspace !== 'any'
    this.#pages = configuration.pages.length
    const {exit} = behaviour
    const pages = configuration.pages.map((_, page) => page)
    const [errno] = exit.errnos
    const exits = (cause: Cause, name: string | undefined) =>
      pages.map((page): readonly [Result, Result] => {
        const of = (isPrivate: boolean) => this.#exit(page, cause, isPrivate, name, run)
        return [of(false), of(true)]
      })
    const poison = exits('missing', exit.errnos.includes('EHWPOISON') ? 'EHWPOISON' : errno)
    this.#ways = new Map([
      [phases.leaving, {exits: exits('missing', errno), phase: phases.exited}],
      [phases.leavingConflict, {exits: exits('conflict', errno), phase: phases.conflicted}],
      [phases.leavingPoison, {exits: poison, phase: phases.exited}],
    ])
    this.#unresolved = failed('KVM_RUN', exit.unresolved)
    const other = (reason: string): Result => ({
      ...returned('KVM_RUN', 0),
      run: {reason, bytes: run.otherExit(reason)},
    })
    this.#mmio = other('KVM_EXIT_MMIO')
    this.#halt = other('KVM_EXIT_HLT')
    this.#internalError = other('KVM_EXIT_INTERNAL_ERROR')
  }

  #exit(page: number, cause: Cause, isPrivate: boolean, errno: string | undefined, run: KvmRun): Result {
    const {exit} = this.#behaviour
    const pages = extents[exit.size](this.#host, page)
    const tellsPrivate = exit.privateMeans === 'private-access' ? isPrivate : cause === 'conflict'
    const values = (tellsPrivate ? exit.causes.private : undefined) ?? exit.causes.missing
    const bytes = run.report({gpa: addresses[exit.gpa](page, pages), size: pages * pageSize, values})
    const result = errno === undefined ? returned('KVM_RUN', 0) : failed('KVM_RUN', errno)
    return {...result, run: {reason: run.exit, bytes}}
  }

  accessOf(vcpu: number, bits: number): Access | undefined {
    return this.#streams[vcpu]?.[get(bits, vcpuFields.done)]
  }

  /** The page that the vCPU's present part is in. */
  pageOf(vcpu: number, bits: number): number {
    return (this.accessOf(vcpu, bits)?.page ?? 0) + get(bits, vcpuFields.part)
  }

  isFinished(vcpu: number, bits: number): boolean {
    return get(bits, vcpuFields.done) === this.#streams[vcpu]?.length
  }

  enter(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.out || this.isFinished(vcpu, bits)) return undefined
    return {state: this.#to(state, vcpu, bits, phases.entered)}
  }

  load(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.entered) return undefined
    const isOn = this.#behaviour.exit.condition === 'always' ? 1 : get(state.pages, vmFields.flag)
    // Where KVM itself is the one who reads or writes, it could not begin again later.
    const exits = this.accessOf(vcpu, bits)?.emulated ? 0 : isOn
    return {state: this.#to(state, vcpu, put(bits, vcpuFields.flag, exits), phases.loaded)}
  }

  /** The guest accesses memory, and KVM looks up what is not in its page tables; `fails` says that it does so in vain. */
  access(state: State, vcpu: number, fails: boolean): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.loaded) return undefined
    const access = this.accessOf(vcpu, bits)
    const parts = this.#parts[vcpu]?.[get(bits, vcpuFields.done)]
    if (!access || !parts) return undefined
    const write = access.kind === 'write'
    for (let part = 0; part < parts.length; part++) {
      const page = parts[part] as number
      if (this.hasNoSlot(state, page, write)) return fails ? undefined : this.#emulate(state, vcpu, bits, access)
      const at = put(bits, vcpuFields.part, part)
      // What is mapped as private is not mapped as shared.
      if (this.conflicts(state, page, access)) {
        return fails ? undefined : {state: this.#to(state, vcpu, at, phases.mismatched)}
      }
      if (this.isMapped(state, page, access)) continue
      const isFound = this.isBacked(state, page, access)
      if (fails && !isFound) return undefined
      return {state: this.#to(state, vcpu, at, isFound && !fails ? phases.found : phases.failed)}
    }
    return fails ? undefined : this.#complete(state, vcpu, bits, access, parts)
  }

  /** Whether KVM emulates the access instead: there is no memory, or none that can be written. */
  hasNoSlot(state: State, page: number, write: boolean): boolean {
    const {slot} = this.#host.kindOf(page)
    return slot === 'hole' || (slot === 'read-only' && write) || this.isGone(state, page)
  }

  isGone(state: State, page: number): boolean {
    return get(state.pages, vmFields.slotGone) === 1 && page === this.lastPage
  }

  /** The page whose memslot may be taken away. */
  get lastPage(): number {
    return this.#pages - 1
  }

  conflicts(state: State, page: number, access: Access): boolean {
    return (get(pageOf(state, page), pageFields.private) === 1) !== (access.private === true)
  }

  isMapped(state: State, page: number, access: Access): boolean {
    if (get(pageOf(state, page), pageFields.mapped) === 0) return false
    return access.kind !== 'write' || access.private === true || this.#host.reaches(state, page, true)
  }

  /** Private memory is not mapped into userspace: what it is made of is always there. */
  isBacked(state: State, page: number, access: Access): boolean {
    return access.private === true || this.#host.reaches(state, page, access.kind === 'write')
  }

  #emulate(state: State, vcpu: number, bits: number, access: Access): Step {
    // KVM cannot fetch an instruction from nowhere, and the VMM ends the guest.
    const isFetch = access.kind === 'fetch'
    const done = isFetch ? (this.#streams[vcpu]?.length ?? 0) : get(bits, vcpuFields.done) + 1
    return {
      state: this.#to(state, vcpu, put(bits, vcpuFields.done, done), phases.out),
      result: isFetch ? this.#internalError : this.#mmio,
    }
  }

  #complete(state: State, vcpu: number, bits: number, access: Access, parts: readonly number[]): Step {
    const done = get(bits, vcpuFields.done)
    const next = put(bits, vcpuFields.done, done + 1)
    const isLast = done + 1 === this.#streams[vcpu]?.length
    const moved = this.#to(state, vcpu, next, isLast ? phases.out : phases.entered)
    return {
      state: this.#memory ? this.#remember(moved, vcpu, done, access, parts) : moved,
      ...(isLast && {result: this.#halt}),
    }
  }

  #remember(state: State, vcpu: number, done: number, access: Access, parts: readonly number[]): State {
    const [first = 0] = parts.map((page) => this.#host.head(page))
    if (access.kind !== 'write') return withRead(state, vcpu, done, contentOf(state, first))
    return parts.reduce((now, page) => withContent(now, this.#host.head(page), 2 + (vcpu & 1)), state)
  }

  /** The page goes into the page tables of the guest, unless something has changed since it was looked up. */
  map(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.found) return undefined
    const page = this.pageOf(vcpu, bits)
    const access = this.accessOf(vcpu, bits)
    const entered = this.#to(state, vcpu, bits, phases.entered)
    if (!access || this.hasNoSlot(state, page, access.kind === 'write')) return {state: entered}
    if (this.conflicts(state, page, access) || !this.isBacked(state, page, access)) return {state: entered}
    return {state: withPage(entered, page, put(pageOf(entered, page), pageFields.mapped, 1))}
  }

  /** What a failed lookup comes to. `defers`: the guest is told that a page which was swapped out will come. */
  resolve(state: State, vcpu: number, defers: boolean): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.failed) return undefined
    const page = this.pageOf(vcpu, bits)
    const access = this.accessOf(vcpu, bits)
    if (!access) return undefined
    const {exit} = this.#behaviour
    const exits = get(bits, vcpuFields.flag) === 1
    if (defers) return this.#defer(state, vcpu, bits, page)
    if (exits && exit.trigger === 'lookup-failed') return {state: this.#to(state, vcpu, bits, phases.leaving)}
    const fault = access.private
      ? ({outcome: 'resolved', state} as const)
      : this.#host.fault(state, page, access.kind === 'write')
    switch (fault.outcome) {
      case 'resolved':
        return {state: this.#to(fault.state, vcpu, bits, phases.found)}
      case 'asleep':
        return {state: this.#to(state, vcpu, bits, phases.asleep), result: asleep}
      case 'unresolved':
      case 'poisoned': {
        if (!exits) return this.#leave(state, vcpu, bits, phases.out, this.#unresolved)
        return {
          state: this.#to(state, vcpu, bits, fault.outcome === 'poisoned' ? phases.leavingPoison : phases.leaving),
        }
      }
    }
  }

  #defer(state: State, vcpu: number, bits: number, page: number): Step | undefined {
    if (this.#host.pageState(state, page) !== hostPages.swapped) return undefined
    const isOff = this.#behaviour.asyncPageFaults === 'off-while-enabled' && get(bits, vcpuFields.flag) === 1
    return isOff ? undefined : {state: this.#to(state, vcpu, bits, phases.deferred), result: deferred}
  }

  /** The page that the guest was told of is there. */
  arrive(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.deferred) return undefined
    const fault = this.#host.fault(state, this.pageOf(vcpu, bits), this.accessOf(vcpu, bits)?.kind === 'write')
    const after = fault.outcome === 'resolved' ? fault.state : state
    return {state: this.#to(after, vcpu, bits, phases.entered)}
  }

  /** Private memory that was taken for shared, or the other way round. */
  conflict(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.mismatched) return undefined
    const {causes} = this.#behaviour.exit
    const isReported = causes.private !== undefined && get(bits, vcpuFields.flag) === 1
    if (!isReported) return this.#leave(state, vcpu, bits, phases.out, this.#unresolved)
    return {state: this.#to(state, vcpu, bits, phases.leavingConflict)}
  }

  /** KVM_RUN returns with the exit. */
  leave(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    const way = this.#ways.get(get(bits, vcpuFields.phase))
    if (!way) return undefined
    const result = way.exits[this.pageOf(vcpu, bits)]?.[this.accessOf(vcpu, bits)?.private ? 1 : 0]
    return this.#leave(state, vcpu, bits, way.phase, result)
  }

  /** A signal is pending: KVM_RUN returns before the guest goes on. */
  interrupt(state: State, vcpu: number): Step | undefined {
    const bits = vcpuOf(state, vcpu)
    if (get(bits, vcpuFields.phase) !== phases.entered) return undefined
    return {state: this.#to(state, vcpu, bits, phases.out), result: interrupted}
  }

  /** Back to userspace, whose thread has something to answer or gives up, where it is known what it does. */
  #leave(state: State, vcpu: number, bits: number, phase: number, result: Result | undefined): Step {
    if (!this.#answered) return {state: this.#to(state, vcpu, bits, phases.out), result}
    const isAnswered = phase !== phases.out
    const next = isAnswered ? bits : put(bits, vcpuFields.done, this.#streams[vcpu]?.length ?? 0)
    return {state: this.#to(state, vcpu, next, phase), result}
  }

  /** Nothing is kept that the new phase does not need, so that equal states are one. */
  #to(state: State, vcpu: number, bits: number, phase: number): State {
    return withVcpu(state, vcpu, put(bits & (keptIn[phase] ?? 0), vcpuFields.phase, phase))
  }
}

const whole = (...fields: readonly (keyof typeof vcpuFields)[]): number =>
  fields.reduce((bits, name) => put(bits, vcpuFields[name], vcpuFields[name].mask), 0)

const place = whole('done', 'part')
const noted = whole('done', 'part', 'begun', 'truth')
const everything = whole('done', 'part', 'flag', 'begun', 'truth')

const keptIn: readonly number[] = Object.entries(phases)
  .toSorted(([, one], [, other]) => one - other)
  .map(([name]) => {
    if (name === 'out' || name === 'entered') return whole('done')
    if (name.startsWith('leaving')) return noted
    return ['found', 'exited', 'conflicted', 'deferred'].includes(name) ? place : everything
  })
