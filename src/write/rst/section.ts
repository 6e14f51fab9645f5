/** A section: its title with the adornment of its level, and what follows. */

import {columnWidth} from '../../read/rst/index.ts'
import {writeLine} from './inline/index.ts'
import type {Handle, State} from './state.ts'
import type {RstOf} from './types.ts'

/** A shorter line above a title may be taken for something else. */
const SHORTEST_OVERLINE = 4

export const section: Handle<'section'> = (node, state) => {
  const [title, ...body] = node.children
  const lines = keptTitle(node, state) ?? titleLines(node, state)
  if (body.length === 0) return lines
  const blanks = state.preserved && body[0] ? state.preserved.blankLines(title, body[0]) : 1
  return [...lines, ...Array.from({length: blanks}, () => ''), ...state.flow(body, state)]
}

/** The title as it stood, with an underline of whatever length, where its level is the same. */
function keptTitle(node: RstOf<'section'>, {preserved}: State): string[] | undefined {
  const [title] = node.children
  if (!preserved || preserved.depthOf(node) !== node.depth || preserved.countFrom([title], 0) === 0) return undefined
  return preserved.lines([title])
}

function titleLines({depth, children: [title]}: RstOf<'section'>, {adornments}: State): string[] {
  const adornment = adornments[depth - 1]
  if (!adornment) throw new Error(`Unexpected section of depth ${depth}, expected at most ${adornments.length}`)
  const text = writeLine(title.children, 'title')
  const {character, isOverlined} = adornment
  const width = Math.max(columnWidth(text), isOverlined ? SHORTEST_OVERLINE : 1)
  const line = character.repeat(width)
  return [...(isOverlined ? [line] : []), text, line]
}

export const transition: Handle<'transition'> = () => ['-'.repeat(SHORTEST_OVERLINE)]
