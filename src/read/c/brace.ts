/**
 * Which `}` belongs to which `{`, for skipping bodies. The branches of a conditional each begin where the first began:
 *
 * ```text
 *   #ifdef A
 *   if (a) {       opens
 *   #else
 *   if (b) {       opens again: the first is forgotten
 *   #endif
 *   }              closes the second
 * ```
 */

import {Kind, type Tokens, tokenText} from './token.ts'

/** For each index of an opening brace the index of its closing one; -1 elsewhere. */
export function matchBraces(tokens: Tokens): Int32Array {
  const closing = new Int32Array(tokens.count).fill(-1)
  const open: number[] = []
  const heights: number[] = []
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index]
    if (kind === Kind.openBrace) open.push(index)
    else if (kind === Kind.closeBrace) {
      const opening = open.pop()
      if (opening !== undefined) closing[opening] = index
    } else if (kind === Kind.fragmentEnd) open.length = 0
    else if (kind === Kind.directive) followConditional(tokenText(tokens, index + 1), open, heights)
  }
  return closing
}

function followConditional(directive: string, open: number[], heights: number[]): void {
  if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') heights.push(open.length)
  else if (directive === 'endif') heights.pop()
  else if (directive === 'else' || directive.startsWith('elif')) {
    const height = heights.at(-1)
    if (height !== undefined && open.length > height) open.length = height
  }
}
