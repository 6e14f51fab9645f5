import {describe, expect, test} from 'vitest'
import {type AbiName, abiNamed, abiOf, abis, layoutOf, type Resolve, resolveNothing} from '../../src/abi/index.ts'
import {architectures, type CompositeType} from '../../src/model/index.ts'
import {compositeOf, definitions, parseC} from '../../src/read/c/index.ts'

/** The structs of a text by tag. */
function structsOf(text: string): Map<string, CompositeType> {
  const file = parseC(text, 'a.h')
  return new Map(
    [...definitions(file.items)].flatMap((found) =>
      found.kind === 'composite' && found.specifier.tag
        ? [[found.specifier.tag.text, compositeOf(found.specifier, file)]]
        : [],
    ),
  )
}

function structOf(text: string): CompositeType {
  const [struct] = structsOf(text).values()
  if (!struct) throw new Error('no struct')
  return struct
}

/** `size/alignment a@0 b@4:0-2`, or what is wrong. */
function laid(text: string, name: AbiName, resolve: Resolve = resolveNothing): string {
  const result = layoutOf(structOf(text), abiNamed(name), resolve)
  if (!result.ok) return `${result.error.kind} at ${result.path}`
  const {size, alignment, fields} = result.layout
  const members = fields.map(({path, offset, bitOffset, bitWidth}) =>
    bitWidth === undefined || bitOffset === undefined
      ? `${path}@${offset}`
      : `${path}@${offset}:${bitOffset}-${bitOffset + bitWidth - 1}`,
  )
  return [`${size}/${alignment}`, ...members].join(' ')
}

// The numbers are gcc's; test/oracle compares with gcc and clang on every struct of the kernel's headers.
describe('layouts', () => {
  test.each<[string, AbiName, string]>([
    ['struct a { char b; __u64 c; };', 'x86-64', '16/8 b@0 c@8'],
    ['struct a { char b; __u64 c; };', 'i386', '12/4 b@0 c@4'],
    ['struct a { char b; __u64 c; };', 'arm', '16/8 b@0 c@8'],
    ['struct a { char b; __aligned_u64 c; };', 'i386', '16/8 b@0 c@8'],
    ['struct a { char b; __aligned_u64 c; } __packed;', 'x86-64', '9/1 b@0 c@1'],
    ['struct a { char b; long c; void *d; };', 'x86-64', '24/8 b@0 c@8 d@16'],
    ['struct a { char b; long c; void *d; };', 'arm', '12/4 b@0 c@4 d@8'],
    ['struct a { char b; __int128 c; };', 's390x', '24/8 b@0 c@8'],
    ['struct a { char b; __int128 c; };', 'ppc64', '32/16 b@0 c@16'],
    ['struct a { char b; int c; } __attribute__((packed));', 'x86-64', '5/1 b@0 c@1'],
    ['struct a { char b; int c; } __attribute__((packed, aligned(4)));', 'x86-64', '8/4 b@0 c@1'],
    ['struct a { char b; int c __attribute__((packed)); };', 'x86-64', '5/1 b@0 c@1'],
    ['struct a { char b; char c __attribute__((aligned(8))); };', 'x86-64', '16/8 b@0 c@8'],
    ['struct a { char b; } __attribute__((aligned));', 'x86-64', '16/16 b@0'],
    ['union a { char b; int c; __u8 d[6]; };', 'x86-64', '8/4 b@0 c@0 d@0'],
    ['struct a { __u32 n; __u64 c[]; };', 'x86-64', '8/8 n@0 c@8'],
    ['struct a { __u32 n; __u64 c[]; };', 'i386', '4/4 n@0 c@4'],
    ['struct a { int b; union { char c; struct { short d; int e; }; }; };', 'x86-64', '12/4 b@0 c@4 d@4 e@8'],
    ['struct a { char b; struct { int c; struct { char d; } e; } f; };', 'x86-64', '12/4 b@0 f@4 f.c@4 f.e@8 f.e.d@8'],
    ['struct a { enum b c; char d; };', 'x86-64', '8/4 c@0 d@4'],
    ['struct a { int b:3, c:30; };', 'x86-64', '8/4 b@0:0-2 c@4:0-29'],
    ['struct a { int b:3; char c; };', 'x86-64', '4/4 b@0:0-2 c@1'],
    ['struct a { char b; int c:4; };', 'x86-64', '4/4 b@0 c@1:0-3'],
    ['struct a { int b:3; int :0; char c; };', 'x86-64', '8/4 b@0:0-2 c@4'],
    ['struct a { char b; int :0; char c; };', 'x86-64', '5/1 b@0 c@4'],
    ['struct a { char b; int :0; char c; };', 'arm64', '8/4 b@0 c@4'],
    ['struct a { char b; __u64 c:40; };', 'i386', '8/4 b@0 c@1:0-39'],
    ['struct a { char b:3; int c:30; } __packed;', 'x86-64', '5/1 b@0:0-2 c@0:3-32'],
    ['struct a { };', 'x86-64', '0/1'],
  ])('%s on %s is %s', (text, abi, expected) => {
    expect(laid(text, abi)).toBe(expected)
  })

  test('#pragma pack', () => {
    const type = {...structOf('struct a { char b; __u64 c; };'), pack: 2}
    const result = layoutOf(type, abiNamed('x86-64'), resolveNothing)
    expect(result.ok && [result.layout.size, result.layout.alignment]).toEqual([10, 2])
  })

  test('holes and padding', () => {
    const type = structOf('struct a { char b; int c; struct { short d; int e; char f; } g; char h; };')
    const result = layoutOf(type, abiNamed('x86-64'), resolveNothing)
    if (!result.ok) throw new Error(result.error.kind)
    expect(result.layout.holes).toEqual([
      {path: '', offset: 1, size: 3},
      {path: 'g', offset: 10, size: 2},
      {path: 'g', offset: 17, size: 3},
    ])
    expect(result.layout.tailPadding).toBe(3)
    expect(result.layout.members.map(({path, size}) => [path, size])).toEqual([
      ['b', 1],
      ['c', 4],
      ['g', 12],
      ['h', 1],
    ])
  })
})

