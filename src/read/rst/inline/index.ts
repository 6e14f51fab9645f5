/** Text to inline nodes. */

import type {InlineText} from '../inline-text.ts'
import type {Parser} from '../parser.ts'
import type {Inline} from '../types.ts'

export function parseInline(_parser: Parser, text: InlineText, _line: number): Inline[] {
  const {value} = text
  return value === '' ? [] : [{type: 'text', value, position: text.position(0, value.length)}]
}
