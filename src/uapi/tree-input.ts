/** What a check of one tree compares. */

import type {Architecture, DocumentUapi, ImplementationUapi, Place} from '../model/index.ts'
import type {HeaderUapi} from './from-header/index.ts'

export interface TreeInput {
  /** What the interface's names begin with: `KVM`. */
  readonly prefix: string
  readonly document: DocumentUapi
  /** One description per architecture. */
  readonly headers: ReadonlyMap<Architecture, HeaderUapi>
  /** `undefined` where the interface's implementation is not read: another header than KVM's. */
  readonly implementation: ImplementationUapi | undefined
  /** Where another header of the tree than those that were read defines a name. */
  readonly definedElsewhere: (name: string) => Place | undefined
}
