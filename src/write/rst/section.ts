/** A section: its title with the adornment of its level, and what follows. */

import {columnWidth} from '../../read/rst/index.ts'
import {writeLine} from './inline/index.ts'
import type {Handle} from './state.ts'

/** A shorter line above a title may be taken for something else. */
const SHORTEST_OVERLINE = 4

export const section: Handle<'section'> = ({depth, children}, state) => {
  const [title, ...body] = children
  const adornment = state.adornments[depth - 1]
  if (!adornment) throw new Error(`Unexpected section of depth ${depth}, expected at most ${state.adornments.length}`)
  const text = writeLine(title.children, 'title')
  const {character, isOverlined} = adornment
  const width = Math.max(columnWidth(text), isOverlined ? SHORTEST_OVERLINE : 1)
  const line = character.repeat(width)
  const lines = [...(isOverlined ? [line] : []), text, line]
  return body.length === 0 ? lines : [...lines, '', ...state.flow(body, state)]
}

export const transition: Handle<'transition'> = () => ['-'.repeat(SHORTEST_OVERLINE)]
