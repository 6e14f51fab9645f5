/** Any tree of the nodes that Markdown has nothing for. */

import fc from 'fast-check'
import type {RstBlock, RstInline, RstOf} from '../../../src/write/index.ts'
import {cleanText, codeText, word} from './nasty.ts'

const value = cleanText
/** What no backslash could escape there. */
const plainWord = fc.constantFrom('a', 'x1', 'kvm_run', 'KVM-CAP', 'a.b', 'name')
const phrase = fc.constantFrom('a', 'two words', 'kvm_run', 'a:b', "it's", 'ends.')

const markup: fc.Arbitrary<RstInline> = fc.oneof(
  value.map((value): RstInline => ({type: 'emphasis', value})),
  value.map((value): RstInline => ({type: 'strong', value})),
  word.map((value): RstInline => ({type: 'literal', value})),
  value.map((value): RstInline => ({type: 'literal', value, role: 'literal'})),
  value.map((value): RstInline => ({type: 'title_reference', value})),
  value.map((value): RstInline => ({type: 'subscript', value})),
  value.map((value): RstInline => ({type: 'superscript', value})),
  fc
    .tuple(fc.constantFrom('c:func', 'ref', 'doc'), value)
    .map(([name, value]): RstInline => ({type: 'role', name, value})),
  word.map((value): RstInline => ({type: 'math', value})),
  value.map((value): RstInline => ({type: 'substitution_reference', value})),
  fc.constantFrom('1', '#', '#a', '*').map((value): RstInline => ({type: 'footnote_reference', value})),
  plainWord
    .filter((name) => /^[a-z]/i.test(name))
    .map((value): RstInline => ({type: 'citation_reference', value: value.toLowerCase()})),
  phrase.map((value): RstInline => ({type: 'reference', value, referenceName: value.toLowerCase()})),
  phrase.map((value): RstInline => ({type: 'reference', value, anonymous: true})),
  fc.tuple(value, phrase).map(([value, name]): RstInline => ({type: 'reference', value, referenceName: `${name} x`})),
  value.map((value): RstInline => ({type: 'reference', value, uri: 'https://a.b/c_d?e=f'})),
)
const text = value.map((value): RstInline => ({type: 'text', value}))
/** Text and markup in turn, with and without white space between them. */
const inline: fc.Arbitrary<RstInline[]> = fc
  .array(fc.tuple(fc.option(text), fc.boolean(), markup, fc.boolean()), {minLength: 1, maxLength: 3})
  .map((parts) =>
    parts.flatMap(([before, isSpaced, node, isSpacedBehind], index): RstInline[] => {
      const blank: RstInline = {type: 'text', value: ' '}
      const isLast = index === parts.length - 1
      return [
        ...(before ? [before, ...(isSpaced ? [blank] : [])] : []),
        node,
        ...(isSpacedBehind && !isLast ? [blank] : []),
      ]
    }),
  )

const options: fc.Arbitrary<RstOf<'option'>[]> = fc.array(
  fc.constantFrom<RstOf<'option'>>(
    {type: 'option', name: '-f', delimiter: ' ', argument: 'FILE'},
    {type: 'option', name: '--file', delimiter: '=', argument: '<a file>'},
    {type: 'option', name: '/V'},
  ),
  {minLength: 1, maxLength: 2},
)

