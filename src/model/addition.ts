/**
 * What the kernel's own code of an addition does, as far as somebody says so: the data of a series, or a patch that was read.
 * What is not known has no entry, or is `undefined`.
 */

import type {Errno, HostMember, Index, Occurrence} from './uapi.ts'

export interface AddedImplementation {
  readonly hostMembers: Index<HostMember>
  /** Cases of `KVM_ENABLE_CAP`. */
  readonly enabled: Index<EnabledCapability>
  readonly exits: Index<ProducedExit>
  readonly errnos: Index<AddedErrnos>
}

export interface EnabledCapability extends Occurrence {
  /** `nothing`: it succeeds, and all is as it was before. */
  readonly effect: 'something' | 'nothing'
  /** Arguments that are not looked at, whatever they hold: `flags`, `args`. */
  readonly ignored: readonly string[]
}

export interface ProducedExit extends Occurrence {
  /** Whether userspace has to ask for it, by a capability or an ioctl. */
  readonly condition: 'while-enabled' | 'always'
  /** The member of `struct kvm_run` that tells more. */
  readonly member: string
  /** Members of it that no path writes, so that they hold what was there before. */
  readonly unwritten: readonly string[]
}

/** What a handler returns to userspace; the name is the ioctl's, or the exit's with which `KVM_RUN` fails. */
export interface AddedErrnos extends Occurrence {
  readonly errnos: readonly Errno[]
}
