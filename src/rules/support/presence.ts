/** Whether a tree has an addition already, in whole or in part: then what it lacks of it was forgotten. */

import type {Addition, TreeInput} from '../../uapi/index.ts'
import {isDefined} from './headers.ts'

/** The tree, where it defines any name that the addition brings. */
export function appliedTree({own, tree}: Addition): TreeInput | undefined {
  if (!tree) return undefined
  for (const header of own.headers.values()) {
    const {ioctls, capabilities, exitReasons} = header
    for (const {name} of [...ioctls, ...capabilities, ...exitReasons]) {
      if (name !== 'KVM_EXIT_UNKNOWN' && isDefined(tree, name)) return tree
    }
  }
  return undefined
}
