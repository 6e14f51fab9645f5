/** Trees to text: the laws on any tree, and what the text looks like. */

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseRst} from '../../../src/read/rst/index.ts'
import {adornmentsOf, type RstBlock, type RstInline, writeRst} from '../../../src/write/index.ts'
import {anyBlocks} from './arbitrary-rst.ts'
import {brokenWritingLaws} from './laws.ts'

const numRuns = Number(process.env.RUNS ?? 300)
const text = (value: string): RstInline => ({type: 'text', value})
const paragraph = (...children: RstInline[]): RstBlock => ({type: 'paragraph', children})

describe('any tree', () => {
  it('keeps the laws of the writer', () => {
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom(80, 40), (blocks, width) => {
        expect(brokenWritingLaws(blocks, {width})).toEqual([])
      }),
      {numRuns},
    )
  })
})

describe('text', () => {
  it.each([
    ['nothing without need', 'KVM_VM_* (in 4:5, args[0]) is -1, a*b, 2 * 3; __u32', undefined],
    ['a start-string', '*a |b `c', '\\*a \\|b \\`c'],
    ['a reference', 'flags_ and [1]_', 'flags\\_ and [1]\\_'],
    ['an address', 'http://a.b and a@b.c', 'http\\://a.b and a\\@b.c'],
    ['a backslash', 'a\\b', 'a\\\\b'],
    ['a bullet', '- a', '\\- a'],
    ['an enumerator', '1. a', '\\1. a'],
    ['a field', ':a: b', '\\:a: b'],
    ['an option', '-f  b', '\\-f  b'],
    ['a directive', '.. note:: b', '\\.. note:: b'],
    ['an adornment', '====', '\\===='],
    ['a literal block to come', 'as follows::', 'as follows\\::'],
  ])('escapes %s', (_, value, expected) => {
    expect(writeRst(paragraph(text(value)))).toBe(`${expected ?? value}\n`)
  })

  it('divides markup from what it cannot touch', () => {
    const nodes = [text('a'), {type: 'emphasis', value: 'b'}, {type: 'literal', value: 'c'}, text('s, ')] as const
    expect(writeRst(paragraph(...nodes, {type: 'strong', value: 'd'}, text('.')))).toBe('a\\ *b*\\ ``c``\\ s, **d**.\n')
  })

  it('is broken at 80 columns, never in code', () => {
    const nodes = [text('word '.repeat(14)), {type: 'literal', value: 'struct kvm_regs'}, text(' and more')] as const
    expect(writeRst(paragraph(...nodes))).toBe(`${'word '.repeat(14).trim()}\n\`\`struct kvm_regs\`\` and more\n`)
  })
})

describe('blocks', () => {
  const literal: RstBlock = {type: 'literal_block', value: 'struct a {\n  int b;\n};'}

  it('announce a literal block with their own colon or a double one', () => {
    const code = '  struct a {\n    int b;\n  };\n'
    expect(writeRst([paragraph(text('As follows:')), literal])).toBe(`As follows::\n\n${code}`)
    expect(writeRst([paragraph(text('As follows')), literal])).toBe(`As follows\n\n::\n\n${code}`)
  })

  it('have titles as the document has them', () => {
    const root = parseRst('#####\nTitle\n#####\n\nOne\n---\n\nTwo\n~~~\n')
    const adornments = adornmentsOf(root)
    const title: RstBlock = {type: 'section', depth: 2, children: [{type: 'title', children: [text('1. New')]}]}
    expect(writeRst(title, {adornments})).toBe('1. New\n------\n')
    expect(writeRst({...title, depth: 1}, {adornments})).toBe('######\n1. New\n######\n')
    expect(() => writeRst({...title, depth: 20}, {adornments})).toThrow('Unexpected section of depth 20')
  })

  it('throw where the type is unknown, by name', () => {
    const unknown = {type: 'nonsense', children: []} as unknown as RstBlock
    expect(() => writeRst(unknown)).toThrow('Unexpected node `nonsense`')
    expect(() => writeRst(paragraph(unknown as unknown as RstInline))).toThrow('Unexpected inline node `nonsense`')
  })

  it('throw where two would be read as one', () => {
    const list: RstBlock = {type: 'bullet_list', bullet: '-', children: [{type: 'list_item', children: []}]}
    expect(() => writeRst([list, list])).toThrow('Unexpected `bullet_list` right behind `bullet_list`')
    expect(writeRst([list, {type: 'comment', value: ''}, list])).toBe('-\n\n..\n\n-\n')
  })
})

describe('what was read', () => {
  const source = 'Title\n======\nText   of\none.\n\n\n* a\n\n  b::\n\n      code\n\n* c\n\n\tquote\n'

  it('is written as it stood', () => {
    expect(writeRst(parseRst(source), {source})).toBe(source)
  })

  it('changes where it was changed', () => {
    const root = parseRst(source)
    const [section] = root.children
    const paragraph = section?.type === 'section' ? section.children[1] : undefined
    if (paragraph?.type !== 'paragraph') throw new Error('no paragraph')
    paragraph.children = [
      {...paragraph.children[0], type: 'text', value: 'Other.'} as (typeof paragraph.children)[number],
    ]
    expect(writeRst(root, {source})).toBe(source.replace('Text   of\none.', 'Other.'))
  })

  it('is indented anew inside of what was changed', () => {
    const root = parseRst(source)
    const [section] = root.children
    const list = section?.type === 'section' ? section.children[2] : undefined
    if (list?.type !== 'bullet_list') throw new Error('no list')
    list.bullet = '-'
    expect(writeRst(root, {source})).toBe(source.replaceAll('* ', '- ').replace('\tquote', '        quote'))
  })
})
