/** Text in lines. */

import {behind} from './indent.ts'
import {type TextContext, writeLine, writeLines} from './inline/index.ts'
import type {Handle, State} from './state.ts'
import type {RstOf} from './types.ts'

export const paragraph: Handle<'paragraph'> = (node, state) => paragraphLines(node, state, 'paragraph')

export function paragraphLines({children}: RstOf<'paragraph'>, {width}: State, context: TextContext): string[] {
  return writeLines(children, context, width)
}

/** Whether a paragraph's own colon can announce a literal block: one more is not shown. */
export function mayAnnounce({children}: RstOf<'paragraph'>, lines: readonly string[]): boolean {
  return children.at(-1)?.type === 'text' && /[^\s\\:]:$/.test(lines.at(-1) ?? '')
}

export const lineBlock: Handle<'line_block'> = (node) => linesOf(node, 0)

/** A line with nothing in it has the indentation of the line before. */
function linesOf({children}: RstOf<'line_block'>, indent: number): string[] {
  return children.flatMap((child) => {
    if (child.type === 'line_block') return linesOf(child, indent + 4)
    const text = writeLine(child.children, 'line')
    return text === '' ? ['|'] : behind(`| ${' '.repeat(indent)}`, [text])
  })
}
