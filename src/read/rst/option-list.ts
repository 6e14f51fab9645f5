/**
 * An option list.
 *
 * ```rst
 * > | -f FILE, --file=FILE  the file
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | /V  a DOS option
 *     ^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Option Lists"; `Body.option_marker`.
 */

import {type Item, readItems} from './list.ts'
import {type Construct, endOf, type Frame, NO_MATCH, type Parser} from './parser.ts'
import type {Option, OptionListItem} from './types.ts'
import {blockAfterMarker, type View} from './view.ts'

const name = '[a-zA-Z0-9][a-zA-Z0-9_-]*'
const argument = '(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)'
const option = `(?:[-+][a-zA-Z0-9](?: ?${argument})?|(?:--|/)${name}(?:[ =]${argument})?)`
const marker = new RegExp(`^(${option}(?:, ${option})*)(?:  +| ?$)`)

export const optionList: Construct = {begins: (view, at) => marker.test(view.text(at)), read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const {nodes, next, blankFinish} = readItems(view, at, (line) => optionListItem(parser, view, line))
  const start = nodes[0]?.position.start
  if (!start) return NO_MATCH
  frame.children.push({type: 'option_list', children: nodes, position: {start, end: endOf(nodes, start)}})
  if (!blankFinish) parser.unindented('Option list', view, next)
  return next
}

function optionListItem(parser: Parser, view: View, at: number): Item<OptionListItem> | undefined {
  const code = view.code(at)
  if (code !== 45 && code !== 43 && code !== 47) return undefined
  const match = marker.exec(view.text(at))
  if (!match) return undefined
  const [whole, group = ''] = match
  const block = blockAfterMarker(view, at, whole.length)
  // Without a description it is text.
  if (block.view.start >= block.view.end) return undefined
  const start = view.point(at, 0)
  const groupEnd = view.point(at, group.length)
  const children = parser.body(block.view)
  const descriptionStart = children[0]?.position.start ?? groupEnd
  const end = endOf(children, groupEnd)
  const node: OptionListItem = {
    type: 'option_list_item',
    children: [
      {type: 'option_group', children: options(view, at, group), position: {start, end: groupEnd}},
      {type: 'description', children, position: {start: descriptionStart, end}},
    ],
    position: {start, end},
  }
  return {node, next: block.next, blankFinish: block.blankFinish}
}

function options(view: View, at: number, group: string): Option[] {
  const nodes: Option[] = []
  let from = 0
  for (const text of group.split(', ')) {
    const position = {start: view.point(at, from), end: view.point(at, from + text.length)}
    nodes.push({type: 'option', ...optionParts(text), position})
    from += text.length + 2
  }
  return nodes
}

/** `--file=FILE`, `-f FILE`, `-fFILE`. */
function optionParts(text: string): Pick<Option, 'name' | 'delimiter' | 'argument'> {
  const long = /^(?:--|\/)/.test(text)
  const delimiter = /[ =]/.exec(text)
  if (delimiter && (long || delimiter.index === 2)) {
    const {index} = delimiter
    const sign = delimiter[0] === '=' ? '=' : ' '
    return {name: text.slice(0, index), delimiter: sign, argument: text.slice(index + 1)}
  }
  if (!long && text.length > 2) return {name: text.slice(0, 2), delimiter: '', argument: text.slice(2)}
  return {name: text}
}
