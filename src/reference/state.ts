/**
 * A state: four words of 32 bits, so that millions of them fit into memory and are compared at once.
 *
 *   low, high   vCPU 0 and 1, 2 and 3, 16 bits each (VcpuField)
 *   pages       page 0 to 3, 6 bits each (PageField), then what there is once (VmField)
 *   memory      page contents, 2 bits each; then values that were read, 2 bits each, 6 of each vCPU
 *
 * What the handler keeps and what an onlooker has noted of actions and results (`begun`, `truth`, `setting`) stand beside each
 * other, but only onlook.ts writes the latter, and only properties read it.
 */

export interface State {
  readonly low: number
  readonly high: number
  readonly pages: number
  readonly memory: number
}

/** The first bit and how many. */
interface Field {
  readonly at: number
  readonly mask: number
}

const field = (at: number, bits: number): Field => ({at, mask: (1 << bits) - 1})

/** Where a vCPU is. */
export const phases = {
  /** In userspace. */
  out: 0,
  /** In KVM_RUN, the access in front of it. */
  entered: 1,
  /** It has loaded the flag. */
  loaded: 2,
  /** The page was found, and is not in the page tables of the guest yet. */
  found: 3,
  /** The fast lookup failed. */
  failed: 4,
  /** In the queue of a userfaultfd. */
  asleep: 5,
  /** In userspace with an exit for a missing page, which its thread has to answer. */
  exited: 6,
  /** The same for a conflict about private memory. */
  conflicted: 7,
  /** The guest was told that the page will come, and does something else. */
  deferred: 8,
  /** The access and the attributes of the memory contradict each other. */
  mismatched: 9,
  /** The exit is made, and KVM_RUN has not returned yet. */
  leaving: 10,
  leavingConflict: 11,
  leavingPoison: 12,
} as const
export type Phase = (typeof phases)[keyof typeof phases]

export const vcpuFields = {
  /** How many accesses are done. */
  done: field(0, 3),
  phase: field(3, 4),
  /** The flag as it was loaded. */
  flag: field(7, 1),
  /** Which part of a straddling access it is about. */
  part: field(8, 1),
  /** The setting when the access began. */
  begun: field(9, 2),
  /** What userspace would have met at that moment. */
  truth: field(11, 3),
} as const

/** What the host has of a page. */
export const hostPages = {
  absent: 0,
  present: 1,
  /** Present, and to be copied before it is written to. */
  'read-only': 2,
  swapped: 3,
  poisoned: 4,
} as const
export type HostPage = keyof typeof hostPages

export const pageFields = {
  host: field(0, 3),
  private: field(3, 1),
  /** In the page tables of the guest. */
  mapped: field(4, 1),
  /** In the page cache, of a file that is registered for minor faults. */
  cached: field(5, 1),
} as const

export const vmFields = {
  flag: field(24, 1),
  /** Whether the memslot of the pages that may lose it is gone. */
  slotGone: field(25, 1),
  /** What the two threads that turn it on and off are in. */
  call0: field(26, 2),
  call1: field(28, 2),
  setting: field(30, 2),
} as const

export const calls = {none: 0, on: 1, off: 2, done: 3} as const

/** What userspace knows of the capability from the calls that it has made. */
export const settings = {
  off: 0,
  on: 1,
  /** A call is under way. */
  changing: 2,
  /** Several were under way at the same time, and nobody knows yet which was the last. */
  contested: 3,
} as const

/** What userspace itself would have met where the access began. */
export const truths = {reached: 0, missing: 1, missingInSecond: 2, mismatch: 3, mismatchInSecond: 4} as const

const vcpuBits = 16
const pageBits = 6

/** The 16 bits of a vCPU. */
export function vcpuOf({low, high}: State, vcpu: number): number {
  return ((vcpu < 2 ? low : high) >>> ((vcpu & 1) * vcpuBits)) & 0xffff
}

export function withVcpu(state: State, vcpu: number, bits: number): State {
  const {low, high, pages, memory} = state
  const shift = (vcpu & 1) * vcpuBits
  const mask = 0xffff << shift
  return vcpu < 2
    ? {low: (low & ~mask) | (bits << shift), high, pages, memory}
    : {low, high: (high & ~mask) | (bits << shift), pages, memory}
}

/** The 6 bits of a page. */
export function pageOf({pages}: State, page: number): number {
  return (pages >>> (page * pageBits)) & 0x3f
}

export function withPage({low, high, pages, memory}: State, page: number, bits: number): State {
  const shift = page * pageBits
  return {low, high, pages: (pages & ~(0x3f << shift)) | (bits << shift), memory}
}

export function get(bits: number, {at, mask}: Field): number {
  return (bits >>> at) & mask
}

export function put(bits: number, {at, mask}: Field, value: number): number {
  return (bits & ~(mask << at)) | (value << at)
}

export function withVm({low, high, pages, memory}: State, which: Field, value: number): State {
  return {low, high, pages: put(pages, which, value), memory}
}

/** 0: zero, 1: what the source of the migration had, 2 and 3: written by an even or an odd vCPU. */
export function contentOf({memory}: State, page: number): number {
  return (memory >>> (page * 2)) & 3
}

export function withContent({low, high, pages, memory}: State, page: number, value: number): State {
  return {low, high, pages, memory: (memory & ~(3 << (page * 2))) | (value << (page * 2))}
}

/** Only the first six reads of the first two vCPUs are kept. */
export function withRead(state: State, vcpu: number, access: number, value: number): State {
  const {low, high, pages, memory} = state
  const shift = 8 + vcpu * 12 + access * 2
  return {low, high, pages, memory: memory | (value << shift)}
}

export function sameState(one: State, other: State): boolean {
  return one.low === other.low && one.high === other.high && one.pages === other.pages && one.memory === other.memory
}
