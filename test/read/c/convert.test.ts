import {describe, expect, test} from 'vitest'
import type {Type} from '../../../src/model/index.ts'
import {canonicalInteger, commentOf, compositeOf, definitions, parseC, sameInteger} from '../../../src/read/c/index.ts'

function fieldsOf(body: string) {
  const file = parseC(`struct a { ${body} };`, 'a.h')
  const [found] = definitions(file.items)
  if (found?.kind !== 'composite') throw new Error('no struct')
  return compositeOf(found.specifier, file).fields ?? []
}

const u32: Type = {kind: 'integer', name: '__u32'}

describe('types', () => {
  test.each<[string, Type]>([
    ['__u32 b;', u32],
    ['unsigned b;', {kind: 'integer', name: 'unsigned int'}],
    ['long unsigned int b;', {kind: 'integer', name: 'unsigned long'}],
    ['__be16 b;', {kind: 'integer', name: '__be16'}],
    ['u64 b;', {kind: 'integer', name: 'u64'}],
    ['double b;', {kind: 'float', name: 'double'}],
    ['void *b;', {kind: 'pointer', to: {kind: 'void'}}],
    ['int (*b)(void);', {kind: 'pointer', to: {kind: 'function'}}],
    ['__u32 b[];', {kind: 'flexible-array', of: u32}],
    ['__DECLARE_FLEX_ARRAY(__u32, b);', {kind: 'flexible-array', of: u32}],
    ['__u32 b[0];', {kind: 'array', of: u32, length: {text: '0', value: 0}}],
    ['__u32 b[1 << 2];', {kind: 'array', of: u32, length: {text: '1<<2', value: 4}}],
    ['__u32 b[(N + 63) / 64];', {kind: 'array', of: u32, length: {text: '(N+63)/64', value: undefined}}],
    ['__u32 *b[2];', {kind: 'array', of: {kind: 'pointer', to: u32}, length: {text: '2', value: 2}}],
    ['__u32 b : 3;', {kind: 'bit-field', of: u32, width: 3}],
    ['struct c b;', {kind: 'struct', name: 'c', fields: undefined}],
    ['enum c b;', {kind: 'enum', name: 'c'}],
    ['c_t b;', {kind: 'typedef', name: 'c_t'}],
  ])('%s', (body, type) => {
    expect(fieldsOf(body).map((field) => [field.name, field.type])).toEqual([['b', type]])
  })

  test('alignments: of the member, of its typedef, and packed', () => {
    const text =
      '__aligned_u64 b; __u32 c __attribute__((aligned(8))); char d __attribute__((packed)); __aligned_u64 *e;'
    expect(fieldsOf(text).map(({name, aligned, packed}) => ({name, aligned, packed}))).toEqual([
      {name: 'b', aligned: 8, packed: undefined},
      {name: 'c', aligned: 8, packed: undefined},
      {name: 'd', aligned: undefined, packed: true},
      {name: 'e', aligned: undefined, packed: undefined},
    ])
    expect(fieldsOf('__aligned_u64 b;')[0]?.type).toEqual({kind: 'integer', name: '__u64'})
  })

  test('what has no name, and what is no member', () => {
    const fields = fieldsOf('union { int b; }; int :3; struct c { int d; }; enum { E };')
    expect(fields.map(({name, type}) => [name, type.kind])).toEqual([
      [undefined, 'union'],
      [undefined, 'bit-field'],
    ])
  })

  test('a group is its members twice', () => {
    const [group] = fieldsOf('__struct_group(b, c, , int d; int e;);')
    expect(group).toMatchObject({
      name: undefined,
      type: {
        kind: 'union',
        fields: [
          {name: undefined, type: {kind: 'struct', name: undefined, fields: [{name: 'd'}, {name: 'e'}]}},
          {name: 'c', type: {kind: 'struct', name: 'b', fields: [{name: 'd'}, {name: 'e'}]}},
        ],
      },
    })
  })
})

describe('integers', () => {
  test.each([
    ['unsigned', 'unsigned int'],
    ['int long unsigned', 'unsigned long'],
    ['__signed__ char', 'signed char'],
    ['long long int', 'long long'],
    ['bool', '_Bool'],
    ['__u64', '__u64'],
    ['kvm_t', undefined],
  ])('%s is %s', (name, expected) => {
    expect(canonicalInteger(name)).toBe(expected)
  })

  test.each([
    ['u64', '__u64', true],
    ['uint64_t', '__u64', true],
    ['unsigned int', '__u32', true],
    ['__u32', '__s32', false],
    ['__le32', '__u32', false],
    ['unsigned long', '__u64', false],
    ['char', '__u8', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(sameInteger(one, other)).toBe(expected)
  })
})

describe('comments', () => {
  test.each([
    ['before', '/* a */\nint b;', 'a'],
    ['behind', 'int b; /* a */', 'a'],
    ['both', '/* a */\nint b; // c', 'a\nc'],
    ['of several lines', '/*\n * a\n * b\n */\nint b;', 'a\nb'],
    ['of the one before', 'int a; /* a */\nint b;', undefined],
    ['of the one after', 'int b;\n/* a */\nint c;', undefined],
    ['none', 'int b;', undefined],
  ])('%s', (_, text, expected) => {
    const {items, tokens} = parseC(text, 'a.h')
    const item = items.find((one) => one.kind === 'declaration' && one.declarators[0]?.name?.text === 'b')
    expect(item && commentOf(tokens, item)).toBe(expected)
  })
})
