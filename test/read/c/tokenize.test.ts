import {describe, expect, test} from 'vitest'
import {Kind, SourceText, type Tokens, tokenize, tokenText} from '../../../src/read/c/index.ts'

function shown(tokens: Tokens): string {
  const words: string[] = []
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index] ?? 0
    if (kind === Kind.directiveEnd) words.push('⏎')
    else if (kind === Kind.unknown) words.push(`?${tokenText(tokens, index)}`)
    else words.push(tokenText(tokens, index))
  }
  return words.join(' ')
}

function comments(tokens: Tokens): string[] {
  return Array.from({length: tokens.comments.count}, (_, index) =>
    tokens.text.slice(tokens.comments.starts[index], tokens.comments.ends[index]),
  )
}

describe('tokenize', () => {
  test.each([
    ['words and punctuators', 'struct a{__u32 b:3;};', 'struct a { __u32 b : 3 ; } ;'],
    ['operators are the longest', 'a<<=b>>c->d...e', 'a <<= b >> c -> d ... e'],
    ['numbers', '0x1fULL 1.5e-3 .5f 0xe+1', '0x1fULL 1.5e-3 .5f 0xe + 1'],
    ['strings', '"a\\"b" \'c\' L"x"', '"a\\"b" \'c\' L "x"'],
    ['a string without an end stops at the line', '"abc\nd', '"abc d'],
    ['a directive ends with its line', '#define A 1\nB', '# define A 1 ⏎ B'],
    ['a directive goes on behind a backslash', '#define A \\\n 1\nB', '# define A 1 ⏎ B'],
    ['a directive at the end', '  # if 1', '# if 1 ⏎'],
    ['a hash inside a line is no directive', 'a # b ## c', 'a # b ## c'],
    ['a comment before a directive', '/* a */ #if 1\n', '# if 1 ⏎'],
    ['what is not C', 'a @ \\ b', 'a ?@ ?\\ b'],
    ['nothing', '', ''],
  ])('%s', (_, text, expected) => {
    expect(shown(tokenize(text))).toBe(expected)
  })

  test('comments are kept aside', () => {
    const tokens = tokenize('a /* b\nc */ d // e\nf')
    expect(shown(tokens)).toBe('a d f')
    expect(comments(tokens)).toEqual(['/* b\nc */', '// e'])
  })

  test('a comment without an end is taken to end with its line, and is noted', () => {
    const tokens = tokenize('/* a\n#define B 1\n/* c')
    expect(shown(tokens)).toBe('# define B 1 ⏎')
    expect(tokens.comments.unterminated).toEqual([0, 17])
  })

  test('a slice has offsets of the whole, and ends inside a comment', () => {
    const text = 'xxx int a; /* b */ yyy'
    const tokens = tokenize(text, {start: 4, end: 15})
    expect(shown(tokens)).toBe('int a ;')
    expect(tokens.starts[0]).toBe(4)
    expect(comments(tokens)).toEqual(['/* b'])
  })

  test.each([
    ['one word', 'a'.repeat(1e7)],
    ['comments without an end', '/* '.repeat(3e6)],
    ['quotes', '"'.repeat(1e7)],
    ['backslashes', '\\ '.repeat(5e6)],
  ])('a line of 10 MB: %s', (_, text) => {
    expect(tokenize(text).count).toBeLessThanOrEqual(text.length)
  })
})

describe('SourceText', () => {
  test.each([
    [0, 1, 1, 1],
    [2, 3, 1, 3],
    [3, 4, 2, 1],
    [4, 4, 3, 1],
  ])('offset %i to %i is line %i, column %i', (start, end, line, column) => {
    expect(new SourceText('a.h', 'ab\n\nc').place(start, end)).toMatchObject({
      file: 'a.h',
      line,
      column,
      offset: start,
      endOffset: end,
    })
  })
})
