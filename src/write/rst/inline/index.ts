/** Inline nodes to the lines of a text, or to one line. */

import type {RstInline} from '../types.ts'
import {guardLine} from './escape.ts'
import type {TextContext} from './unsafe.ts'
import {wordsOf, wrapWords} from './words.ts'

export {endsInColons, escapeAll} from './escape.ts'
export {escapeAddress} from './reference.ts'
export type {TextContext} from './unsafe.ts'

export function writeLine(nodes: readonly RstInline[], context: TextContext): string {
  return writeLines(nodes, context, Number.POSITIVE_INFINITY).join(' ')
}

export function writeLines(nodes: readonly RstInline[], context: TextContext, width: number): string[] {
  const mayBeAnything = context === 'line' || context === 'field name'
  const startsWithText = nodes.find((node) => node.value !== '')?.type === 'text'
  return wrapWords(wordsOf(nodes, context), width, (line, ends) => {
    return mayBeAnything ? line : guardLine(line, {...ends, startsWithText, context})
  })
}