describe('what has no layout', () => {
  const resolving = (text: string): Resolve => {
    const structs = structsOf(text)
    return {
      composite: (_, name) => structs.get(name),
      typedef: (name) =>
        /^t\d+$/.test(name) ? {type: {kind: 'typedef', name: `t${Number(name.slice(1)) + 1}`}} : undefined,
    }
  }

  test.each([
    ['a struct that is only named', 'struct a { struct b c; };', 'incomplete at c'],
    ['a struct in itself', 'struct a { struct a b; };', 'recursive at b.b'],
    ['two structs in each other', 'struct a { struct b c; }; struct b { struct a d; };', 'recursive at c.d.c'],
    ['a name that no typedef has', 'struct a { struct { a_t b; } c; };', 'unknown-type at c.b'],
    ['a length that nobody knows', 'struct a { int b[N]; };', 'unknown-length at b'],
    ['a length below 0', 'struct a { int b[-1]; };', 'unknown-length at b'],
    ['a width that nobody knows', 'struct a { int b:N; };', 'unknown-length at b'],
    ['a function', 'struct a { void b; };', 'incomplete at b'],
    ['typedefs without end', 'struct a { t1 b; };', 'too-deep at b'],
  ])('%s', (_, text, expected) => {
    expect(laid(text, 'x86-64', resolving(text))).toBe(expected)
  })

  test('a pointer to itself is no harm', () => {
    const text = 'struct a { struct a *b; };'
    expect(laid(text, 'x86-64', resolving(text))).toBe('8/8 b@0')
  })
})

test('each architecture has an ABI, and each ABI its architecture', () => {
  for (const architecture of architectures) expect(abiOf(architecture).architecture).toBe(architecture)
  for (const abi of abis) expect(abiNamed(abi.name)).toBe(abi)
})