const {block} = fc.letrec<{block: RstBlock; blocks: RstBlock[]}>((tie) => ({
  blocks: fc.array(tie('block'), {minLength: 1, maxLength: 2}).map(apart),
  block: fc.oneof(
    {maxDepth: 3},
    inline.map((children): RstBlock => ({type: 'paragraph', children})),
    codeText.map((value): RstBlock => ({type: 'literal_block', value})),
    fc.array(fc.tuple(options, tie('blocks')), {minLength: 1, maxLength: 2}).map(
      (items): RstBlock => ({
        type: 'option_list',
        children: items.map(([children, description]) => ({
          type: 'option_list_item',
          children: [
            {type: 'option_group', children},
            {type: 'description', children: description},
          ],
        })),
      }),
    ),
    fc.array(fc.tuple(inline, fc.array(inline, {maxLength: 2}), tie('blocks')), {minLength: 1, maxLength: 2}).map(
      (items): RstBlock => ({
        type: 'definition_list',
        children: items.map(([term, classifiers, children]) => ({
          type: 'definition_list_item',
          children: [
            {type: 'term', children: term},
            ...classifiers.map((children) => ({type: 'classifier' as const, children})),
            {type: 'definition', children},
          ],
        })),
      }),
    ),
    fc
      .tuple(fc.constantFrom('1', '#', '#a', '*'), tie('blocks'))
      .map(([label, children]): RstBlock => ({type: 'footnote', label, children})),
    // In a quote `--file` is an attribution, not an option.
    fc.tuple(tie('blocks'), fc.option(inline)).map(
      ([children, attribution]): RstBlock => ({
        type: 'block_quote',
        children: [
          ...(children[0]?.type === 'block_quote' ? [{type: 'comment' as const, value: ''}] : []),
          ...children.map((child): RstBlock => (child.type === 'option_list' ? {type: 'comment', value: 'a'} : child)),
          ...(attribution ? [{type: 'attribution' as const, children: attribution}] : []),
        ],
      }),
    ),
    fc
      .tuple(fc.constantFrom('attention', 'danger', 'hint', 'important'), tie('blocks'))
      .map(([type, children]): RstBlock => ({type: type as 'hint', options: [], children})),
    fc.tuple(inline, tie('blocks')).map(
      ([title, children]): RstBlock => ({
        type: 'admonition',
        options: [{name: 'class', value: 'one'}],
        children: [{type: 'title', children: title}, ...children],
      }),
    ),
    codeText.map((value): RstBlock => ({type: 'comment', value})),
    fc.tuple(plainWord, fc.option(codeText)).map(
      ([name, content]): RstBlock => ({
        type: 'directive',
        name: 'kernel-doc',
        argument: name,
        options: [{name: 'functions', value: name}],
        content: content ?? '',
      }),
    ),
    fc.record({type: fc.constant('target' as const), name: phrase, anonymous: fc.constant(false)}),
    fc.record({
      type: fc.constant('target' as const),
      name: phrase,
      anonymous: fc.constant(false),
      uri: fc.constantFrom('https://a.b/c', 'a.html#b_', 'a b'),
    }),
    fc.constant<RstBlock>({type: 'target', name: '', anonymous: true, uri: 'https://a.b/'}),
    fc.array(inline, {minLength: 1, maxLength: 3}).map(
      (lines): RstBlock => ({
        type: 'line_block',
        children: [
          ...lines.map((children) => ({type: 'line' as const, children})),
          {type: 'line_block', children: lines.map((children) => ({type: 'line' as const, children}))},
        ],
      }),
    ),
    fc
      .tuple(
        fc.constantFrom('loweralpha', 'arabic', 'upperroman'),
        fc.array(tie('blocks'), {minLength: 1, maxLength: 3}),
      )
      .map(
        ([sequence, items]): RstBlock => ({
          type: 'enumerated_list',
          sequence: sequence as 'arabic',
          prefix: '(',
          suffix: ')',
          start: 1,
          children: items.map((children) => ({type: 'list_item', children: withoutQuote(children)})),
        }),
      ),
    fc.tuple(inline, inline, inline, tie('blocks')).map(([first, second, third, children]) => {
      return spanned(
        [[{type: 'paragraph', children: first}], [{type: 'paragraph', children: second}]],
        [{type: 'paragraph', children: third}],
        JSON.stringify(children).includes('"table"') ? [] : withoutQuote(children),
      )
    }),
  ),
}))

/** A head over two columns, and a cell over two rows; wide enough, since a table that is not becomes wider. */
function spanned(row: [RstBlock[], RstBlock[]], head: RstBlock[], tall: RstBlock[]): RstOf<'table'> {
  const entry = (children: RstBlock[], moreRows = 0, moreColumns = 0): RstOf<'entry'> => {
    return {type: 'entry', moreRows, moreColumns, children}
  }
  const table: RstOf<'table'> = {
    type: 'table',
    columns: [700, 701],
    children: [
      {type: 'thead', children: [{type: 'row', children: [entry(head, 0, 1)]}]},
      {
        type: 'tbody',
        children: [
          {type: 'row', children: [entry(row[0]), entry(tall, 1)]},
          {type: 'row', children: [entry(row[1])]},
        ],
      },
    ],
  }
  // docutils counts combining characters in one part of a table and not in another.
  return JSON.parse(JSON.stringify(table).normalize('NFC')) as RstOf<'table'>
}

/** A quote cannot be the first thing in a block: its indentation would be that of the whole. */
function withoutQuote(blocks: RstBlock[]): RstBlock[] {
  return blocks[0]?.type === 'block_quote' ? [{type: 'comment', value: ''}, ...blocks] : blocks
}

/** Blocks that would be read as one are kept apart. */
function apart(blocks: RstBlock[]): RstBlock[] {
  return withoutQuote(
    blocks.flatMap((block, index): RstBlock[] => (index === 0 ? [block] : [{type: 'comment', value: ''}, block])),
  )
}

export const anyBlocks: fc.Arbitrary<RstBlock[]> = fc.array(block, {minLength: 1, maxLength: 3}).map(apart)
