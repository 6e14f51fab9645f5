/** What a change of headers does to the interface that was released. */

import type {AbiName} from '../../../abi/index.ts'
import type {Place} from '../../../model/index.ts'

export type ChangeKind =
  /** Of a struct or union whose members say nothing of it: it shrank, or has another length of flexible array. */
  | 'size'
  /** A struct or union became larger at its end, and all that was in it is where it was. */
  | 'grown'
  | 'alignment'
  | 'offset'
  | 'member-size'
  | 'member-type'
  /** Signed became unsigned, or the reverse. */
  | 'member-sign'
  | 'member-removed'
  /** Another name for what is in the same place and has the same type. */
  | 'member-renamed'
  /** A member of a union became larger than the padding that keeps the union's size. */
  | 'over-padding'
  /** Of a macro or an enumerator. */
  | 'value'
  | 'ioctl'
  | 'removed'
  /** Removed from a header, and in another one now that it does not include. */
  | 'moved'
  | 'header-removed'

export interface Side {
  /** Of a size or an offset, bytes; of a member, its type; of a constant, its value. */
  readonly text: string
  readonly place: Place
}

export interface Change {
  readonly kind: ChangeKind
  /** `struct kvm_run.exit_reason`, `KVM_RUN`, `include/uapi/linux/kvm.h`. */
  readonly symbol: string
  readonly before: Side
  /** `undefined` where nothing is left. */
  readonly after: Side | undefined
  /** What changes with it: members behind, enumerators that follow, ioctls whose number holds the size. */
  readonly also: readonly string[]
}

/** A change with the ABIs that it is on. */
export interface ReleasedChange extends Change {
  readonly abis: readonly AbiName[]
  /** It is on every ABI that had the symbol. */
  readonly everywhere: boolean
  /** Only 32-bit programs see it, and see now what 64-bit ones do, as a 64-bit kernel always read it. */
  readonly reconciles: boolean
}
