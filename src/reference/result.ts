/** What a call gave, as userspace sees it. */

import type {State} from './state.ts'

export interface Result {
  /** The call that returned; or what a thread that reads the userfaultfd, or the guest, got to know. */
  readonly call: Call
  /** What libc gives: -1 on error. */
  readonly value: number
  /** Absent where nothing failed. */
  readonly errno?: string
  /** What `KVM_RUN` wrote; absent where it left `struct kvm_run` as it was. */
  readonly run?: WrittenRun
}

export type Call =
  | 'KVM_RUN'
  | 'KVM_CHECK_EXTENSION'
  | 'KVM_ENABLE_CAP'
  /** The series' own ioctl. */
  | 'toggle'
  | 'KVM_SET_MEMORY_ATTRIBUTES'
  | 'KVM_SET_USER_MEMORY_REGION'
  | 'UFFDIO_COPY'
  | 'UFFDIO_CONTINUE'
  | 'UFFDIO_WAKE'
  | 'MADV_POPULATE_READ'
  | 'MADV_POPULATE_WRITE'
  | 'MADV_DONTNEED'
  /** A message that a vCPU waits for a page. */
  | 'userfaultfd'
  /** The guest is told that a page will come. */
  | 'async-page-fault'

export interface WrittenRun {
  /** `KVM_EXIT_MMIO`. */
  readonly reason: string
  /** From the start of `struct kvm_run` to the end of the exit's own member. */
  readonly bytes: Uint8Array
}

export interface Step {
  readonly state: State
  /** Absent while a call goes on. */
  readonly result?: Result | undefined
}

export function returned(call: Call, value: number): Result {
  return {call, value}
}

export function failed(call: Call, errno: string): Result {
  return {call, value: -1, errno}
}
