import {describe, expect, test} from 'vitest'
import {compositeOf, definitions, parseFragments, SourceText} from '../../../src/read/c/index.ts'
import {shown} from './shown.ts'

/** A document whose literal blocks are the indented parts, apart from each other by lines of prose. */
function document(...blocks: readonly string[]) {
  let text = ''
  const slices = blocks.map((block) => {
    text += 'Prose::\n\n'
    const start = text.length
    text += block
    const slice = {start, end: text.length}
    text += '\n\n'
    return slice
  })
  return {text, slices, file: parseFragments(new SourceText('a.rst', text), slices)}
}

const read = (...blocks: readonly string[]): string => shown(document(...blocks).file)

describe('fragments', () => {
  test.each([
    [
      'one struct in four blocks',
      ['  struct a {\n\t__u32 b;', '\t__u32 c;', '\t__u64 d[4];', '\t__u8 e;\n  };'],
      'struct a {__u32 b ; __u32 c ; __u64 d[4] ; __u8 e}',
    ],
    [
      'a union that goes on',
      ['  struct a {\n\tunion {\n\t\tint b;', '\t\tint c;\n\t};', '  };'],
      'struct a {union {int b ; int c}}',
    ],
    ['never closed', ['  struct a {\n\tint b;', '\tint c;'], 'struct a {int b ; int c …'],
    [
      'never closed, and another begins further left',
      ['    struct a {\n\tint b;', '  struct c {\n\tint d;\n  };'],
      'struct a {int b … ; struct c {int d}',
    ],
    [
      'never closed, and another begins in the same column',
      ['  struct a {\n\tint b;', '  struct c {\n\tint d;\n  };'],
      'struct a {int b … ; struct c {int d}',
    ],
    [
      'a struct inside goes on',
      ['  struct a {\n\tint b;', '\tstruct c {\n\t\tint d;\n\t};', '  };'],
      'struct a {int b ; struct c {int d}}',
    ],
    [
      'a struct inside goes on as far left, where only a member has its name',
      ['  struct a {\n\tint b;', '  struct {\n\tint d;\n  } c;', '\tint e;\n  };'],
      'struct a {int b ; struct {int d} c ; int e}',
    ],
    [
      'examples beside it',
      ['  struct a {\n\tint b;', '  $ echo 1; }', '\tioctl(fd, A, 0);', '{"a": 1}', 'int fd = b;', '\tint c;\n  };'],
      'struct a {int b ; int c} ; ?$ echo 1; }? ; ?ioctl(fd, A, 0);? ; ?{"a": 1}? ; ?int fd = b;?',
    ],
    [
      'examples beside what is never closed',
      ['  struct a {\n\tint b;', '  reboot now;', '  struct c {\n\tint d;\n  };'],
      'struct a {int b … ; struct c {int d} ; ?reboot now;?',
    ],
    [
      'macros between members',
      ['  struct a {\n  #define B 1\n\tint b;', '  #define C 2\n\tint c;\n  };'],
      'struct a {#define B 1 ; int b ; #define C 2 ; int c}',
    ],
    ['members that no struct holds', ['\t__u32 a;', '\t__u32 b;'], '__u32 a ; __u32 b'],
    ['an enum in two blocks', ['  enum a {\n\tB,', '\tC,\n  };'], 'enum a {B ; C}'],
    ['a struct that only a name follows', ['  struct {\n\tint b;\n  } a;'], 'struct {int b} a'],
  ])('%s', (_, blocks, expected) => {
    expect(read(...blocks)).toBe(expected)
  })

  test('a comment without an end stays in its line and its block', () => {
    const {file} = document('   /* the host\n   #define A 1', '  struct b {\n\tint c; /* d\n  };', '/* e */ int f;')
    expect(shown(file)).toBe('#define A 1 ; struct b {int c} ; int f')
  })

  test('places are those of the document', () => {
    const {text, file} = document('  struct a {\n\t__u32 b;', '\t__u32 c;\n  };')
    const [found] = definitions(file.items)
    if (found?.kind !== 'composite') throw new Error('no struct')
    const {fields = []} = compositeOf(found.specifier, file)
    expect(fields.map(({place}) => text.slice(place.offset, place.endOffset))).toEqual(['b', 'c'])
    expect(fields.map(({place}) => place.line)).toEqual([4, 8])
  })
})

describe('C as documents have it', () => {
  test.each([
    ['left out', 'struct a {\n\tint b;\n\t...\n};', 'struct a {int b ; elision}'],
    ['left out of an enum', 'enum a {\n\tB,\n\t...\n};', 'enum a {B ; elision}'],
    ['a semicolon that is missing', 'struct a {\n\tint b\n\tint c;\n}', 'struct a {int b ; int c}'],
    ['a semicolon that is missing behind the brace', 'struct a {\n\tint b;\n}\n\nint c;', 'struct a {int b} ; int c'],
    [
      'prose behind a struct',
      'struct a {\n\tint b;\n} and then some, as it is.',
      'struct a {int b} ; ?and then some, as it is.?',
    ],
    ['types of the kernel', 'struct a { u64 b; uint64_t c; };', 'struct a {u64 b ; uint64_t c}'],
    ['calls', 'fd = ioctl(dev_fd, KVM_CREATE_VM, 0);', '?fd = ioctl(dev_fd, KVM_CREATE_VM, 0);?'],
    ['calls alone', 'ioctl(KVM_A, KVM_B)', '?ioctl(KVM_A, KVM_B)?'],
    ['statements', 'if (a) {\n  b();\n}\nint c;', 'int c ; ?if (a) {\n  b();\n}?'],
    ['drawings', 'bits: | 31 ... 28 | 27 ... 24 |', '?bits: | 31 ... 28 | 27 ... 24 |?'],
    ['registers', '0x4020 0000 0010 <index:16>', '?0x4020 0000 0010 <index:16>?'],
    ['prose', 'The struct a is what it is.', '?The struct a is what it is.?'],
    ['shell', '# echo 1 > /sys/a', '?# echo 1 > /sys/a?'],
  ])('%s', (_, block, expected) => {
    expect(read(block)).toBe(expected)
  })
})
