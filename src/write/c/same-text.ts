/** Whether two spellings mean the same, so that the document's own can stay. */

import {sameInteger} from '../../read/c/index.ts'

/** `u64` and `__u64`, and any white space. */
export function sameSpecifier(one: string, other: string): boolean {
  const [left, right] = [fold(one), fold(other)]
  return left === right || sameInteger(left, right)
}

/** `* a [3]` and `*a[3]`. */
export function sameDeclarator(one: string, other: string): boolean {
  return one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '')
}

const fold = (text: string): string => text.trim().split(/\s+/).join(' ')
