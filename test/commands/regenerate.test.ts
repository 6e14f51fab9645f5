/** Struct after struct until nothing is left that can be put right. */

import {describe, expect, test} from 'vitest'
import {regenerate} from '../../src/commands/regenerate.ts'
import {checkTree, regenerableRules} from '../../src/rules/index.ts'
import {kvmDocument, kvmHeader, readTree, type TreeInput} from '../../src/uapi/index.ts'
import {memoryTree} from '../memory-tree.ts'

const findingsOf = (input: TreeInput) => checkTree(input, regenerableRules)

function regenerateText(text: string, header: string) {
  const input = readTree(memoryTree({[kvmDocument]: text, [kvmHeader]: header, 'arch/x86/include/uapi/asm/kvm.h': ''}))
  return regenerate({text, input}, findingsOf)
}

const section = (name: string, code: string) =>
  `${name}\n${'-'.repeat(name.length)}\n\nIt takes::\n\n${code}\n\nBehind.\n\n`

describe('what one change uncovers', () => {
  test('reserved space that is too long by the member that was missing', () => {
    const document = section('4.1 KVM_A', '  struct kvm_a {\n\t__u32 flags;\n\t__u8 reserved[12];\n  };')
    const {text, structs} = regenerateText(document, 'struct kvm_a { __u32 flags; __u32 mode; __u8 reserved[8]; };')
    expect(text).toBe(document.replace('\t__u8 reserved[12];', '\t__u32 mode;\n\t__u8 reserved[8];'))
    expect(structs.map(({findings}) => findings.map(({symbol}) => symbol))).toEqual([['struct kvm_a.mode']])
  })

  test('an order that was not seen before', () => {
    const document = section('4.1 KVM_A', '  struct kvm_a {\n\t__u8 c;\n\t__u16 wrong;\n\t__u32 a;\n  };')
    const {text} = regenerateText(document, 'struct kvm_a { __u32 a; __u64 b; __u8 c; };')
    expect(text).toBe(section('4.1 KVM_A', '  struct kvm_a {\n\t__u32 a;\n\t__u64 b;\n\t__u8 c;\n  };'))
  })
})

describe('spare room', () => {
  const header = 'struct kvm_a { __u32 flags; __u16 x; __u16 y; __u32 padding1; __u8 last; };'

  test('goes where members take it', () => {
    const document = section(
      '4.1 KVM_A',
      '  struct kvm_a {\n\t__u32 flags;\n\t__u32 pad;\n\t__u32 padding1;\n\t__u8 last;\n  };',
    )
    expect(regenerateText(document, header).text).toBe(document.replace('\t__u32 pad;', '\t__u16 x;\n\t__u16 y;'))
  })

  test('keeps its name where nothing else disagrees', () => {
    const code = '  struct kvm_a {\n\t__u32 flags;\n\t__u16 x, y;\n\t__u32 pad;\n\t__u8 last;\n  };'
    expect(regenerateText(section('4.1 KVM_A', code), header).structs).toEqual([])
  })
})

test('a struct inside of another is changed once', () => {
  const code = '  struct kvm_a {\n\tstruct kvm_b {\n\t\t__u8 x;\n\t\t__u8 z;\n\t} b[2];\n\t__u8 end;\n  };'
  const document = section('4.1 KVM_A', code)
  const {text} = regenerateText(
    document,
    'struct kvm_a { struct kvm_b { __u8 x; __u16 y; __u8 z; } b[3]; __u16 more; __u8 end; };',
  )
  expect(text).toBe(document.replace('\t\t__u8 z;\n\t} b[2];', '\t\t__u16 y;\n\t\t__u8 z;\n\t} b[3];\n\t__u16 more;'))
})

test('a struct that stands twice is changed where it disagrees', () => {
  const [wrong, right] = ['  struct kvm_a {\n\t__u8 x;\n  };', '  struct kvm_a {\n\t__u16 x;\n  };']
  const document = section('4.1 KVM_A', right) + section('4.2 KVM_B', wrong) + section('4.3 KVM_C', wrong)
  const {text, structs} = regenerateText(document, 'struct kvm_a { __u16 x; };')
  expect(text).toBe(document.replaceAll('__u8', '__u16'))
  expect(structs.map(({before}) => before.section?.number)).toEqual(['4.2', '4.3'])
})

test('what is left is not said to be put right', () => {
  const document = section('4.1 KVM_A', '  struct kvm_a {\n\t__u8 x;\n  };')
  const {structs, left} = regenerateText(document, 'struct kvm_a { __u16 w; __u16 x; int (*call)(void); };')
  expect(structs.flatMap(({findings}) => findings.map(({symbol}) => symbol)).sort()).toEqual([
    'struct kvm_a.w',
    'struct kvm_a.x',
  ])
  expect(left.map(({before, after, reason}) => [before.symbol, before.place.line, after.place.line, reason])).toEqual([
    ['struct kvm_a.call', 7, 8, 'its declaration cannot be written from what is known of it'],
  ])
})

test('a directive with C in it is a block like any other', () => {
  const code = '  struct kvm_a {\n\t__u8 x;\n  };'
  const document = section('4.1 KVM_A', code).replace('takes::', 'takes:\n\n.. code-block:: c')
  const {text} = regenerateText(document, 'struct kvm_a { __u8 x; __u8 y; };')
  expect(text).toBe(document.replace('\t__u8 x;', '\t__u8 x;\n\t__u8 y;'))
})

test('a change that does not help is not made, and all others are', () => {
  const [first, second] = ['kvm_a', 'kvm_b'].map((name) => section(name, `  struct ${name} {\n\t__u8 x;\n  };`))
  const text = `${first}${second}`
  const header = 'struct kvm_a { __u16 x; }; struct kvm_b { __u16 x; };'
  const input = readTree(memoryTree({[kvmDocument]: text, [kvmHeader]: header, 'arch/x86/include/uapi/asm/kvm.h': ''}))
  // As if a rule still objected to the first, whatever is done to it.
  const stubborn = findingsOf(input).filter(({symbol}) => symbol === 'struct kvm_a.x')
  expect(stubborn).toHaveLength(1)
  const result = regenerate({text, input}, (current) => [
    ...stubborn,
    ...findingsOf(current).filter(({symbol}) => symbol !== 'struct kvm_a.x'),
  ])
  expect(result.text).toBe(`${first}${second?.replace('__u8', '__u16')}`)
  expect(result.left.map(({before, reason}) => [before.symbol, reason])).toEqual([
    ['struct kvm_a.x', 'the result would still disagree'],
  ])
})
