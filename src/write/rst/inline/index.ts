/** Inline nodes to the lines of a text, or to one line. */

import {columnWidth} from '../../../read/rst/index.ts'
import type {RstInline} from '../types.ts'
import {guardLines} from './escape.ts'
import type {TextContext} from './unsafe.ts'
import {wordsOf, wrapWords} from './words.ts'

export {escapeAll} from './escape.ts'
export {escapeAddress} from './reference.ts'
export type {TextContext} from './unsafe.ts'

export function writeLine(nodes: readonly RstInline[], context: TextContext): string {
  return writeLines(nodes, context, Number.POSITIVE_INFINITY).join(' ')
}

export function writeLines(nodes: readonly RstInline[], context: TextContext, width: number): string[] {
  const lines = wrapWords(wordsOf(nodes, context), width, columnWidth)
  return context === 'line' || context === 'field name' ? lines : guardLines(lines, context, nodes[0]?.type === 'text')
}
