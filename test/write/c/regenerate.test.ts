/** One member after the other: what changes, in whose style, and what stays. */

import {describe, expect, test} from 'vitest'
import {rewrite, rewriteDocument} from './rewritten.ts'

interface Row {
  readonly name: string
  readonly document: readonly string[]
  readonly header: string
  readonly expected: readonly string[]
}

const rows: Readonly<Record<string, readonly Row[]>> = {
  'a member gets its name': [
    {
      name: 'and nothing else on its line changes',
      document: ['struct a {', '\t__u32  flags ;\t/* zero  */', '};'],
      header: 'struct a { __u32 padding; };',
      expected: ['struct a {', '\t__u32  padding ;\t/* zero  */', '};'],
    },
    {
      name: 'in a list',
      document: ['struct a {', '\t__u64 a, wrong,', '\t      c;', '};'],
      header: 'struct a { __u64 a; __u64 b; __u64 c; };',
      expected: ['struct a {', '\t__u64 a, b,', '\t      c;', '};'],
    },
    {
      name: 'behind a struct of its own',
      document: ['struct a {', '\tstruct {', '\t\t__u8 x;', '\t} first;', '};'],
      header: 'struct a { struct { __u8 x; } second; };',
      expected: ['struct a {', '\tstruct {', '\t\t__u8 x;', '\t} second;', '};'],
    },
    {
      name: 'within an array',
      document: ['struct a {', '\t__u8 pat[8];', '};'],
      header: 'struct a { __u8 pad[8]; };',
      expected: ['struct a {', '\t__u8 pad[8];', '};'],
    },
  ],
  'a member gets its type': [
    {
      name: 'and keeps the blanks before its name',
      document: ['struct a {', '\tunsigned long\tx; /* why */', '};'],
      header: 'struct a { __u64 x; };',
      expected: ['struct a {', '\t__u64\tx; /* why */', '};'],
    },
    {
      name: "and the document's word for it, where only the length differs",
      document: ['struct a {', '\tu8 x[3];', '};'],
      header: 'struct a { __u8 x[4]; };',
      expected: ['struct a {', '\tu8 x[4];', '};'],
    },
    {
      name: 'a pointer',
      document: ['struct a {', '\t__u64 x;', '};'],
      header: 'struct a { void *x; };',
      expected: ['struct a {', '\tvoid *x;', '};'],
    },
    {
      name: 'a bit-field',
      document: ['struct a {', '\t__u32 x : 3;', '};'],
      header: 'struct a { __u32 x : 4; };',
      expected: ['struct a {', '\t__u32 x : 4;', '};'],
    },
    {
      name: 'aligned, by the kernel’s name',
      document: ['struct a {', '\t__u32 x;', '};'],
      header: 'struct a { __aligned_u64 x; };',
      expected: ['struct a {', '\t__aligned_u64 x;', '};'],
    },
    {
      name: 'a struct with its members, in the indentation of the block',
      document: ['struct a {', '\t__u64 x;\t/* kept */', '};'],
      header: 'struct a { struct { __u32 low; __u32 high; } x; };',
      expected: ['struct a {', '\tstruct {', '\t\t__u32 low;', '\t\t__u32 high;', '\t} x;\t/* kept */', '};'],
    },
    {
      name: 'out of a list, which becomes three declarations',
      document: ['struct a {', '\t__u64 a, b, c;', '};'],
      header: 'struct a { __u64 a; __u32 b; __u64 c; };',
      expected: ['struct a {', '\t__u64 a;', '\t__u32 b;', '\t__u64 c;', '};'],
    },
    {
      name: 'all of a list',
      document: ['struct a {', '\t__u64  a, b;', '};'],
      header: 'struct a { __u32 a; __u32 b; };',
      expected: ['struct a {', '\t__u32  a, b;', '};'],
    },
    {
      name: 'deep inside',
      document: ['struct a {', '\tunion {', '\t\tstruct {', '\t\t\t__u8 x;', '\t\t} y;', '\t} u;', '};'],
      header: 'struct a { union { struct { __u16 x; } y; } u; };',
      expected: ['struct a {', '\tunion {', '\t\tstruct {', '\t\t\t__u16 x;', '\t\t} y;', '\t} u;', '};'],
    },
  ],
  'a member arrives': [
    {
      name: 'behind its predecessor, and behind that one’s comment',
      document: ['struct a {', '\t__u32 x; /* one', '\t            two */', '\t__u32 z;', '};'],
      header: 'struct a { __u32 x; __u32 y; __u32 z; };',
      expected: ['struct a {', '\t__u32 x; /* one', '\t            two */', '\t__u32 y;', '\t__u32 z;', '};'],
    },
    {
      name: 'behind a comment that goes on in its column',
      document: ['struct a {', '\t__u32 x;  /* one */', '\t          /* two */', '};'],
      header: 'struct a { __u32 x; __u32 y; };',
      expected: ['struct a {', '\t__u32 x;  /* one */', '\t          /* two */', '\t__u32 y;', '};'],
    },
    {
      name: 'before the first',
      document: ['struct a {', '\t/* out */', '\t__u32 y;', '};'],
      header: 'struct a { __u32 x; __u32 y; };',
      expected: ['struct a {', '\t__u32 x;', '\t/* out */', '\t__u32 y;', '};'],
    },
    {
      name: 'several, in the header’s order',
      document: ['struct a {', '\t__u32 c;', '};'],
      header: 'struct a { __u32 a; __u32 b; __u32 c; __u32 d; __u32 e; };',
      expected: ['struct a {', '\t__u32 a;', '\t__u32 b;', '\t__u32 c;', '\t__u32 d;', '\t__u32 e;', '};'],
    },
    {
      name: 'with the comment of the header, in the column of the others',
      document: ['struct a {', '\t__u32 x;\t\t/* the first */', '};'],
      header: 'struct a { __u32 x; __u16 y; /* the second */ };',
      expected: ['struct a {', '\t__u32 x;\t\t/* the first */', '\t__u16 y;\t\t/* the second */', '};'],
    },
    {
      name: 'with the comment before it, where the document has them there',
      document: ['struct a {', '    /* the first */', '    __u32 x;', '};'],
      header: 'struct a { __u32 x; __u16 y; /* the second */ };',
      expected: ['struct a {', '    /* the first */', '    __u32 x;', '    /* the second */', '    __u16 y;', '};'],
    },
    {
      name: 'with a comment that needs lines of its own',
      document: ['struct a {', '\t__u32 x;', '};'],
      header: `struct a { __u32 x;\n/* ${'many words '.repeat(10)}*/\n__u16 y; };`,
      expected: [
        'struct a {',
        '\t__u32 x;',
        '\t/*',
        '\t * many words many words many words many words many words many words',
        '\t * many words many words many words many words',
        '\t */',
        '\t__u16 y;',
        '};',
      ],
    },
    {
      name: 'with what it is made of',
      document: ['struct a {', '\t__u32 x;', '};'],
      header: 'struct a { __u32 x; union { __u64 y; struct b z[2]; struct { __u8 v; } __attribute__((packed)) w; }; };',
      expected: [
        'struct a {',
        '\t__u32 x;',
        '\tunion {',
        '\t\t__u64 y;',
        '\t\tstruct b z[2];',
        '\t\tstruct {',
        '\t\t\t__u8 v;',
        '\t\t} __attribute__((packed)) w;',
        '\t};',
        '};',
      ],
    },
    {
      name: 'a flexible array',
      document: ['struct a {', '      __u32 n;', '};'],
      header: 'struct a { __u32 n; struct b entries[]; };',
      expected: ['struct a {', '      __u32 n;', '      struct b entries[];', '};'],
    },
    {
      name: 'in a list of its type, between two and at the end',
      document: ['struct a {', '\t__u64 a, c;', '};'],
      header: 'struct a { __u64 a; __u64 b; __u64 c; __u64 d; };',
      expected: ['struct a {', '\t__u64 a, b, c, d;', '};'],
    },
    {
      name: 'in the middle of a list of another type',
      document: ['struct a {', '\t__u64 a, c;', '};'],
      header: 'struct a { __u64 a; __u32 b; __u64 c; };',
      expected: ['struct a {', '\t__u64 a;', '\t__u32 b;', '\t__u64 c;', '};'],
    },
    {
      name: 'on one line with the others',
      document: ['struct a { __u32 x; };'],
      header: 'struct a { __u32 w; __u32 x; __u32 y; };',
      expected: ['struct a { __u32 w; __u32 x; __u32 y; };'],
    },
    {
      name: 'in an inner struct',
      document: ['struct a {', '\tstruct {', '\t\t__u8 x;', '\t} in;', '\t__u8 z;', '};'],
      header: 'struct a { struct { __u8 x; __u8 y; } in; __u8 z; };',
      expected: ['struct a {', '\tstruct {', '\t\t__u8 x;', '\t\t__u8 y;', '\t} in;', '\t__u8 z;', '};'],
    },
    {
      name: 'behind an anonymous union',
      document: ['struct a {', '\tunion {', '\t\t__u8 x;', '\t};', '};'],
      header: 'struct a { union { __u8 x; }; __u8 y; };',
      expected: ['struct a {', '\tunion {', '\t\t__u8 x;', '\t};', '\t__u8 y;', '};'],
    },
    {
      name: 'behind members that the header has in an anonymous struct',
      document: ['struct a {', '\t__u8 x;', '\t__u8 y;', '};'],
      header: 'struct a { struct { __u8 x; __u8 y; }; __u8 z; };',
      expected: ['struct a {', '\t__u8 x;', '\t__u8 y;', '\t__u8 z;', '};'],
    },
    {
      name: 'behind a member that gets another name',
      document: ['struct a {', '\t__u8 x;', '\t__u8 wrong;', '};'],
      header: 'struct a { __u8 x; __u8 y; __u16 z; };',
      expected: ['struct a {', '\t__u8 x;', '\t__u8 y;', '\t__u16 z;', '};'],
    },
    {
      name: 'in a union that was empty',
      document: ['struct a {', '\tunion {', '\t} u;', '\t__u8 y;', '};'],
      header: 'struct a { union { __u8 x; } u; __u8 y; };',
      expected: ['struct a {', '\tunion {', '\t\t__u8 x;', '\t} u;', '\t__u8 y;', '};'],
    },
    {
      name: 'in braces that were empty',
      document: ['struct a {', '};'],
      header: 'struct a { __u8 x; };',
      expected: ['struct a {', '\t__u8 x;', '};'],
    },
  ],
  'a member goes': [
    {
      name: 'with its comments',
      document: ['struct a {', '\t__u8 x;', '\t/* about y */', '\t__u16 y; /* more', '\t\t    of it */', '};'],
      header: 'struct a { __u8 x; };',
      expected: ['struct a {', '\t__u8 x;', '};'],
    },
    {
      name: 'without the comment above those that stay',
      document: ['struct a {', '\t/* in */', '\t__u16 y;', '\t__u8 x;', '};'],
      header: 'struct a { __u8 x; };',
      expected: ['struct a {', '\t/* in */', '\t__u8 x;', '};'],
    },
    {
      name: 'with one of two blank lines',
      document: ['struct a {', '\t__u8 x;', '', '\t__u16 y;', '', '\t__u8 z;', '};'],
      header: 'struct a { __u8 x; __u8 z; };',
      expected: ['struct a {', '\t__u8 x;', '', '\t__u8 z;', '};'],
    },
    {
      name: 'first, middle and last in lists',
      document: ['struct a {', '\t__u8 p, a, b;', '\t__u16 c, q, d;', '\t__u32 e, f,', '\t      r;', '};'],
      header: 'struct a { __u8 a, b; __u16 c, d; __u32 e, f; };',
      expected: ['struct a {', '\t__u8 a, b;', '\t__u16 c, d;', '\t__u32 e, f;', '};'],
    },
    {
      name: 'on a line with others',
      document: ['struct a { __u8 x; __u16 y; __u8 z; };'],
      header: 'struct a { __u8 x; __u8 z; };',
      expected: ['struct a { __u8 x; __u8 z; };'],
    },
    {
      name: 'and the union around it, when nothing else is in there',
      document: ['struct a {', '\tunion {', '\t\t__u16 y;', '\t};', '\t__u8 x;', '};'],
      header: 'struct a { union { __u8 v; __u16 w; }; __u8 x; };',
      expected: ['struct a {', '\tunion {', '\t\t__u8 v;', '\t\t__u16 w;', '\t};', '\t__u8 x;', '};'],
    },
    {
      name: 'a whole struct',
      document: ['struct a {', '\tstruct {', '\t\t__u8 y;', '\t} gone;', '\t__u8 x;', '};'],
      header: 'struct a { __u8 x; };',
      expected: ['struct a {', '\t__u8 x;', '};'],
    },
  ],
  'a member moves': [
    {
      name: 'with its comments, as it is written',
      document: ['struct a {', '\t/* second */', '\tu32  y;', '\t__u8 x; /* first */', '};'],
      header: 'struct a { __u8 x; __u32 y; };',
      expected: ['struct a {', '\t__u8 x; /* first */', '\t/* second */', '\tu32  y;', '};'],
    },
    {
      name: 'within a list',
      document: ['struct a {', '\t__u64 rax, rcx, rbx;', '};'],
      header: 'struct a { __u64 rax, rbx, rcx; };',
      expected: ['struct a {', '\t__u64 rax, rbx, rcx;', '};'],
    },
    {
      name: 'and leaves the comment above several',
      document: ['struct a {', '\t/* out */', '\t__u32 y;', '\t__u8 x;', '\t__u16 z;', '};'],
      header: 'struct a { __u8 x; __u16 z; __u32 y; };',
      expected: ['struct a {', '\t/* out */', '\t__u8 x;', '\t__u16 z;', '\t__u32 y;', '};'],
    },
    {
      name: 'with the others of its line',
      document: ['struct a {', '\t__u64 c,  d; /* two */', '\t__u64 a, b, e;', '};'],
      header: 'struct a { __u64 a, b, e, c, d; };',
      expected: ['struct a {', '\t__u64 a, b, e;', '\t__u64 c,  d; /* two */', '};'],
    },
    {
      name: 'and one arrives',
      document: ['struct a {', '\t__u8 c;', '\t__u16 a;', '};'],
      header: 'struct a { __u16 a; __u32 b; __u8 c; };',
      expected: ['struct a {', '\t__u16 a;', '\t__u32 b;', '\t__u8 c;', '};'],
    },
  ],
  'what agrees': [
    {
      name: 'stays as it is',
      document: ['struct a {', '  u32 x,y ; // odd', '  __u8   e [0];', '};'],
      header: 'struct a { __u32 x; __u32 y; __u8 e[]; };',
      expected: ['struct a {', '  u32 x,y ; // odd', '  __u8   e [0];', '};'],
    },
    {
      name: 'stays in another order in a union',
      document: ['union a {', '\t__u8 x;', '\t__u16 y;', '};'],
      header: 'union a { __u16 y; __u8 x; };',
      expected: ['union a {', '\t__u8 x;', '\t__u16 y;', '};'],
    },
  ],
}

