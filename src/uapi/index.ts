/** Four ways to fill the model: from the document, the headers, the implementation and a series. */

import type {Architecture, Uapi} from '../model/index.ts'

/** What a check of one tree compares. */
export interface TreeInput {
  readonly document: Uapi
  /** One description per architecture. */
  readonly headers: ReadonlyMap<Architecture, Uapi>
  readonly implementation: Uapi | undefined
}
