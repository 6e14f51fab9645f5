import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseC} from '../../../src/read/c/index.ts'
import {shown} from './shown.ts'

const read = (text: string): string => shown(parseC(text, 'a.h'))

describe('declarations', () => {
  test.each([
    ['a struct', 'struct a { __u32 b; __u64 c; };', 'struct a {__u32 b ; __u64 c}'],
    ['several declarators', 'struct a { __u64 b, *c, d[2]; };', 'struct a {__u64 b, c*, d[2]}'],
    ['words of a type', 'unsigned long long int a;', 'unsigned long long int a'],
    ['qualifiers', 'struct a { const void __user *b; };', 'struct a {void b*}'],
    [
      'bit-fields',
      'struct a { __u32 b:3, :2, c : 1 << 2; unsigned :0; };',
      'struct a {__u32 b:3, :2, c:1<<2 ; unsigned :0}',
    ],
    ['arrays', 'struct a { char b[], c[0], d[2][N + 1]; };', 'struct a {char b[], c[0], d[2][N+1]}'],
    ['pointers to arrays and functions', 'int *a[3], (*b)[3], (*c)(int), **d;', 'int a[3]*, b*[3], c*(), d**'],
    [
      'nested bodies',
      'struct a { union { int b; } c; struct d { int e; } f[2]; };',
      'struct a {union {int b} c ; struct d {int e} f[2]}',
    ],
    ['anonymous bodies', 'struct a { union { int b; }; struct c d; };', 'struct a {union {int b} ; struct c d}'],
    [
      'attributes of a struct',
      'struct __packed a { int b; } __attribute__((aligned(4)));',
      'struct a {int b} packed aligned(4)',
    ],
    [
      'attributes of a member',
      'struct a { int b __attribute__((packed, aligned)), c; };',
      'struct a {int b packed aligned(), c}',
    ],
    [
      'other attributes',
      'struct a { char b[4] __nonstring; int c[] __counted_by(d); };',
      'struct a {char b[4] ; int c[]}',
    ],
    ['a variable of a struct', 'struct { int a; } b = { 1 };', 'struct {int a} b'],
    ['a typedef', 'typedef struct a { int b; } c, *d;', 'typedef struct a {int b} c, d*'],
    [
      'a pointer to a function of any type',
      'struct a { u64 (*b)(int); }; a_t (*c)(void);',
      'struct a {u64 b*()} ; a_t c*()',
    ],
    ['an enum', 'enum a { B, C = 1 << 2, D, } e;', 'enum a {B ; C=1<<2 ; D} e'],
    ['typeof', 'typeof(a.b) c;', 'typeof(a.b) c'],
    ['a prototype', 'extern int a(struct b *c, int);', 'extern int a()'],
    [
      'an inline function',
      'static inline int a(int b) { if (b) { return 1; } return 0; } int c;',
      'function a ; int c',
    ],
    [
      'a function with directives',
      'static int a(void) {\n#ifdef B\n{\n#else\n{\n#endif\n} }\nint c;',
      'function a ; int c',
    ],
    [
      'extern "C"',
      '#ifdef __cplusplus\nextern "C" {\n#endif\nint a;\n#ifdef __cplusplus\n}\n#endif',
      '#ifdef __cplusplus [linkage open] ; int a ; #ifdef __cplusplus [linkage close]',
    ],
    ['assertions', '_Static_assert(sizeof(int) == 4, "b"); int a;', 'assertion ; int a'],
    ['stray semicolons', ';; int a;;', 'int a'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('directives', () => {
  test.each([
    [
      'macros',
      '#define A\n#define B 1\n#define C(x, ...) (x)\n#define D (x)',
      '#define A ; #define B 1 ; #define C(x,...) (x) ; #define D (x)',
    ],
    [
      'a macro of several lines',
      '#define A(x) \\\n  do { } \\\n  while (0)\nint b;',
      '#define A(x) do{}while(0) ; int b',
    ],
    ['includes', '#include <linux/types.h>\n#include "b.h"', '#include <linux/types.h> ; #include "b.h"'],
    ['others', '#undef A\n#pragma pack(1)\n#error no\n#', '#undef A ; #pragma pack(1) ; #error no'],
    ['conditionals', '#if A > 1\nint b;\n#elif C\n#else\nint d;\n#endif', '#if A>1 [int b] #elif C [] #else  [int d]'],
    [
      'conditionals around members',
      'struct a {\n#ifndef B\nint c;\n#endif\nint d; };',
      'struct a {#ifndef B [int c] ; int d}',
    ],
    ['conditionals around enumerators', 'enum a { B,\n#ifdef C\nD,\n#endif\nE };', 'enum a {B ; #ifdef C [D] ; E}'],
    ['macros in a struct', 'struct a {\n#define B 1\nint c; };', 'struct a {#define B 1 ; int c}'],
    ['macros in an enum', 'enum a { B,\n#define B B\nC };', 'enum a {B ; #define B B ; C}'],
    [
      'a struct in the branches',
      '#ifdef A\nstruct b {\n#else\nstruct c {\n#endif\nint d; };',
      'split {#ifdef A [struct b{] #else  [struct c{] ; int d;};}',
    ],
    [
      'declarators in the branches',
      'struct a { int b,\n#define E 1\n#ifdef C\nd,\n#endif\nf; };',
      'struct a {split {int b, ; #define E 1 ; #ifdef C [d,] ; f;}}',
    ],
    [
      'what is no C is no loss where it never is',
      '#if 0\n$ ? @\n#endif\n#ifdef __ASSEMBLY__\n.macro a\n#endif',
      '#if 0 [] ; #ifdef __ASSEMBLY__ []',
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('macros where declarations stand', () => {
  test.each([
    ['a flexible array', 'struct a { int n; __DECLARE_FLEX_ARRAY(struct b, c); };', 'struct a {int n ; struct b c[]}'],
    ['a flexible array of pointers', 'struct a { __DECLARE_FLEX_ARRAY(void *, c); };', 'struct a {void c[]*}'],
    [
      'a group',
      'struct a { __struct_group(b, c, __packed, int d; int e;); };',
      'struct a {group b c packed {int d ; int e}}',
    ],
    [
      'a group without a tag',
      'struct a { __struct_group(/* none */, c, /* none */, int d;); };',
      'struct a {group - c {int d}}',
    ],
    ['a name in a macro', 'struct a { __u8 HINT(b); };', 'struct a {__u8 HINT/b}'],
    [
      'members',
      'struct a { MEMBERS(x, (y, z)) int b; OTHER; LAST };',
      'struct a {MEMBERS(x|(y,z)) ; int b ; OTHER ; LAST}',
    ],
    ['enumerators', 'enum a { MAP(FN) B, };', 'enum a {MAP(FN) ; B}'],
    ['at file scope', 'DECLARE(a, b); int c;', 'DECLARE(a|b) ; int c'],
    ['with a body', 'SYSCALL_DEFINE1(a, int, b) { return 0; } int c;', 'function SYSCALL_DEFINE1 ; int c'],
    ['behind a struct', 'struct a { int b; } SOMETHING;', 'struct a {int b} SOMETHING'],
    ['behind a member', 'struct a { int b SOMETHING; };', 'struct a {<SOMETHING> int b}'],
    ['before a struct', 'SOMETHING struct a { int b; };', '<SOMETHING> struct a {int b}'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a statement', 'a = b; int c;', 'int c ; ?a = b;?'],
    ['up to a brace', 'struct a { = } ; int b;', 'struct a {} ; int b ; ?=?'],
    ['up to a directive', 'a b c\n#define B 1\nint d;', '#define B 1 ; int d ; ?a b c?'],
    ['a brace too many', 'int a; } int b;', 'int a ; int b ; ?}?'],
    ['a brace too few', 'struct a { int b;', 'struct a {int b … ; ?struct a { int b;?'],
    ['an #else without its #if', '#else\nint a;\n#endif', 'int a ; ?#else? ; ?#endif?'],
    ['an #if without its #endif', '#if A\nint b;', '#if A [int b] … ; ?#if A?'],
    ['a malformed macro', '#define 1\n#define A(\n', '?#define 1? ; ?#define A(?'],
    ['a macro call that is not closed', 'struct a { B(c; };', 'struct a {} ; ?B(c;?'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test('says where', () => {
    const {unread, source} = parseC('int a;\n?;\n', 'a.h')
    expect(unread.map(({start, end, reason}) => [reason, source.place(start, end)])).toMatchObject([
      ['no declaration', {file: 'a.h', line: 2, column: 1, endColumn: 3}],
    ])
  })
})

describe('places', () => {
  test('of names and of the whole', () => {
    const text = '/* a */\nstruct kvm_a {\n\t__u32 b:3, *c;\n} __packed;\n'
    const {items} = parseC(text, 'a.h')
    const [item] = items
    if (item?.kind !== 'declaration' || item.specifier.kind !== 'struct') throw new Error('no struct')
    const slice = ({start, end}: {start: number; end: number}): string => text.slice(start, end)
    expect(slice(item)).toBe('struct kvm_a {\n\t__u32 b:3, *c;\n} __packed;')
    expect(slice(item.specifier)).toBe('struct kvm_a {\n\t__u32 b:3, *c;\n}')
    expect(item.specifier.tag && slice(item.specifier.tag)).toBe('kvm_a')
    const [member] = item.specifier.items ?? []
    if (member?.kind !== 'declaration') throw new Error('no member')
    expect(slice(member)).toBe('__u32 b:3, *c;')
    expect(member.declarators.map(slice)).toEqual(['b:3', '*c'])
  })
})

const words = [
  'struct',
  'union',
  'enum',
  'typedef',
  'a',
  'int',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  ':',
  '*',
  '=',
  '1',
]
const lines = [
  '\n#if A\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#define B 1\n',
  '__DECLARE_FLEX_ARRAY(',
  '__struct_group(',
  '/*',
  '*/',
]

describe('any text', () => {
  test('is read without a throw, and every part lies in it', () => {
    const soup = fc.array(fc.constantFrom(...words, ...lines, '"', "'", '...', '@'), {maxLength: 60})
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.join(' ')
        for (const dialect of ['file', 'document'] as const) {
          const {items, unread} = parseC(text, 'a.h', {dialect})
          for (const {start, end} of [...items, ...unread]) {
            expect(0 <= start && start <= end && end <= text.length).toBe(true)
          }
        }
      }),
      {numRuns: 2000},
    )
  })

  test.each([
    ['structs in structs', 'struct a{'],
    ['conditionals in conditionals', '#if 1\n'],
    ['parentheses', '('],
    ['groups in groups', 'struct a { __struct_group(b, c, , '],
    ['attributes', '__attribute__(('],
    ['members of one line', 'int a; '],
    ['directives in declarations', 'int a,\n#if B\nc,\n#endif\n'],
    ['braces', '}'],
  ])('%s, a hundred thousand times', (_, part) => {
    expect(() => parseC(part.repeat(100_000), 'a.h')).not.toThrow()
  })
})