for (const [title, table] of Object.entries(rows)) {
  describe(title, () => {
    test.each(table)('$name', ({document, header, expected}) => {
      expect(rewrite(document, header)).toEqual(expected)
      expect(rewrite(expected, header)).toEqual(expected)
    })
  })
}

const twoBlocks = (first: string, second: string): string => `4.1 KVM_A
---------

::

${first}
Prose between.

::

${second}
Prose behind.
`

describe('a struct over several blocks', () => {
  test('changes in the block of the member', () => {
    const header = 'struct a { __u32 x; __u32 y; __u64 z[2]; __u8 pad; };'
    const {text, refused} = rewriteDocument(
      twoBlocks('     struct a {\n\t/* in */\n\t__u32 x;\n', '\t__u64 z[4];\n     };\n'),
      header,
    )
    expect(text).toBe(
      twoBlocks('     struct a {\n\t/* in */\n\t__u32 x;\n\t__u32 y;\n', '\t__u64 z[2];\n\t__u8 pad;\n     };\n'),
    )
    expect(refused).toEqual([])
  })

  test('keeps a union member that nobody describes out', () => {
    const document = twoBlocks('  union a {\n\t__u32 x;\n', '\t__u64 y;\n  };\n')
    const {text, refused} = rewriteDocument(document, 'union a { __u32 x; __u64 y; __u8 z; };')
    expect(text).toBe(document)
    expect(refused).toEqual([
      'missing z: the members of this union stand in a block each, with prose that says what they are',
    ])
  })

  test('keeps the only line of a block', () => {
    const document = twoBlocks('  struct a {\n\t__u32 x;\n', '\t__u64 y;\n')
    const {text, refused} = rewriteDocument(document, 'struct a { __u32 x; };')
    expect(text).toBe(document)
    expect(refused).toEqual(['unknown y: its literal block would be empty'])
  })

  test('does not move what the prose beside it is about', () => {
    const document = twoBlocks('  struct a {\n\t__u32 x;\n', '\t__u64 y;\n\t__u8 z;\n  };\n')
    const {text, refused} = rewriteDocument(document, 'struct a { __u64 y; __u32 x; __u8 z; };')
    expect(text).toBe(document)
    expect(refused).toEqual(['order y: it would leave the block whose prose is about it'])
  })
})

