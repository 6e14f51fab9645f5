/** Any Markdown document of the node types that can be turned into reStructuredText. */

import fc from 'fast-check'
import type {BlockContent, Heading, ListItem, PhrasingContent, RootContent} from 'mdast'
import {codeText, nastyText, word} from './nasty.ts'

const text = nastyText.map((value): PhrasingContent => ({type: 'text', value}))
const leaf: fc.Arbitrary<PhrasingContent> = fc.oneof(
  {weight: 4, arbitrary: text},
  {weight: 2, arbitrary: nastyText.map((value): PhrasingContent => ({type: 'inlineCode', value}))},
  {weight: 1, arbitrary: fc.constant<PhrasingContent>({type: 'break'})},
)
const phrasing: fc.Arbitrary<PhrasingContent> = fc.oneof(
  {weight: 4, arbitrary: leaf},
  fc.array(leaf, {minLength: 1, maxLength: 3}).map((children): PhrasingContent => ({type: 'emphasis', children})),
  fc.array(leaf, {minLength: 1, maxLength: 3}).map((children): PhrasingContent => ({type: 'strong', children})),
  fc
    .tuple(
      fc.constantFrom('https://www.kernel.org/', 'a b>_', 'x@y.z', 'rst.html#a_', 'http://a.b/?q=1#f'),
      fc.boolean(),
      text,
    )
    .map(([url, isBare, child]): PhrasingContent => {
      return {
        type: 'link',
        url,
        children: [isBare ? {type: 'text', value: url} : (child as {type: 'text'; value: string})],
      }
    }),
)
const inline = fc.array(phrasing, {minLength: 1, maxLength: 6})

const {block} = fc.letrec<{block: BlockContent; item: ListItem}>((tie) => ({
  item: fc
    .array(tie('block'), {maxLength: 3})
    .map((children): ListItem => ({type: 'listItem', spread: false, children})),
  block: fc.oneof(
    {maxDepth: 3, withCrossShrink: true},
    inline.map((children): BlockContent => ({type: 'paragraph', children})),
    fc.tuple(codeText, fc.constantFrom(null, 'c')).map(([value, lang]): BlockContent => ({type: 'code', value, lang})),
    fc.array(tie('block'), {maxLength: 3}).map((children): BlockContent => ({type: 'blockquote', children})),
    fc
      .tuple(fc.boolean(), fc.nat(12), fc.array(tie('item'), {minLength: 1, maxLength: 3}))
      .map(([ordered, start, children]): BlockContent => {
        return {type: 'list', ordered, start: ordered ? start : null, spread: false, children}
      }),
    fc.array(fc.array(inline, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 3}).map(
      (rows): BlockContent => ({
        type: 'table',
        children: rows.map((cells) => ({
          type: 'tableRow',
          children: cells.map((children) => ({type: 'tableCell', children})),
        })),
      }),
    ),
    fc
      .tuple(fc.constantFrom('note', 'warning', 'tip'), fc.array(tie('block'), {minLength: 1, maxLength: 2}))
      .map(([name, children]): BlockContent => ({type: 'containerDirective', name, children})),
    fc.array(fc.tuple(word, inline, fc.array(tie('block'), {maxLength: 2})), {minLength: 1, maxLength: 3}).map(
      (fields): BlockContent =>
        container(
          'fields',
          fields.map(([name, children, more]) => [
            {type: 'paragraph', children: [{type: 'text', value: `${name}: `}, ...children]},
            ...more,
          ]),
        ),
    ),
    fc.array(fc.tuple(word, inline, tie('block')), {minLength: 1, maxLength: 3}).map(
      (items): BlockContent =>
        container(
          'definitions',
          items.map(([name, children, more]) => [
            {type: 'paragraph', children: [...children, {type: 'text', value: ` ${name}`}]},
            {type: 'paragraph', children: [{type: 'text', value: name}]},
            more,
          ]),
        ),
    ),
  ),
}))

function container(name: string, items: BlockContent[][]): BlockContent {
  const children = items.map((children): ListItem => ({type: 'listItem', spread: false, children}))
  return {type: 'containerDirective', name, children: [{type: 'list', ordered: false, spread: false, children}]}
}

const heading = fc.tuple(fc.constantFrom(1, 2, 3), inline, word).map(([depth, children, name]): Heading => {
  return {type: 'heading', depth: depth as 1 | 2 | 3, children: [...children, {type: 'text', value: ` ${name}`}]}
})

export const anyMarkdown: fc.Arbitrary<RootContent[]> = fc.array(fc.oneof({weight: 4, arbitrary: block}, heading), {
  minLength: 1,
  maxLength: 5,
})
