import {describe, expect, test} from 'vitest'
import {type Architecture, InputError} from '../../src/model/index.ts'
import {type HeaderUapi, readHeaders} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'

const header = 'include/uapi/linux/lamp.h'
const asm = (architecture: Architecture): string => `arch/${architecture}/include/uapi/asm/lamp.h`

/** The header of a lamp, with more files where there are any. */
function read(text: string, more: Readonly<Record<string, string>> = {}): ReadonlyMap<Architecture, HeaderUapi> {
  return readHeaders(memoryTree({[header]: text, ...more}), {header})
}

function on(architecture: Architecture, text: string, more: Readonly<Record<string, string>> = {}): HeaderUapi {
  const uapi = read(text, more).get(architecture)
  if (!uapi) throw new Error(`nothing for ${architecture}`)
  return uapi
}

const values = (uapi: HeaderUapi): Record<string, bigint | undefined> =>
  Object.fromEntries(uapi.constants.all.map(({name, value}) => [name, value]))

describe('which architectures', () => {
  test('those that have a header of their own', () => {
    const own = {[asm('x86')]: '', [asm('s390')]: ''}
    expect([...read('#include <asm/lamp.h>', own).keys()]).toEqual(['x86', 's390'])
  })

  test('all, where the generic one stands in, or the header includes none', () => {
    const generic = {[asm('x86')]: '', 'include/uapi/asm-generic/lamp.h': '#define A 1'}
    const all = read('#include <asm/lamp.h>', generic)
    expect([...all].map(([, {constants}]) => constants.has('A'))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ])
    expect([...read('', generic).keys()]).toHaveLength(8)
  })

  test('no header is an error', () => {
    expect(() => readHeaders(memoryTree({}), {header})).toThrow(InputError)
  })
})

describe('constants', () => {
  test.each([
    ['literals and operators', '#define A 1\n#define B (A << 4 | 0x2)\n#define C -1', {A: 1n, B: 18n, C: -1n}],
    [
      'helpers that the tree lacks',
      '#define A BIT(3)\n#define B _BITULL(40)\n#define C GENMASK(7, 4)\n#define D SZ_64K',
      {A: 8n, B: 1n << 40n, C: 0xf0n, D: 65536n},
    ],
    ['enumerators', 'enum a { A, B = 5, C, D = B | 2 };\n#define E (C + 1)', {A: 0n, B: 5n, C: 6n, D: 7n, E: 7n}],
    ['macros of several lines and casts', '#define A ((__u64)0x1 << \\\n 32)', {A: 1n << 32n}],
    ['macros with parameters', '#define F(x) ((x) * 2)\n#define A F(F(3))', {F: undefined, A: 12n}],
    ['macros in terms of later ones', '#define A B\n#define B 2', {A: 2n, B: 2n}],
    [
      'macros that name themselves',
      'enum { A0, LAST };\n#define LAST (LAST - 1)\n#define B (LAST + 10)',
      {A0: 0n, LAST: 1n, B: 10n},
    ],
    ['sizes', 'struct a { __u32 b; void *c; };\n#define A sizeof(struct a)\n#define B sizeof(__u16)', {A: 16n, B: 2n}],
    [
      'what has no value',
      '#define A\n#define B "b"\n#define C D\n#define E (E + 1)\n#define X Y\n#define Y X',
      {A: undefined, B: undefined, C: undefined, E: undefined, X: undefined, Y: undefined},
    ],
    ['macros in structs', 'struct a {\n#define A 1\n__u32 b;\n};', {A: 1n}],
    [
      'macros among enumerators',
      '#define FN(x) A_##x,\n#define LIST(f) f(x) f(y)\nenum { LIST(FN) A_z };',
      {FN: undefined, LIST: undefined, A_x: 0n, A_y: 1n, A_z: 2n},
    ],
  ])('%s', (_, text, expected) => {
    expect(values(on('x86', text))).toEqual(expected)
  })

  test('a name that is both: the macro has its value, the enumerator has its own', () => {
    const {constants} = on('x86', 'enum { A0, LAST };\n#define LAST (LAST + 9)\n#define B (LAST * 2)')
    expect(constants.named('B')[0]?.value).toBe(20n)
    expect(constants.named('LAST').map(({form, value}) => [form, value])).toEqual([
      ['define', 10n],
      ['enumerator', 1n],
    ])
  })

  test('expressions of others in the header terms', () => {
    expect(on('x86', '#define LAMP_A 4').evaluate('LAMP_A | 1ULL << 3')).toBe(12n)
  })
})

