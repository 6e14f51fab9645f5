import {describe, expect, test} from 'vitest'
import {ScannedFile} from '../../../../src/read/c/index.ts'
import {showStatement} from './show.ts'

const file = (text: string, path = 'a.c') => new ScannedFile(path, text)

describe('functions', () => {
  test.each([
    ['in the kernel’s layout', 'static long f(struct a *b,\n\t      int c)\n{\n\treturn 0;\n}\n', ['f static']],
    ['several', 'int f(void)\n{\n}\n\nint g(void)\n{\n}\n', ['f', 'g']],
    ['the type on a line of its own', 'static int\nf(void)\n{\n}\n', ['f static']],
    ['behind a macro without a semicolon', 'DEFINE_X(y)\nint f(void)\n{\n}\n', ['f']],
    ['weak by a word', 'int __weak f(void)\n{\n}\n', ['f weak']],
    ['weak by an attribute', 'int __attribute__((weak)) f(int a)\n{\n}\n', ['f weak']],
    ['an attribute behind the header', 'int f(void)\n\t__acquires(lock)\n{\n}\n', ['f']],
    ['a blank line before the body', 'int f(void)\n\n{\n}\n', ['f']],
    ['on one line', 'static inline void f(void) { }\nint g(void) { return h(); }\n', ['f static', 'g']],
    [
      'the brace behind the header',
      'static inline int f(void) {\n\treturn 0;\n}\nint g(void)\n{\n}\n',
      ['f static', 'g'],
    ],
    ['braces in column 0 that are no bodies', 'struct a\n{\n\tint b;\n};\nint c[] =\n{\n\t1,\n};\n', []],
    ['a prototype', 'int f(void);\nint g(void)\n{\n}\n', ['g']],
    ['a table of calls', 'static struct a b = {\n\t.c = D(e),\n};\nint g(void)\n{\n}\n', ['g']],
    ['ifs in bodies', 'int f(void)\n{\n\tif (a) {\n\t\tb();\n\t}\n}\n', ['f']],
    ['a macro with a body', '#define F(a) ({ \\\n\tb(a); \\\n})\nint g(void)\n{\n}\n', ['g']],
    [
      'a macro that defines one',
      '#define F(op) \\\nstatic int op##_f(int a) \\\n{ \\\n}\n#define G(op) \\\nint op##_g(int a) {\\\n}\n',
      [],
    ],
    ['a comment before', '/* f() {\n */\nint g(void)\n{\n}\n', ['g']],
    ['two heads for one body', '#ifdef A\nint f(void)\n#else\nint g(void)\n#endif\n{\n}\n', []],
    ['a body without its end', 'int f(void)\n{\n\treturn 0;\n', ['f']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    const shown = file(text).functions.map(
      ({name, isStatic, isWeak}) => `${name}${isStatic ? ' static' : ''}${isWeak ? ' weak' : ''}`,
    )
    expect(shown).toEqual(expected)
  })

  test('have their places', () => {
    const text = 'static bool f(struct a *b, int c)\n{\n\treturn 0;\n}\nint g(void)\n{\n}\n'
    const scanned = file(text)
    const [f, g] = scanned.functions
    if (f === undefined || g === undefined) throw new Error('two functions expected')
    expect(text.slice(f.bodyStart, f.bodyEnd)).toBe('{\n\treturn 0;\n}')
    expect(text.slice(f.headerStart, f.start)).toBe('static bool ')
    expect(scanned.returnsBoolean(f)).toBe(true)
    expect(scanned.returnsBoolean(g)).toBe(false)
    expect(scanned.parameters(f)).toEqual([
      {name: 'b', type: 'struct a', pointer: true},
      {name: 'c', type: 'int', pointer: false},
    ])
  })

  test.each([
    ['none', 'void', [undefined]],
    ['a pointer to a function', 'int (*get)(struct a *b), void *c', ['get', 'c']],
    ['arrays', 'const u64 table[], int n', ['table', 'n']],
    ['attributes', 'struct a __user *b __maybe_unused', ['b']],
    ['types that one has to know', 'gpa_type a, cpumask_var_t b', ['a', 'b']],
    ['variable arguments', 'const char *format, ...', ['format', undefined]],
  ])('parameters: %s', (_, parameters, expected) => {
    const scanned = file(`int f(${parameters})\n{\n}\n`)
    const [source] = scanned.functions
    expect(source && scanned.parameters(source).map(({name}) => name)).toEqual(expected)
  })
})

describe('definitions', () => {
  const text = `#define KVM_A 1
#define KVM_F(a, b) \\
	((a) + (b))
#define KVM_EMPTY
/*
#define KVM_NOT 1
 */
enum kvm_kind {
	KVM_ONE,
#ifdef CONFIG_B
	KVM_TWO = KVM_ONE + 1, /* two */
#endif
	KVM_THREE
};
enum { KVM_FOUR };
enum kvm_kind kind = KVM_ONE;
struct kvm_a {
	int b;
};
struct kvm_b *f(void)
{
}
static struct kvm_c ops = {
	.get = f,
};
static int d[] = { 1, 2 };
module_param(halt, uint, 0644);
module_param_named(wait, wait_, int, 0444);
`
  const scanned = file(text)

  test('macros', () => {
    expect(scanned.definitions.map(({name, parameters}) => `${name}${parameters ? '()' : ''}`)).toEqual([
      'KVM_A',
      'KVM_F()',
      'KVM_EMPTY',
    ])
    const bodies = scanned.definitions.map(({bodyStart, bodyEnd}) => text.slice(bodyStart, bodyEnd))
    expect(bodies).toEqual([' 1', ' \\\n\t((a) + (b))', ''])
    expect(scanned.definitionsOf('KVM_A').map(({start, end}) => text.slice(start, end))).toEqual(['KVM_A'])
    expect(scanned.definitionsOf('KVM_NOT')).toEqual([])
  })

  test('enumerators', () => {
    expect(scanned.enumerators('KVM').map(({name}) => name)).toEqual(['KVM_ONE', 'KVM_TWO', 'KVM_THREE', 'KVM_FOUR'])
  })

  test('structs', () => {
    expect(scanned.structs().map(({tag}) => tag)).toEqual(['kvm_a'])
  })

  test('initialisers', () => {
    expect(scanned.initialisersWith('.get').map((source) => text.slice(source.bodyStart, source.bodyEnd))).toEqual([
      '{\n\t.get = f,\n}',
    ])
    expect(scanned.initialisers).toHaveLength(2)
  })

  test('calls', () => {
    expect(scanned.calls('module_param').map(({argument}) => argument)).toEqual(['halt'])
    expect(scanned.calls('module_param_named').map(({argument}) => argument)).toEqual(['wait'])
  })
})

describe('branchAt', () => {
  const text = `a
#ifdef A
b
# if defined(B) && \\
     defined(C) // why
c
# elif D /* d */
d
# else
e
# endif
f
#endif /* A */
g
/*
#if Z
*/
h
`
  test.each([
    ['a', undefined],
    ['b', ['ifdef A']],
    ['c', ['ifdef A', 'if defined(B) && defined(C)']],
    ['d', ['ifdef A', '!if defined(B) && defined(C)', 'elif D']],
    ['e', ['ifdef A', '!if defined(B) && defined(C)', '!elif D', 'else']],
    ['f', ['ifdef A']],
    ['g', undefined],
    ['h', undefined],
  ])('%s', (line, expected) => {
    const conditions: string[] = []
    for (let branch = file(text).branchAt(text.indexOf(`\n${line}\n`) + 1); branch; branch = branch.parent) {
      conditions.unshift(...branch.failed.map((failed) => `!${failed}`), branch.directive)
    }
    expect(conditions).toEqual(expected ?? [])
  })

  test('a conditional without an end reaches to the end', () => {
    expect(file('#if A\nb').branchAt(6)?.directive).toBe('if A')
  })

  test('an end without a beginning is passed over', () => {
    expect(file('#endif\n#else\n#if A\nb\n#endif\n').branchAt(20)?.directive).toBe('if A')
  })
})

describe('statementsWith', () => {
  const shown = (body: string) =>
    [...file(`int f(void)\n{\n${body}\n}\n`).statementsWith('KVM_X')].map(({statements}) => showStatement(statements))

  test.each([
    ['a statement', 'a();\n\tb = KVM_X;\n\tc();', ['{(b = KVM_X);}']],
    ['with its condition', 'a();\n\tif (b)\n\t\tc = KVM_X;', ['{if b (c = KVM_X);}']],
    ['with its labels', 'switch (a) {\n\tcase B:\n\t\tc = KVM_X;', ['{case B: (c = KVM_X);}']],
    ['behind a comment with a semicolon', 'a(); /* b; c */\n\td = KVM_X;', ['{(d = KVM_X);}']],
    ['behind a directive', '#ifdef A\n\tb = KVM_X;\n#endif', ['{(b = KVM_X);}']],
    ['over several lines', 'a(b,\n\t  KVM_X, 0);', ['{a(b, KVM_X, 0);}']],
    ['two in one', 'a = b ? KVM_X : KVM_X;', ['{(a = (b ? KVM_X : KVM_X));}']],
    ['in a comment', '/* a = KVM_X; */ b();', []],
    ['two statements', 'a = KVM_X;\n\tb = KVM_X;', ['{(a = KVM_X);}', '{(b = KVM_X);}']],
  ])('%s', (_, body, expected) => {
    expect(shown(body)).toEqual(expected)
  })
})

describe('much text, with so many functions and definitions', () => {
  test.each([
    ['one long line', 'a'.repeat(10_000_000), [0, 0]],
    ['one long comment', `/*${' a; {'.repeat(2_000_000)}`, [0, 0]],
    ['hashes', '#'.repeat(1_000_000), [0, 0]],
    ['directives without an end', '#if A\n'.repeat(100_000), [0, 0]],
    ['macros without an end', '#define A(\n'.repeat(100_000), [0, 100_000]],
    ['braces', '\n{'.repeat(500_000), [0, 0]],
    ['headers', 'int f(void)\n'.repeat(200_000), [0, 0]],
    ['ends', '\n}'.repeat(500_000), [0, 0]],
    ['functions on one line', 'int f(void) { }'.repeat(100_000), [1, 0]],
  ])('%s', (_, text, expected) => {
    const scanned = file(text)
    expect([scanned.functions.length, scanned.definitions.length]).toEqual(expected)
    expect(scanned.initialisers).toEqual([])
    expect(scanned.structs()).toEqual([])
    expect(scanned.enumerators('')).toEqual([])
    scanned.branchAt(text.length)
  })
})
