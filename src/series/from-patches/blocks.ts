/** The blocks of text of a hunk in their order, whatever section the hunk makes them a part of. */

import {type Place, placeOf} from '../../model/index.ts'
import {type Block, parseRst, type Section, type Title} from '../../read/rst/index.ts'
import type {HunkView} from '../../uapi/index.ts'

export type HunkBlock = Exclude<Block, Section> | Title

export function blocksOf({text}: HunkView): readonly HunkBlock[] {
  const flat = (nodes: readonly (Block | Title)[]): readonly HunkBlock[] =>
    nodes.flatMap((node) => (node.type === 'section' ? flat(node.children) : [node]))
  return flat(parseRst(text).children)
}

export function placeOfBlock({position}: HunkBlock, {name}: HunkView): Place {
  return placeOf(name, position)
}

/** Whether all of its lines are. */
export function isAdded({position: {start, end}}: HunkBlock, {lines}: HunkView): boolean {
  const last = end.column === 1 ? end.line - 1 : end.line
  return lines.slice(start.line - 1, last).every(({kind, text}) => kind === 'added' || text.trim() === '')
}

/** A table by itself, or indented, as api.rst has many. */
export function isTable(block: HunkBlock): boolean {
  return block.type === 'table' || (block.type === 'block_quote' && block.children.every(({type}) => type === 'table'))
}

export function contains({position: {start, end}}: HunkBlock, {offset}: Place): boolean {
  return start.offset <= offset && offset < end.offset
}
