/** What a change of headers is taken for: cases that need several files, architectures or runs of names. */

import {expect, test} from 'vitest'
import {compareReleased} from '../../src/rules/support/released/index.ts'
import {readReleased} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'

type Files = Readonly<Record<string, string>>

const kvm = 'include/uapi/linux/kvm.h'
const other = 'include/uapi/linux/other.h'
const x86 = 'arch/x86/include/uapi/asm/kvm.h'
const s390 = 'arch/s390/include/uapi/asm/kvm.h'
const asm = '#include <asm/kvm.h>\n'

const cases: readonly {name: string; before: Files; after: Files; expected: readonly string[]}[] = [
  {
    name: 'an architecture that differs is named, the others are not',
    before: {[kvm]: '#ifdef __s390__\n#define A 1\n#else\n#define A 2\n#endif\n'},
    after: {[kvm]: '#ifdef __s390__\n#define A 3\n#else\n#define A 2\n#endif\n'},
    expected: ['value A: 1 -> 3 on s390x'],
  },
  {
    name: "a header of an architecture alone is read through the generic one, on that architecture's ABIs",
    before: {[kvm]: `${asm}#define IT _IOW(0xae, 1, struct s)\n`, [x86]: 'struct s { __u32 a; };\n', [s390]: ''},
    after: {
      [kvm]: `${asm}#define IT _IOW(0xae, 1, struct s)\n`,
      [x86]: 'struct s { __u32 a; __u32 b; };\n',
      [s390]: '',
    },
    expected: ['grown struct s: 4 -> 8 with IT'],
  },
  {
    name: 'what only one architecture had use for moves to its header',
    before: {[kvm]: `${asm}struct s { __u32 a; };\n`, [x86]: '', [s390]: ''},
    after: {[kvm]: asm, [x86]: '', [s390]: 'struct s { __u32 a; };\n'},
    expected: [],
  },
  {
    name: 'a zero by default, and an architecture that has it now',
    before: {[kvm]: `${asm}#ifndef OFFSET\n#define OFFSET 0\n#endif\n`, [x86]: '', [s390]: ''},
    after: {[kvm]: `${asm}#ifndef OFFSET\n#define OFFSET 0\n#endif\n`, [x86]: '', [s390]: '#define OFFSET 64\n'},
    expected: [],
  },
  {
    name: 'a move to a header that is not included',
    before: {[kvm]: '#define A 1\n', [other]: ''},
    after: {[kvm]: '', [other]: '#define A 1\n'},
    expected: ['moved A: A -> nothing'],
  },
  {
    name: 'a header that is gone',
    before: {[other]: '#define A 1\n'},
    after: {},
    expected: [`header-removed ${other}: ${other} -> nothing`],
  },
  {
    name: 'names in a row are one removal, until one stays',
    before: {[kvm]: '#define A 1\n#define B 1\nstruct s { int a; };\n#define STAYS 1\n#define C 1\n'},
    after: {[kvm]: '#define STAYS 1\n'},
    expected: ['removed A: A -> nothing with B, struct s', 'removed C: C -> nothing'],
  },
  {
    name: 'an include that the tree lacks may define anything',
    before: {[kvm]: '#define A 1\n'},
    after: {[kvm]: '#include <linux/lacking.h>\n'},
    expected: [],
  },
  {
    name: 'a constant of another header that is changed too decides a length',
    before: {[other]: '#define N 4\n', [kvm]: '#include <linux/other.h>\nstruct s { __u32 a[N]; };\n'},
    after: {[other]: '#define N 8\n', [kvm]: '#include <linux/other.h>\nstruct s { __u32 a[N]; };\n/* */\n'},
    expected: ['member-size struct s.a: __u32[N] -> __u32[N]', 'value N: 4 -> 8'],
  },
  {
    name: 'a struct within another is said once',
    before: {[kvm]: 'struct i { __u32 a; __u32 b; };\nstruct s { struct i i; __u32 c; };\n'},
    after: {[kvm]: 'struct i { __u64 a; __u32 b; };\nstruct s { struct i i; __u32 c; };\n'},
    expected: ['member-size struct i.a: __u32 -> __u64'],
  },
  {
    name: 'the last of several ioctls that share a struct',
    before: {[kvm]: 'struct s { __u32 a; };\n#define X _IOR(1, 1, struct s)\n#define Y _IOW(1, 2, struct s)\n'},
    after: {[kvm]: 'struct s { __u64 a; };\n#define X _IOR(1, 1, struct s)\n#define Y _IOW(1, 2, struct s)\n'},
    expected: ['member-size struct s.a: __u32 -> __u64'],
  },
]

test.each(cases)('$name', ({before, after, expected}) => {
  const touched = Object.keys({...before, ...after}).filter((path) => before[path] !== after[path])
  const changes = compareReleased(readReleased(memoryTree(before), memoryTree(after), touched))
  const shown = changes.map(({kind, symbol, before: was, after: is, abis, everywhere, also}) => {
    const where = everywhere ? '' : ` on ${abis.join(', ')}`
    return `${kind} ${symbol}: ${was.text} -> ${is?.text ?? 'nothing'}${where}${also.length > 0 ? ` with ${also.join(', ')}` : ''}`
  })
  expect(shown).toEqual(expected)
})

test('places are those of both sides', () => {
  const [change] = compareReleased(
    readReleased(memoryTree({[kvm]: '\n#define A 1\n'}), memoryTree({[kvm]: '\n\n#define A 2\n'}), [kvm]),
  )
  expect([change?.before.place.line, change?.after?.place.line]).toEqual([2, 3])
})
