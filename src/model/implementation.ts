/** What an implementation says beside the nouns: who serves an ioctl, what it copies, which errors it returns, who exits. */

import type {Architecture} from './architecture.ts'
import type {Place} from './place.ts'
import type {
  Capability,
  Constant,
  Descriptor,
  Direction,
  Errno,
  ExitReason,
  Index,
  Ioctl,
  Occurrence,
  Uapi,
} from './uapi.ts'

export interface ImplementationUapi extends Uapi {
  readonly source: 'implementation'
  readonly ioctls: Index<ServedIoctl>
  readonly capabilities: Index<AnsweredCapability>
  readonly exitReasons: Index<ProducedExitReason>
  /** `KVM` names that the implementation itself defines: kernel-internal, where no uapi header defines them too. */
  readonly constants: Index<Constant>
  /** Whether a header of the kernel's own defines a struct. */
  readonly definesStruct: (tag: string) => boolean
  /** `module_param(halt_poll_ns, …)`: what userspace finds under `/sys/module`. */
  readonly moduleParameters: Index<Occurrence>
  /** The symbols of the Kconfig files, without `CONFIG_`. */
  readonly configurationSymbols: Index<Occurrence>
}

/** One `case` (or `if (ioctl == …)`) that serves an ioctl on one descriptor. Its place is the name in it. */
export interface ServedIoctl extends Ioctl {
  readonly descriptors: readonly [Descriptor]
  /** Where it can succeed, with the right configuration and hardware. May be empty: see `refused`. */
  readonly architectures: readonly Architecture[]
  /** Where the case is compiled and whatever it does ends in an error, or does nothing: the architecture's hook is a stub. */
  readonly refused: readonly Refusal[]
  /** The preprocessor's conditions around it, as written, joined by `&&`. */
  readonly guard?: string
  readonly errnos: readonly ReturnedErrno[]
  /** All that it may return is in `errnos`: an errno that is not there is never returned by the handler. */
  readonly errnosComplete: boolean
  /** What it copies from and to where the argument points. */
  readonly copies: readonly Copy[]
  /** The argument goes nowhere that was not followed: a direction that is not in `copies` does not happen. */
  readonly copiesComplete: boolean
}

export interface Refusal {
  readonly architecture: Architecture
  /** Of a hook that does nothing, those that stand before it. */
  readonly errnos: readonly Errno[]
}

export interface ReturnedErrno extends Errno {
  /** Of those that serve the ioctl, or can enable the capability. */
  readonly architectures: readonly Architecture[]
}

export interface Copy {
  /** `in`: from userspace. */
  readonly direction: Exclude<Direction, 'none' | 'in/out'>
  /** `struct kvm_regs`, `u32`: what is copied, where the code says it. */
  readonly type?: string
  readonly place: Place
}

/** A capability that `KVM_CHECK_EXTENSION` answers with other than 0, or that `KVM_ENABLE_CAP` can enable. */
export interface AnsweredCapability extends Capability {
  readonly operation: 'check' | 'enable'
  readonly architectures: readonly Architecture[]
  readonly guard?: string
  readonly errnos: readonly ReturnedErrno[]
  /** See `ServedIoctl`. */
  readonly errnosComplete: boolean
}

/** A statement that sets `exit_reason`, or the call that makes it be set. */
export interface ProducedExitReason extends ExitReason {
  readonly architectures: readonly Architecture[]
  readonly guard?: string
}
