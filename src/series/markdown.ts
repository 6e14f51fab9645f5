/** Text of a document's field, with its inline literals, as Markdown. */

import remarkStringify from 'remark-stringify'
import {unified} from 'unified'

const processor = unified().use(remarkStringify).freeze()

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
  return processor.stringify({type: 'root', children: [{type: 'paragraph', children: named}]}).trimEnd()
}
