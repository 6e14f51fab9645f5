/** Small constructors of Markdown trees, and the one way out: remark-stringify, which knows what to escape. */

import type {BlockContent, ListItem, PhrasingContent, Root, RootContent} from 'mdast'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'
import {escapeControls} from './escape.ts'

const processor = unified()
  .use(remarkStringify, {bullet: '-', emphasis: '*', fences: true, listItemIndent: 'one', rule: '-'})
  .freeze()

export function toMarkdown(children: RootContent[]): string {
  const root: Root = {type: 'root', children}
  return processor.stringify(root)
}

/** Text in which names stand in backticks, as messages have them, to text and inline code. */
export function phrasing(text: string): PhrasingContent[] {
  return escapeControls(text)
    .split(/`([^`]+)`/)
    .map((value, index): PhrasingContent => ({type: index % 2 === 1 ? 'inlineCode' : 'text', value}))
    .filter((node) => !('value' in node) || node.value !== '')
}

export function heading(depth: 1 | 2 | 3, text: string): RootContent {
  return {type: 'heading', depth, children: phrasing(text)}
}

export function paragraph(...children: PhrasingContent[]): BlockContent {
  return {type: 'paragraph', children}
}

export function link(url: string, text: string): PhrasingContent {
  return {type: 'link', url, children: [{type: 'text', value: text}]}
}

export function code(lang: string, value: string): BlockContent {
  return {type: 'code', lang, value}
}

/** `children` of each item; a list whose items are one line each stands close together. */
export function list(items: readonly BlockContent[][]): BlockContent {
  const children = items.map((children): ListItem => ({type: 'listItem', spread: false, children}))
  return {type: 'list', ordered: false, spread: false, children}
}
