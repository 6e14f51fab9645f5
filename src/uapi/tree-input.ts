/** What a check of one tree compares. */

import type {Architecture, DocumentUapi, ImplementationUapi, Place, Uapi} from '../model/index.ts'

export interface TreeInput {
  /** What the interface's names begin with: `KVM`. */
  readonly prefix: string
  readonly document: DocumentUapi
  /** One description per architecture. */
  readonly headers: ReadonlyMap<Architecture, Uapi>
  /** `undefined` where the interface's implementation is not read: another header than KVM's. */
  readonly implementation: ImplementationUapi | undefined
  /** Where another header of the tree than those that were read defines a name. */
  readonly definedElsewhere: (name: string) => Place | undefined
}