describe('conditionals, as userspace sees them', () => {
  test.each<[string, Architecture, string, readonly string[]]>([
    ['the kernel is elsewhere', 'x86', '#ifdef __KERNEL__\n#define A 1\n#else\n#define B 1\n#endif', ['B']],
    ['configuration is unknown', 'x86', '#if defined(CONFIG_X) || IS_ENABLED(CONFIG_Y)\n#define A 1\n#endif', []],
    ['the machine', 's390', '#ifdef __s390x__\n#define A 1\n#elif defined(__x86_64__)\n#define B 1\n#endif', ['A']],
    [
      'words and order of bytes',
      'powerpc',
      '#if __SIZEOF_LONG__ == 8 && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__\n#define A 1\n#endif',
      ['A'],
    ],
    ['undefined names are 0', 'x86', '#if X\n#define A 1\n#elif !X\n#define B 1\n#endif', ['B']],
    ['macros that were', 'x86', '#define X 1\n#undef X\n#ifdef X\n#define A 1\n#endif', ['X']],
  ])('%s', (_, architecture, text, expected) => {
    expect([...on(architecture, text).constants.names]).toEqual(expected)
  })

  test('members differ by architecture', () => {
    const text = '#include <asm/lamp.h>\nstruct lamp {\n__u32 a;\n#ifdef __LAMP_HAVE_B\n__u32 b;\n#endif\n};'
    const all = read(text, {[asm('x86')]: '#define __LAMP_HAVE_B\n', [asm('arm64')]: ''})
    const fields = [...all].map(([name, uapi]) => [
      name,
      uapi.structs.named('lamp')[0]?.type.fields?.map((field) => field.name),
    ])
    expect(fields).toEqual([
      ['x86', ['a', 'b']],
      ['arm64', ['a']],
    ])
  })
})

describe('includes', () => {
  test('are found in the tree, asm/ in the architecture first and then in asm-generic', () => {
    const text =
      '#include <linux/other.h>\n#include <asm/own.h>\n#include <asm/common.h>\n#include <stdint.h>\n#define A (OTHER + OWN + COMMON)'
    const uapi = on('x86', text, {
      'include/uapi/linux/other.h': '#include "beside.h"\n#define OTHER BESIDE',
      'include/uapi/linux/beside.h': '#define BESIDE 1',
      'arch/x86/include/uapi/asm/own.h': '#define OWN 20',
      'include/uapi/asm-generic/own.h': '#error never',
      'include/uapi/asm-generic/common.h': '#define COMMON 300',
    })
    expect(values(uapi)).toEqual({A: 321n})
    expect(uapi.problems).toEqual([])
    expect(uapi.missing).toMatchObject([{path: 'stdint.h', place: {file: header, line: 4}}])
  })

  test('what a header includes is looked up in, not listed', () => {
    const uapi = on('x86', '#include <linux/other.h>\nstruct lamp { struct other a; };', {
      'include/uapi/linux/other.h': 'struct other { __u32 a, b; };',
    })
    expect([...uapi.structs.names]).toEqual(['lamp'])
    expect(uapi.layoutOf('lamp')).toMatchObject({ok: true, layout: {size: 8}})
    expect(uapi.layoutOf('other')).toMatchObject({ok: true})
    expect(uapi.layoutOf('none')).toBeUndefined()
  })

  test('a circle ends', () => {
    const uapi = on('x86', '#include <linux/other.h>\n#define A 1', {
      'include/uapi/linux/other.h': '#include <linux/lamp.h>\n#include <linux/other.h>\n',
    })
    expect(values(uapi).A).toBe(1n)
    expect(uapi.problems.length).toBeGreaterThan(0)
  })
})

