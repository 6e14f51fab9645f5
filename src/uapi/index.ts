/** Four ways to fill the model: from the document, the headers, the implementation and a series. */

import type {Architecture, ImplementationUapi, Uapi} from '../model/index.ts'

export {readImplementation} from './from-implementation/index.ts'

/** What a check of one tree compares. */
export interface TreeInput {
  readonly document: Uapi
  /** One description per architecture. */
  readonly headers: ReadonlyMap<Architecture, Uapi>
  readonly implementation: ImplementationUapi | undefined
}
