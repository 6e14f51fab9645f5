/** Whether two specifiers, as written, are the same type, so that their declarators can share one. */

import {sameInteger} from '../../read/c/index.ts'

/** `u64` and `__u64`, and any white space. */
export function sameWords(one: string, other: string): boolean {
  const [left, right] = [fold(one), fold(other)]
  return left === right || sameInteger(left, right)
}

const fold = (text: string): string => text.trim().split(/\s+/).join(' ')
