/** The memory of the host: lookups, faults, and what other threads do to it. */

import type {Configuration, PageKind} from './configuration.ts'
import {failed, type Result, returned, type Step} from './result.ts'
import {
  get,
  hostPages,
  pageFields,
  pageOf,
  phases,
  put,
  type State,
  vcpuFields,
  vcpuOf,
  withContent,
  withPage,
  withVcpu,
} from './state.ts'

const {absent, present, swapped, poisoned} = hostPages
const readOnly = hostPages['read-only']

/** What a fault in the host came to. */
export type Fault =
  | {readonly outcome: 'resolved'; readonly state: State}
  | {readonly outcome: 'unresolved' | 'poisoned' | 'asleep'}

const unresolved: Fault = {outcome: 'unresolved'}
const poison: Fault = {outcome: 'poisoned'}
const sleep: Fault = {outcome: 'asleep'}

/** Threads, swap and userfaultfd, over the pages of one configuration. */
export class Host {
  readonly #kinds: readonly PageKind[]
  readonly #streams: Configuration['streams']
  readonly #memory: boolean
  readonly #vcpus: readonly number[]

  constructor({pages, streams, memory}: Configuration) {
    this.#kinds = pages
    this.#streams = streams
    this.#memory = memory
    this.#vcpus = streams.map((_, vcpu) => vcpu)
  }

  kindOf(page: number): PageKind {
    const kind = this.#kinds[page]
    if (!kind) throw new Error(`There is no page ${page}`)
    return kind
  }

  /** The page that stands for the whole mapping. */
  head(page: number): number {
    return this.kindOf(page).huge === 'second' ? page - 1 : page
  }

  pageState(state: State, page: number): number {
    return get(pageOf(state, this.head(page)), pageFields.host)
  }

  /** Whether a thread of userspace would reach the page without a page fault. */
  reaches(state: State, page: number, write: boolean): boolean {
    const {vma} = this.kindOf(page)
    if (vma === 'none' || (write && vma === 'read-only')) return false
    const host = this.pageState(state, page)
    return host === present || (host === readOnly && !write)
  }

  /** A page fault, taken by whichever thread. */
  fault(state: State, page: number, write: boolean): Fault {
    const {vma, userfaultfd} = this.kindOf(page)
    if (vma === 'none' || (write && vma === 'read-only')) return unresolved
    const host = this.pageState(state, page)
    if (host === poisoned) return poison
    if (this.reaches(state, page, write)) return {outcome: 'resolved', state}
    if (host === swapped || host === readOnly) return {outcome: 'resolved', state: this.#with(state, page, present)}
    const cached = get(pageOf(state, this.head(page)), pageFields.cached) === 1
    if (userfaultfd === 'missing' || (userfaultfd === 'minor' && cached)) return sleep
    // The zero page is shared until somebody writes.
    const filled = write || userfaultfd === 'minor' ? present : readOnly
    return {outcome: 'resolved', state: this.#filled(this.#with(state, page, filled), page, 0)}
  }

  populate(state: State, page: number, write: boolean): Step | undefined {
    const call = write ? 'MADV_POPULATE_WRITE' : 'MADV_POPULATE_READ'
    const {vma} = this.kindOf(page)
    if (vma === 'none') return {state, result: failed(call, 'ENOMEM')}
    const fault = this.fault(state, page, write)
    switch (fault.outcome) {
      case 'resolved':
        return {state: fault.state, result: returned(call, 0)}
      case 'unresolved':
        return {state, result: failed(call, 'EINVAL')}
      case 'poisoned':
        return {state, result: failed(call, 'EHWPOISON')}
      // The thread waits as any other.
      case 'asleep':
        return undefined
    }
  }

  copy(state: State, page: number): Step {
    const {vma, userfaultfd} = this.kindOf(page)
    if (vma === 'none' || userfaultfd === undefined) return {state, result: failed('UFFDIO_COPY', 'ENOENT')}
    const bits = pageOf(state, this.head(page))
    const isThere = get(bits, pageFields.host) !== absent || get(bits, pageFields.cached) === 1
    if (isThere) return {state, result: failed('UFFDIO_COPY', 'EEXIST')}
    return {state: this.wake(this.#filled(this.#with(state, page, present), page, 1), page), result: copied}
  }

  continue(state: State, page: number): Step {
    const {vma, userfaultfd} = this.kindOf(page)
    if (vma === 'none' || userfaultfd !== 'minor') return {state, result: failed('UFFDIO_CONTINUE', 'EINVAL')}
    const bits = pageOf(state, this.head(page))
    if (get(bits, pageFields.host) !== absent) return {state, result: failed('UFFDIO_CONTINUE', 'EEXIST')}
    if (get(bits, pageFields.cached) === 0) return {state, result: failed('UFFDIO_CONTINUE', 'EFAULT')}
    return {state: this.wake(this.#filled(this.#with(state, page, present), page, 1), page), result: continued}
  }

  /** Takes whoever waits for the page out of the queue. */
  wake(state: State, page: number): State {
    let woken = state
    for (const vcpu of this.#vcpus) {
      const bits = vcpuOf(woken, vcpu)
      if (get(bits, vcpuFields.phase) !== phases.asleep) continue
      const access = this.#streams[vcpu]?.[get(bits, vcpuFields.done)]
      if (access === undefined || this.head(access.page + get(bits, vcpuFields.part)) !== this.head(page)) continue
      woken = withVcpu(woken, vcpu, put(bits, vcpuFields.phase, phases.failed))
    }
    return woken
  }

  dontNeed(state: State, page: number): Step {
    if (this.kindOf(page).vma === 'none') return {state, result: failed('MADV_DONTNEED', 'ENOMEM')}
    if (this.pageState(state, page) === poisoned) return {state, result: dropped}
    return {state: this.#with(state, page, absent), result: dropped}
  }

  /** `undefined` where there is nothing to write out: a file's page stays in the page cache. */
  swapOut(state: State, page: number): State | undefined {
    const {vma, userfaultfd} = this.kindOf(page)
    const able = vma !== 'none' && userfaultfd !== 'minor' && this.pageState(state, page) === present
    return able ? this.#with(state, page, swapped) : undefined
  }

  poison(state: State, page: number): State | undefined {
    return this.pageState(state, page) === present ? this.#with(state, page, poisoned) : undefined
  }

  /** What changes in the host is taken out of the page tables of the guest: the MMU notifier. */
  #with(state: State, page: number, host: number): State {
    const head = this.head(page)
    const bits = pageOf(state, head)
    if (get(bits, pageFields.host) === host) return state
    return this.unmap(withPage(state, head, put(bits, pageFields.host, host)), head)
  }

  /** Takes the whole mapping out of the page tables of the guest. */
  unmap(state: State, page: number): State {
    const head = this.head(page)
    const alone = withPage(state, head, put(pageOf(state, head), pageFields.mapped, 0))
    if (this.kindOf(head).huge !== 'first') return alone
    return withPage(alone, head + 1, put(pageOf(alone, head + 1), pageFields.mapped, 0))
  }

  #filled(state: State, page: number, content: number): State {
    if (!this.#memory) return state
    return withContent(state, this.head(page), content)
  }
}

const copied: Result = returned('UFFDIO_COPY', 0)
const continued: Result = returned('UFFDIO_CONTINUE', 0)
const dropped: Result = returned('MADV_DONTNEED', 0)
