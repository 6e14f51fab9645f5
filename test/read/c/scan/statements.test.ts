import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {ScannedFile} from '../../../../src/read/c/index.ts'
import {showStatement} from './show.ts'

/** The body of a function that holds these statements. */
function shown(statements: string): string {
  const file = new ScannedFile('a.c', `int f(void)\n{\n${statements}\n}\n`)
  const [source] = file.functions
  if (source === undefined) throw new Error('no function')
  return showStatement(file.body(source)).slice(1, -1)
}

describe('statements', () => {
  test.each([
    ['an expression', 'f(a);', 'f(a);'],
    ['declarations', 'int a, *b = c, d[4];', '<int> a, *b=c, d;'],
    ['a declaration with qualifiers', 'const struct a __user *b __maybe_unused = c;', '<struct a> *b=c;'],
    ['a type known by its place', 'gpa_type a = 1;', '<gpa_type> a=1;'],
    ['a pointer known by its place', 'gpa_type *a;', '<gpa_type> *a;'],
    ['a function pointer', 'int (*f)(int a) = g;', '<int> f=g;'],
    ['a union in place', 'union { struct a *b; u32 c; } u;', '<union [<struct a> *b; <u32> c;]> u;'],
    ['an initialiser', 'struct a b = { .c = 1 };', '<struct a> b={.c=1};'],
    ['if and else', 'if (a) b(); else if (c) d(); else e();', 'if a b(); else if c d(); else e();'],
    ['an else belongs to the nearer if', 'if (a) if (b) c(); else d();', 'if a if b c(); else d();'],
    [
      'a switch',
      'switch (a) { case B: case C ... D: e(); break; default: { f(); } }',
      'switch a {case B: case C: e(); break; default: {f();}}',
    ],
    ['labels and jumps', 'again: a(); goto again;', 'again: a(); goto again;'],
    ['while', 'while (a) b();', 'loop (|a|) b();'],
    ['do', 'do { a(); } while (b); c();', 'once (|b|) {a();} c();'],
    ['for', 'for (i = 0; i < n; i++) a(i);', 'loop ((i = 0);|(i < n)|(i++)) a(i);'],
    ['for with a declaration', 'for (int i = 0;;) continue;', 'loop (<int> i=0;||) continue;'],
    ['a macro that loops', 'kvm_for_each_vcpu(i, v, kvm) f(v);', 'loop (kvm_for_each_vcpu(i, v, kvm);||) f(v);'],
    ['a macro with a block', 'scoped_guard(mutex, &a) { b(); }', 'once (scoped_guard(mutex, (& a));||) {b();}'],
    ['return', 'if (a) return -EINVAL; return;', 'if a return (- EINVAL); return;'],
    ['assembly', 'asm volatile("a" : "=r" (b) : : "memory"); c();', '{} c();'],
    ['empty statements', ';; if (a) ; b();', 'if a {} b();'],
    ['what is no statement', 'a b c d; e();', '???; e();'],
    ['what is no statement, before a block', 'if (a b) { c(); } d();', 'if a {c();} d();'],
    ['a comment in the way', 'if (a) /* } */ b(); // }', 'if a b();'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})

describe('conditionals of the preprocessor', () => {
  test.each([
    ['around statements', '#ifdef A\n  b();\n#endif\n  c();', '#ifdef A: b(); #end c();'],
    ['with an else', '#if A\n b();\n#else\n c();\n#endif', '#if A: b(); #else: c(); #end'],
    ['with elif', '#if A /* x */\n b();\n#elif defined(B)\n c();\n#endif', '#if A: b(); #elif defined(B): c(); #end'],
    [
      'around cases',
      'switch (a) {\n#ifdef B\ncase C:\n#endif\ndefault: d();\n}',
      'switch a {#ifdef B: case C: #end default: d();}',
    ],
    ['inside each other', '#ifdef A\n#ifdef B\n c();\n#endif\n#endif', '#ifdef A: #ifdef B: c(); #end #end'],
    [
      'in the middle of a statement: its first branch',
      'a = b\n#ifdef C\n + c\n#else\n + d\n#endif\n;',
      '(a = (b + c));',
    ],
    ['around an else', 'if (a)\n b();\n#ifdef C\nelse\n c();\n#endif\nd();', 'if a b(); else c(); d();'],
    ['around half an if', '#ifdef A\nif (b)\n#endif\n c();', 'if b c();'],
    ['around a brace', '#ifdef A\nif (b) {\n#else\nif (c) {\n#endif\n d();\n}', 'if b {d();}'],
    ['without an end', '#ifdef A\n b();', 'b();'],
    ['without a beginning', 'a();\n#endif\n#else\n b();', 'a(); b();'],
    ['other directives', '#define A 1\n b();\n#undef A\n c();', 'b(); c();'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected)
  })
})

test('no text makes it throw', () => {
  const words = fc.constantFrom(
    ...'if else switch case default do while for return goto a -E ( ) { } [ ] ; : , ? = == -> . & * " \' /* */ struct #if #else #endif #ifdef'.split(
      ' ',
    ),
    '\n',
    '\n}',
    '\n{',
  )
  fc.assert(
    fc.property(fc.array(words, {maxLength: 60}), (parts) => {
      const file = new ScannedFile('a.c', `int f(void)\n{\n${parts.join(' ')}\n}\n`)
      for (const source of file.functions) showStatement(file.body(source))
      for (const source of file.initialisers) file.initialiser(source)
      return [...file.statementsWith('a')].length >= 0
    }),
    {numRuns: 300, seed: 1},
  )
})

test.each([
  ['blocks', '{'],
  ['ifs', 'if (a) '],
  ['conditionals', '#if A\n'],
])('nesting of %s as deep as one likes', (_, text) => {
  expect(() => shown(text.repeat(100_000))).not.toThrow()
})
