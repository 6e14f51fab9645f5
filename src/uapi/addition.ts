/** What is added to an interface: by a version of a series, or by patches. Rules of the scope `addition` ask it. */

import type {
  AddedImplementation,
  AddedMember,
  ClaimedExitData,
  PendingNumber,
  Place,
  SeriesVersion,
  ShownNumber,
} from '../model/index.ts'
import type {TreeInput} from './tree-input.ts'

/** A tree with patches applied to it. */
export interface PatchedTree {
  readonly read: () => TreeInput
  /** Whether a patch added what stands there. */
  readonly isOwn: (place: Place) => boolean
}

export interface Addition {
  /** `memory-fault-exits@v1`, or the subject of a patch. */
  readonly name: string
  /**
   * Its document and headers, with nothing but what is added, so that rules of the scope `tree` hold for it, too. A struct
   * that `struct kvm_run` has for an exit may stand by itself: `kvm_run.memory_fault`.
   */
  readonly own: TreeInput
  /** Of patches: what they add to structs there are. */
  readonly members: readonly AddedMember[]
  /** Of patches: numbers that their hunks show, in their order; no tree is needed to see that one of them is taken. */
  readonly shown: readonly ShownNumber[]
  /** What other series claim that are posted. */
  readonly pending: readonly PendingNumber[]
  /** Of patches: what they add to the union in `struct kvm_run`, and what others do that are posted. */
  readonly exitData: {readonly own: readonly ClaimedExitData[]; readonly pending: readonly ClaimedExitData[]}
  readonly implementation: AddedImplementation
  /** The data that it was made of; absent where it is a patch. */
  readonly version?: SeriesVersion
  /** What it is held against, read when it is asked for; `undefined` where there is none. Of patches: where they are applied. */
  readonly tree: (() => TreeInput) | undefined
  /** Whether what stands at a place of that tree is the addition's own. */
  readonly isOwn: (place: Place) => boolean
  /** The tree, where it has a series' addition already, in whole or in part: then what it lacks of it was forgotten. */
  readonly applied: TreeInput | undefined
}
