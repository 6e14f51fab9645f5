/**
 * What the kernel's own code of an addition does, as far as somebody says so: the data of a series, or a patch that was read.
 * What is not known has no entry, or is `undefined`.
 */

import type {Place} from './place.ts'
import type {CompositeType, Field} from './type.ts'
import type {Errno, HostMember, Index, Occurrence} from './uapi.ts'

export interface AddedImplementation {
  readonly hostMembers: Index<HostMember>
  /** Cases of `KVM_ENABLE_CAP`. */
  readonly enabled: Index<EnabledCapability>
  readonly exits: Index<ProducedExit>
  readonly errnos: Index<AddedErrnos>
  /** One for each new ioctl whose handler is shown. */
  readonly copies: Index<ArgumentCopies>
}

export interface EnabledCapability extends Occurrence {
  /** `nothing`: it succeeds, and all is as it was before. */
  readonly effect: 'something' | 'nothing'
  /** Arguments that are not looked at, whatever they hold: `flags`, `args`. */
  readonly ignored: readonly string[]
}

export interface ProducedExit extends Occurrence {
  /** Whether userspace has to ask for it, by a capability or an ioctl; `undefined` where nobody says. */
  readonly condition: 'while-enabled' | 'always' | undefined
  /** The member of `struct kvm_run` that tells more. */
  readonly member: string
  /** Members of it that no path writes, so that they hold what was there before. */
  readonly unwritten: readonly string[]
}

/** What a handler returns to userspace; the name is the ioctl's, or the exit's with which `KVM_RUN` fails. */
export interface AddedErrnos extends Occurrence {
  readonly errnos: readonly Errno[]
  /** It returns no other. */
  readonly complete: boolean
}

/** Which way a handler copies what the ioctl's argument points to; `place` is that of the ioctl's name. */
export interface ArgumentCopies extends Occurrence {
  readonly fromUserspace: Place | undefined
  readonly toUserspace: Place | undefined
  /** Nothing else is given the pointer, so that there is no other copy. */
  readonly complete: boolean
}

/** A member that is added to a struct that was there before. */
export interface AddedMember {
  /** Its tag, where it is in sight. */
  readonly struct: string | undefined
  readonly field: Field
}

/** A number of the interface that a patch shows, on added lines or around them. */
export interface ShownNumber {
  readonly kind: 'capability' | 'exit' | 'ioctl'
  readonly name: string
  /** Of an ioctl, the last eight bits. */
  readonly number: number
  /** `_IOW struct kvm_x`: ioctls of other directions or arguments are others, whatever their number. */
  readonly form: string
  readonly place: Place
  readonly added: boolean
}

/** A number that a patch claims which is posted and not merged; the place is in its file. */
export interface PendingNumber extends ShownNumber {
  readonly subject: string
}

/** Data of an exit, that a patch adds to the union in `struct kvm_run`; the place is in its file. */
export interface ClaimedExitData {
  /** `memory_fault`. */
  readonly member: string
  /** The exit that the comment above it names; `KVM_RUN` where it names none. */
  readonly exit: string
  readonly type: CompositeType
  /** Who posted it, as the mail says. */
  readonly author: string
  readonly subject: string
  readonly place: Place
}