describe('ioctls', () => {
  const text = [
    '#define LAMPIO 0xB7',
    '#define LAMP_ON _IO(LAMPIO, 0x01)',
    '#define LAMP_GET _IOR(LAMPIO, 0x02, struct lamp)',
    '#define LAMP_SET _IOW(LAMPIO, 0x03, __u32)',
    '#define LAMP_SWAP ( _IOWR(LAMPIO, 0x04, struct lamp *) )',
    '#define LAMP_NONE _IOW(LAMPIO, 0x05, struct nowhere)',
    '#define LAMP_IOR(nr, type) _IOR(LAMPIO, nr, type)',
    '#define LAMP_BASE 0x40',
    '#define LAMP_WRAPPED LAMP_IOR(LAMP_BASE + 1, struct lamp)',
    '#define __LAMP_DEPRECATED_0x06 _IO(LAMPIO, 0x06)',
    '#define LAMP_OLD __LAMP_DEPRECATED_0x06',
    'struct lamp { __u64 a[3]; };',
  ].join('\n')

  test('number, direction and argument', () => {
    const {ioctls} = on('x86', text)
    expect(
      ioctls.all.map(({name, direction, number, argument, deprecated}) => [
        name,
        direction,
        number?.toString(16),
        argument?.kind,
        deprecated,
      ]),
    ).toEqual([
      ['LAMP_ON', 'none', 'b701', undefined, false],
      ['LAMP_GET', 'out', '8018b702', 'struct', false],
      ['LAMP_SET', 'in', '4004b703', 'integer', false],
      ['LAMP_SWAP', 'in/out', 'c008b704', 'pointer', false],
      ['LAMP_NONE', 'in', undefined, 'struct', false],
      ['LAMP_WRAPPED', 'out', '8018b741', 'struct', false],
      ['__LAMP_DEPRECATED_0x06', 'none', 'b706', undefined, true],
      ['LAMP_OLD', 'none', 'b706', undefined, true],
    ])
  })

  test('powerpc and mips put numbers together differently', () => {
    expect(on('powerpc', text).ioctls.named('LAMP_ON')[0]?.number).toBe(0x2000b701n)
    expect(on('mips', text).ioctls.named('LAMP_GET')[0]?.number).toBe(0x4018b702n)
  })
})

describe('capabilities and exit reasons', () => {
  test('capabilities are macros at file scope', () => {
    const {capabilities} = on(
      'x86',
      '#define LAMP_CAP_A 1\n#define LAMP_CAP_B 2\n#define LAMP_CAP(x) x\n#define LAMPCAP 3',
    )
    expect(capabilities.all.map(({name, number}) => [name, number])).toEqual([
      ['LAMP_CAP_A', 1n],
      ['LAMP_CAP_B', 2n],
    ])
  })

  test('exit reasons are the run of plain numbers at file scope', () => {
    const text = [
      'struct lamp_glow {\n#define LAMP_EXIT_GLOW_DIM 1\n#define LAMP_EXIT_GLOW_OUT 2\n__u32 type; };',
      '#define LAMP_EXIT_UNKNOWN 0',
      '#define LAMP_EXIT_GLOW 1 /* deprecated */',
      '/* comments between are no end */',
      '#define LAMP_EXIT_FAIL 2',
      '#define LAMP_OTHER 1',
      '#define LAMP_EXIT_FAIL_A 1',
      '#define LAMP_EXIT_FAIL_B 2',
      '#define LAMP_EXIT_FLAG (1 << 0)',
      '#define LAMP_EXIT_MASK BIT(5)',
    ].join('\n')
    expect(on('x86', text).exitReasons.all.map(({name, number}) => [name, number])).toEqual([
      ['LAMP_EXIT_UNKNOWN', 0n],
      ['LAMP_EXIT_GLOW', 1n],
      ['LAMP_EXIT_FAIL', 2n],
    ])
  })
})

