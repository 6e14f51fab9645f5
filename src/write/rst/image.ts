/** Pictures. */

import {contentOf, directiveLines} from './directive.ts'
import {escapeAddress} from './inline/index.ts'
import type {Handle} from './state.ts'
import type {RstNode} from './types.ts'

export const image: Handle<'image'> = ({uri, options}) =>
  directiveLines({name: 'image', argument: [escapeAddress(uri)], options})

/** A caption is a paragraph; an empty comment stands for one where there is only a legend. */
export const figure: Handle<'figure'> = ({options, children}, state) => {
  const uri = children.find((child) => child.type === 'image')?.uri ?? ''
  const caption = children.find((child) => child.type === 'caption')
  const legend = children.find((child) => child.type === 'legend')
  const content: RstNode[] = []
  if (caption) content.push({type: 'paragraph', children: caption.children})
  else if (legend) content.push({type: 'comment', value: ''})
  if (legend) content.push(...legend.children)
  return directiveLines({name: 'figure', argument: [escapeAddress(uri)], options, content: contentOf(content, state)})
}
