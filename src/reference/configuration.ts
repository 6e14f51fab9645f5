/**
 * What is explored: the guest's accesses, the memory behind them, and who does what to it. A configuration is finite, and
 * everything in it may happen in any order and any number of times.
 */

import type {HostPage} from './state.ts'

export interface Configuration {
  readonly name: string
  /** At most four. Page `n` is guest memory from `n` times the page size. */
  readonly pages: readonly PageKind[]
  /** One for each vCPU, at most four, each of at most seven accesses. */
  readonly streams: readonly (readonly Access[])[]
  readonly userspace: Userspace
  /** What other threads and the host may do at any time, on which pages. */
  readonly disturbances: readonly Disturbance[]
  /** The threads that turn the exits on and off, at most two; each begins whenever it likes. */
  readonly togglers: number
  /** Whether each of them makes one call at most. */
  readonly once: boolean
  /** How they do it; `own` is the series' ioctl where it has one. */
  readonly toggle: 'enable-cap' | 'own'
  /** Whether the exits are on at first. */
  readonly enabled: boolean
  /** Whether the kernel has the capability. */
  readonly supported: boolean
  /** Whether a fast lookup may fail on a page that is mapped. */
  readonly spurious: boolean
  /** Whether calls with arguments that make no sense are made, too. */
  readonly errors: boolean
  /** Whether what the guest wrote and read is kept: contents of pages and values of reads. */
  readonly memory: boolean
}

/** The mapping behind a page of guest memory, and the memslot in front of it. */
export interface PageKind {
  readonly vma: 'none' | 'read-only' | 'read-write'
  readonly userfaultfd?: 'missing' | 'minor'
  readonly initially: HostPage
  /** The page and the next one are one huge page of the host: two stand for the 512 of a real one. */
  readonly huge?: 'first' | 'second'
  readonly slot: 'read-write' | 'read-only' | 'hole'
  /** Whether its attributes say so at first. */
  readonly private?: boolean
}

export interface Access {
  readonly kind: 'read' | 'write' | 'fetch'
  readonly page: number
  /** It ends in the next page. */
  readonly straddles?: boolean
  /** The guest takes the memory for private. */
  readonly private?: boolean
  /** It is KVM's own, to emulate an instruction. */
  readonly emulated?: boolean
}

/**
 * How the thread of a vCPU answers the exit. `any`: it does not, and whatever else happens may help. `advised`: as the document
 * says, by what it has given to the guest so far. The others do one thing always.
 */
export const userspaces = ['any', 'advised', 'populate', 'copy', 'continue', 'nothing'] as const
export type Userspace = (typeof userspaces)[number]

export const disturbanceNames = [
  'UFFDIO_COPY',
  'UFFDIO_CONTINUE',
  'UFFDIO_WAKE',
  'MADV_POPULATE_READ',
  'MADV_POPULATE_WRITE',
  'MADV_DONTNEED',
  'swap-out',
  'poison',
  'KVM_SET_MEMORY_ATTRIBUTES',
  'KVM_SET_USER_MEMORY_REGION',
  /** A vCPU is called back while it is in KVM_RUN; the pages say nothing. */
  'signal',
  /** A thread that reads the userfaultfd and brings what somebody waits for. */
  'serve',
] as const

export interface Disturbance {
  readonly name: (typeof disturbanceNames)[number]
  readonly pages: readonly number[]
}

/** Bytes. */
export const pageSize = 4096

/** The pages that an access touches, in the order of their addresses. */
export function pagesOf({page, straddles}: Access): readonly number[] {
  return straddles ? [page, page + 1] : [page]
}

/** Bytes of an access that does not straddle, and that stand in front of the boundary of one that does. */
const width = 4

/** The first byte of the part of an access that is in its first page (0) or its second (1): a guest physical address. */
export function firstByte({page, straddles}: Access, part: number): number {
  if (part === 1) return (page + 1) * pageSize
  return straddles ? (page + 1) * pageSize - width : page * pageSize + width
}
