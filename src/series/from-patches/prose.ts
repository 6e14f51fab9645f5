/** reStructuredText to Markdown, as far as the prose of a series goes: paragraphs, lists, quotes, literals. */

import type {RootContent} from 'mdast'
import type {DocumentedErrno, HeaderData, Place} from '../../model/index.ts'
import type {HunkView} from '../../uapi/index.ts'
import {markdown} from '../markdown.ts'
import {contains, type HunkBlock, isTable, placeOfBlock} from './blocks.ts'
import type {Say} from './index.ts'
import {markdownBlock} from './to-mdast.ts'

export interface ProseContext {
  readonly header: HeaderData
  /** Names of structs that the version shows. */
  readonly structs: readonly string[]
}

export interface ProseSource {
  readonly view: HunkView
  /** The section's own struct, whose block comes by itself where it is the first. */
  readonly own: string | undefined
  /** Of the section. */
  readonly place: Place
  /** Of the section's table. */
  readonly errnos?: readonly DocumentedErrno[]
}

/** Where a series has to say something and the patches do not. */
export const todo = 'TODO'

export function proseOf(blocks: readonly HunkBlock[], source: ProseSource, {structs}: ProseContext, say: Say): string {
  const {view, own, errnos = [], place} = source
  const children: RootContent[] = []
  const isOfErrnos = (block: HunkBlock | undefined): boolean =>
    block !== undefined && isTable(block) && errnos.some((errno) => contains(block, errno.place))
  // As it stands: a name in a label has no escapes.
  const directive = (value: string): void => void children.push({type: 'html', value})
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'field_list' || block.type === 'comment' || block.type === 'target') continue
    // The table's own heading comes with it.
    if (isOfErrnos(blocks[index + 1]) && /^Errors:?$/.test(sourceOf(block, view).trim())) continue
    if (isOfErrnos(block)) {
      if (children.length > 0) directive('::errnos')
      continue
    }
    const shown = block.type === 'literal_block' ? structIn(block.value, own, structs) : undefined
    if (shown !== undefined) {
      if (shown !== own || children.length > 0) directive(`::struct[${shown}]`)
      continue
    }
    children.push(...markdownBlock(block, (message) => say(message, placeOfBlock(block, view))))
  }
  const text = markdown({type: 'root', children})
  if (text.trim() !== '') return text
  say(`Unexpected absence of prose, expected some (\`${todo}\` is put)`, place)
  return `${todo}\n`
}

const sourceOf = ({position: {start, end}}: HunkBlock, {text}: HunkView): string => text.slice(start.offset, end.offset)

/** A block that is one struct and nothing else. */
function structIn(code: string, own: string | undefined, structs: readonly string[]): string | undefined {
  // From the inside out, a pair of braces with what is in it becomes one mark.
  let outline = code
  for (let last = ''; last !== outline; ) {
    last = outline
    outline = outline.replaceAll(/\{[^{}]*\}/g, '@')
  }
  const [, tag, name] =
    /^\s*struct\s+(\w+)\s*@\s*;\s*$|^\s*(?:\/\*.*\*\/\s*)?struct\s*@\s*(\w+)\s*;\s*$/.exec(outline) ?? []
  const found = tag ?? (name !== undefined && own?.endsWith(`.${name}`) ? own : undefined)
  return found !== undefined && structs.includes(found) ? found : undefined
}
