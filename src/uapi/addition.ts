/** What is added to an interface: by a version of a series, or by a patch. Rules of the scope `addition` ask it. */

import type {AddedImplementation, SeriesVersion} from '../model/index.ts'
import type {TreeInput} from './tree-input.ts'

export interface Addition {
  /** `memory-fault-exits@v1`. */
  readonly name: string
  /** Its document and headers, with nothing but what is added, so that rules of the scope `tree` hold for it, too. */
  readonly own: TreeInput
  readonly implementation: AddedImplementation
  /** The data that it was made of; absent where it is a patch. */
  readonly version?: SeriesVersion
  /** The tree that it is held against, which may contain it already. */
  readonly tree: TreeInput | undefined
}