describe('what is not safe is left', () => {
  const block = (lines: readonly string[]) =>
    `4.1 KVM_A\n---------\n\n::\n\n${lines.map((line) => `  ${line}\n`).join('')}\nBehind.\n`

  test.each([
    {
      name: 'a function, whose parameters the model does not have',
      document: ['struct a {', '\t__u32 x;', '};'],
      header: 'struct a { __u32 x; int (*y)(int); };',
      refused: ['missing y: its declaration cannot be written from what is known of it'],
    },
    {
      name: 'a comment between the names of a list',
      document: ['struct a {', '\t__u32 x, /* why */ y, z;', '};'],
      header: 'struct a { __u32 x; __u32 z; };',
      refused: ['unknown y: comments stand between its names'],
    },
    {
      name: 'lines of its own on a line',
      document: ['struct a { __u32 x; };'],
      header: 'struct a { __u32 x; struct { __u8 z; } y; };',
      refused: ['missing y: the struct stands on one line'],
    },
  ])('$name', ({document, header, refused}) => {
    expect(rewriteDocument(block(document), header)).toEqual({text: block(document), refused})
  })
})

test('a file with CRLF keeps it', () => {
  const document = '4.1 KVM_A\n---------\n\n::\n\n  struct a {\n\t__u32 x;\n\t__u32 q;\n\t__u8 y;\n  };\n\nBehind.\n'
  const crlf = (text: string) => text.replaceAll('\n', '\r\n')
  const {text} = rewriteDocument(crlf(document), 'struct a { __u32 w; __u32 x; __u16 z; __u8 y; };')
  expect(text).toBe(crlf(document.replace('{\n', '{\n\t__u32 w;\n').replace('\t__u32 q;\n', '\t__u16 z;\n')))
})

test('a text that ends within the block', () => {
  const document = '4.1 KVM_A\n---------\n\n::\n\n  struct a {\n\t__u32 x;'
  expect(rewriteDocument(document, 'struct a { __u32 x; __u8 y; };').text).toBe(`${document}\n\t__u8 y;`)
})
