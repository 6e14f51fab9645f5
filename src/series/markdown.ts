/** Text of a document's field, with its inline literals, as Markdown. */

import type {Root} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'

const processor = unified()
  .use(remarkDirective)
  .use(remarkStringify, {
    bullet: '-',
    handlers: {
      // Inside of a word, `_` is no emphasis (CommonMark 6.2): names stay as they are known.
      text: ({value}, _, state, info) => state.safe(value, info).replaceAll(/(?<=[A-Za-z0-9])\\_(?=[A-Za-z0-9])/g, '_'),
    },
  })
  .freeze()

export const markdown = (root: Root): string => processor.stringify(root)

/** ``x`` becomes `x`; an escaped character stands for itself; all else is text. */
export function inlineMarkdown(text: string): string {
  const children = text
    .split(/``(.+?)``/)
    .map((value, index) =>
      index % 2 === 1
        ? {type: 'inlineCode' as const, value}
        : {type: 'text' as const, value: value.replaceAll(/\\(.)/g, '$1')},
    )
  const named = children.filter(({value}) => value !== '')
  return markdown({type: 'root', children: [{type: 'paragraph', children: named}]}).trimEnd()
}

/** Paragraphs, in which nothing is markup. */
export function plainMarkdown(text: string): string {
  const paragraphs = text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.trim())
  const children = paragraphs.filter((paragraph) => paragraph !== '')
  return markdown({
    type: 'root',
    children: children.map((value) => ({type: 'paragraph', children: [{type: 'text', value}]})),
  }).trimEnd()
}