describe('structs', () => {
  test('the place is the name, the extent all of it', () => {
    const [struct] = on('x86', '/* a */\nstruct lamp {\n\t__u32 a;\n} __packed;\n').structs
    expect(struct?.place).toMatchObject({line: 2, column: 8, endColumn: 12})
    expect(struct?.extent).toMatchObject({line: 2, column: 1, endLine: 4, endColumn: 12})
  })

  test('macros decide about members where they stand', () => {
    const text = [
      '#define NAME(x) x',
      '#define MEMBERS __u32 d; __u32 e',
      '#define kind_t __u64',
      'struct lamp {\n__u8 NAME(a);\nMEMBERS;\nkind_t f;\n#define LATE __u16 g\nLATE;\n#undef LATE\n};',
    ].join('\n')
    const [struct] = on('x86', text).structs
    const fields = struct?.type.fields?.map(({name, type, place}) => [
      name,
      type.kind === 'integer' && type.name,
      place.line,
    ])
    expect(fields).toEqual([
      ['a', '__u8', 5],
      ['d', '__u32', 6],
      ['e', '__u32', 6],
      ['f', '__u64', 7],
      ['g', '__u16', 9],
    ])
  })

  test('nested tags, groups with a tag, tags that are macros, #pragma pack', () => {
    const text = [
      '#define __renamed renamed',
      'struct lamp { struct bulb { __u32 a; } b; __struct_group(wires, c, , __u8 d; __u64 e;); };',
      'struct __renamed { __u8 a; };',
      '#pragma pack(push, 1)\nstruct tight { __u8 a; __u64 b; };\n#pragma pack(pop)\nstruct loose { __u8 a; __u64 b; };',
    ].join('\n')
    const uapi = on('x86', text)
    const sizes = uapi.structs.all.map(({name}) => {
      const result = uapi.layoutOf(name)
      return [name, result?.ok && result.layout.size]
    })
    expect(Object.fromEntries(sizes)).toEqual({lamp: 24, bulb: 4, wires: 16, renamed: 1, tight: 9, loose: 16})
  })

  test('array lengths are what the architecture says', () => {
    const all = read('#include <asm/lamp.h>\nstruct lamp { __u8 a[LAMPS * 2]; };', {
      [asm('x86')]: '#define LAMPS 3',
      [asm('arm64')]: '#define LAMPS 5',
    })
    const lengths = [...all.values()].map((uapi) => uapi.structs.named('lamp')[0]?.type.fields?.[0]?.type)
    expect(lengths).toMatchObject([{length: {text: 'LAMPS*2', value: 6}}, {length: {text: 'LAMPS*2', value: 10}}])
  })
})

describe('bad headers', () => {
  test.each([
    ['an #if without its #endif', '#if 1\n#define A 1', 'a conditional that does not end where it began'],
    ['an #endif too many', '#define A 1\n#endif', '#endif without its #if'],
    ['what is no C', '#define A 1\n] ? ;', 'no declaration'],
    ['an #error that holds', '#define A 1\n#error no', 'an #error that holds'],
    ['members that nobody knows', '#define A 1\nstruct a { MEMBERS(b) };', 'unknown macro `MEMBERS` among members'],
  ])('%s', (_, text, message) => {
    const uapi = on('x86', text)
    expect(values(uapi).A).toBe(1n)
    expect(uapi.problems.map((problem) => problem.message)).toEqual([message])
    expect(uapi.problems[0]?.place.file).toBe(header)
  })

  test('a struct that contains itself has no layout, and says so', () => {
    const uapi = on('x86', 'struct a { struct b c; }; struct b { struct a d; };')
    expect(uapi.layoutOf('a')).toEqual({ok: false, error: {kind: 'recursive', name: 'struct a'}, path: 'c.d'})
  })

  test('a macro that is a bomb has no value', () => {
    const lines = Array.from({length: 40}, (_, index) => `#define X${index + 1} X${index} + X${index}`)
    expect(values(on('x86', `#define X0 1\n${lines.join('\n')}`)).X40).toBeUndefined()
  })

  test.each([
    ['an expression', `#define X ${'1 + '.repeat(2_500_000)}1`],
    ['a condition', `#if ${'1 + '.repeat(2_500_000)}0\n#endif`],
    ['a list of members', `struct a { ${'int b; '.repeat(150_000)} } X;`],
    ['the length of an array', `struct a { int b[${'1 + '.repeat(500_000)}1]; };`],
  ])('millions of tokens in a line: %s', {timeout: 60_000}, (_, text) => {
    const tree = memoryTree({[header]: `${text}\n#define A 1\n`})
    const uapi = readHeaders(tree, {header, architectures: ['x86']}).get('x86')
    if (!uapi) throw new Error('nothing')
    expect(uapi.constants.named('X')[0]?.value).toBeUndefined()
    expect(uapi.constants.named('A')[0]?.value).toBe(1n)
    expect(uapi.structs.all.map(({type}) => type.kind)).toEqual(text.startsWith('struct') ? ['struct'] : [])
  })

  test('a file that is no text is left out', () => {
    const tree = memoryTree({[header]: '#include <asm/lamp.h>\n#define A 1'})
    const binary = {
      ...tree,
      read: (path: string) => {
        if (path === header) return tree.read(path)
        throw new InputError(`${path}: Unexpected binary file`)
      },
    }
    expect(readHeaders(binary, {header}).get('x86')?.constants.has('A')).toBe(true)
  })
})
