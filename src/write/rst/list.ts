/** Lists: bullets, enumerators, definitions, fields, options. */

import {formatOrdinal} from '../../read/rst/index.ts'
import {behind, hanging, indented} from './indent.ts'
import {writeLine} from './inline/index.ts'
import {type Handle, narrowed, type State} from './state.ts'
import type {RstNode, RstOf} from './types.ts'

const DEFINITION_INDENT = 4
const FIELD_INDENT = 2
/** Up to this width of the marker, the text of a field is aligned behind it. */
const WIDEST_MARKER = 16

export const bulletList: Handle<'bullet_list'> = ({bullet, children}, state) =>
  items(children, (item) => itemLines(`${bullet} `, item, state))

export const enumeratedList: Handle<'enumerated_list'> = ({sequence, prefix, suffix, start, children}, state) =>
  items(children, (item, index) => {
    const ordinal = formatOrdinal(start + index, sequence)
    if (ordinal === undefined) throw new Error(`Unexpected item ${start + index}, which \`${sequence}\` cannot number`)
    return itemLines(`${prefix}${ordinal}${suffix} `, item, state)
  })

function itemLines(marker: string, {children}: RstOf<'list_item'>, state: State): string[] {
  return behind(marker, state.flow(children, narrowed(state, marker.length)))
}

/** Items of a paragraph each stand close together; where one has more, or nothing, a blank line divides all of them. */
function items(
  children: readonly RstOf<'list_item'>[],
  write: (item: RstOf<'list_item'>, index: number) => string[],
): string[] {
  const isTight = children.every((item) => isShort(item.children))
  return joined(children.map(write), isTight)
}

function isShort(children: readonly RstNode[]): boolean {
  return children.length === 1 && children[0]?.type === 'paragraph'
}

function joined(parts: readonly string[][], isTight: boolean): string[] {
  return parts.flatMap((lines, index) => (index === 0 || isTight ? lines : ['', ...lines]))
}

export const definitionList: Handle<'definition_list'> = ({children}, state) => {
  const parts = children.map((item) => definition(item, state))
  return joined(
    parts,
    children.every((item) => item.children.every((child) => isShortDefinition(child))),
  )
}

function isShortDefinition(child: RstOf<'definition_list_item'>['children'][number]): boolean {
  return child.type !== 'definition' || isShort(child.children)
}

function definition({children}: RstOf<'definition_list_item'>, state: State): string[] {
  const terms: string[] = []
  const body: string[] = []
  for (const child of children) {
    if (child.type === 'definition') body.push(...state.flow(child.children, narrowed(state, DEFINITION_INDENT)))
    else terms.push(writeLine(child.children, 'term'))
  }
  return [terms.join(' : '), ...indented(body, DEFINITION_INDENT)]
}

export const fieldList: Handle<'field_list'> = ({children}, state) =>
  children.flatMap((field) => fieldLines(field, state))

function fieldLines({children: [name, body]}: RstOf<'field'>, state: State): string[] {
  const marker = `:${writeLine(name.children, 'field name')}: `
  const indent = marker.length > WIDEST_MARKER ? FIELD_INDENT : marker.length
  return hanging(marker, state.flow(body.children, narrowed(state, marker.length)), indent)
}

export const optionList: Handle<'option_list'> = ({children}, state) =>
  children.flatMap(({children: [group, description]}) => {
    const options = group.children.map(({name, delimiter = ' ', argument}) => {
      return argument === undefined ? name : `${name}${delimiter}${argument}`
    })
    const marker = `${options.join(', ')}  `
    return hanging(marker, state.flow(description.children, narrowed(state, FIELD_INDENT)), FIELD_INDENT)
  })
