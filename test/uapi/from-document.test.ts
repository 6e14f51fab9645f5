/** Small documents and what is read out of them; each row is one thing that real documents do. */

import {describe, expect, test} from 'vitest'
import type {DocumentUapi} from '../../src/model/index.ts'
import {readDocument} from '../../src/uapi/index.ts'

const read = (text: string): DocumentUapi => readDocument(text, 'api.rst', {prefix: 'KVM'})

/** A section 4.1 with a title, fields and a body. */
const section = (title: string, fields: string, body = ''): string =>
  `${title}\n${'-'.repeat(title.length)}\n\n${fields}\n\n${body}\n`

describe('titles', () => {
  test.each([
    ['4.3 KVM_A, KVM_B', ['KVM_A', 'KVM_B']],
    ['4.8 KVM_A (vm ioctl)', ['KVM_A']],
    ['4.80 KVM_A/KVM_B', ['KVM_A', 'KVM_B']],
    ['4.116 KVM_(UN)REGISTER_IO', ['KVM_REGISTER_IO', 'KVM_UNREGISTER_IO']],
    ['9.1. x86', []],
  ])('%s', (title, names) => {
    expect(read(section(title, ':Architectures: x86')).ioctls.all.map(({name}) => name)).toEqual(names)
  })
})

describe('architectures', () => {
  test.each([
    ['x86, ppc', ['x86', 'powerpc']],
    ['x86 s390 arm64', ['x86', 'arm64', 's390']],
    ['all except arm64', ['x86', 'powerpc', 's390', 'mips', 'riscv', 'loongarch', 'arm']],
    ['Any that implement pvclocks (currently x86 only)', ['x86']],
    ['x86 SEV enabled', ['x86']],
    ['none', []],
    ['as the CPU has it', undefined],
  ])('%s', (text, architectures) => {
    expect(read(section('4.1 KVM_A', `:Architectures: ${text}`)).ioctls.all[0]?.architectures).toEqual(architectures)
  })
})

describe('parameters', () => {
  test.each([
    ['struct kvm_a (in/out)', 'kvm_a', 'in/out', false],
    ['struct kvm_a (in, out)', 'kvm_a', 'in/out', false],
    ['struct kvm_a (in and out)', 'kvm_a', 'in/out', false],
    ['struct kvm_a(in)', 'kvm_a', 'in', false],
    ['Pointer to u32 that holds the order (in)', undefined, 'in', false],
    ['vcpu id (apic id on x86)', undefined, undefined, false],
    ['None', undefined, undefined, true],
  ])('%s', (text, struct, direction, none) => {
    const parameter = read(section('4.1 KVM_A', `:Parameters: ${text}`)).ioctls.all[0]?.parameter
    expect(parameter).toMatchObject({struct, direction, none})
  })
})

describe('descriptors', () => {
  test.each([
    ['system ioctl, vm ioctl', ['system', 'vm']],
    ['vm', ['vm']],
    ['device ioctl, vm ioctl, vcpu ioctl', ['vm', 'vcpu', 'device']],
  ])('%s', (text, descriptors) => {
    expect(read(section('4.1 KVM_A', `:Type: ${text}`)).ioctls.all[0]?.descriptors).toEqual(descriptors)
  })

  test('two field lists are two occurrences', () => {
    const text = section('4.1 KVM_A', ':Architectures: mips\n:Type: vcpu ioctl\n\n:Architectures: all\n:Type: vm ioctl')
    expect(read(text).ioctls.all.map(({descriptors}) => descriptors)).toEqual([['vcpu'], ['vm']])
  })

  test('a field list below an item of a definition list is about the item', () => {
    const text = section('4.1 KVM_A', ':Architectures: s390', 'KVM_A_DUMP\n  :Architectures: x86\n\n  Dumps.')
    expect(read(text).ioctls.all.map(({architectures}) => architectures)).toEqual([['s390']])
  })
})

describe('names', () => {
  const mentioned = (text: string): [string, string | undefined, boolean][] =>
    read(text).mentions.map(({name, called, wildcard}) => [name, called, wildcard])

  test.each([
    ['the KVM_RUN ioctl', 'KVM_RUN', 'ioctl', false],
    ['the KVM_RUN vcpu ioctl', 'KVM_RUN', 'ioctl', false],
    ['capability KVM_CAP_A', 'KVM_CAP_A', 'capability', false],
    ['with exit reason KVM_EXIT_A.', 'KVM_EXIT_A', 'exit', false],
    ['the KVM_A_START VM property', 'KVM_A_START', 'attribute', false],
    ['one of KVM_CAP_*', 'KVM_CAP_', undefined, true],
    ['the KVM_DEV_TYPE_xxx', 'KVM_DEV_TYPE_xxx', undefined, true],
    ['KVM_CPUID{,2} follow', 'KVM_CPUID', undefined, true],
    ['KVM_SET/GET_ATTR', 'KVM_SET', undefined, true],
    ['``KVM_A`` is set', 'KVM_A', undefined, false],
  ])('%s', (text, ...expected) => {
    expect(mentioned(`${text}\n`)[0]).toEqual(expected)
  })

  test('CONFIG_KVM_A is none', () => {
    expect(mentioned('with CONFIG_KVM_A\n')).toEqual([])
  })

  test('a comment in code is no code, and its end is no wildcard', () => {
    const {mentions} = read('::\n\n  __u32 a; /* for KVM_B */\n')
    expect(mentions.map(({name, context, wildcard}) => [name, context, wildcard])).toEqual([
      ['KVM_B', 'comment', false],
    ])
  })
})

describe('members in prose', () => {
  test.each([
    ['kvm_irqfd.fd is the eventfd', 'kvm_irqfd', 'fd'],
    ['kvm_vcpu_init->features tells', 'kvm_vcpu_init', 'features'],
    ['for kvm_a::flags', 'kvm_a', 'flags'],
    ["struct kvm_a's flags member", 'kvm_a', 'flags'],
    ['the `realtime` field in the kvm_a structure', 'kvm_a', 'realtime'],
    ['The "slb_size" field', undefined, 'slb_size'],
    ['the triple_fault field', undefined, 'triple_fault'],
    ['exception.has_esr is not 0', undefined, 'exception.has_esr'],
  ])('%s', (text, struct, path) => {
    expect(read(`${text}\n`).memberMentions[0]).toMatchObject({struct, path: path.split('.')})
  })

  test.each([
    'e.g. this',
    'see www.kernel.org for it',
    'in virt/kvm/api.rst',
    'the ISS field',
    'struct kvm_a member b',
  ])('%s has none', (text) => {
    expect(read(`${text}\n`).memberMentions).toEqual([])
  })
})

describe('references', () => {
  test.each([
    ['On KVM_CAP_A, see section 8.3.', '8.3', ['KVM_CAP_A']],
    ['It is KVM_A (see section 4.1), checked with KVM_B.', '4.1', ['KVM_A']],
    ['described in 4.62 KVM_A', '4.62', []],
  ])('%s', (text, number, names) => {
    expect(read(`${text}\n`).sectionReferences).toMatchObject([{number, names}])
  })

  test.each(['Power ISA V3.00, Book III section 5.7', 'the manual, section 12'])('%s is of another book', (text) => {
    expect(read(`${text}\n`).sectionReferences).toEqual([])
  })
})

describe('lists that are presented as complete', () => {
  const names = (text: string): string[][] => read(text).constantLists.map((list) => list.names.map(({name}) => name))

  test.each([
    ['Valid flags are:\n\n- KVM_A: one\n- KVM_B: two\n', ['KVM_A', 'KVM_B']],
    ['type can be one of the following:\n\nKVM_A (vcpu)\n    - one\nKVM_B (vm)\n    - two\n', ['KVM_A', 'KVM_B']],
    ['Possible values are::\n\n  #define KVM_A 0\n  #define KVM_B 1\n', ['KVM_A', 'KVM_B']],
    ['Possible operations are:\n  * ``KVM_A``\n  * ``KVM_B``\n', ['KVM_A', 'KVM_B']],
    ['**cmd values:**\n\nKVM_A\n  one\n\nKVM_B\n  two\n', ['KVM_A', 'KVM_B']],
    ['The bits are:\n\n=====  ===\nKVM_A  one\nKVM_B  two\n=====  ===\n', ['KVM_A', 'KVM_B']],
  ])('%s', (text, expected) => {
    expect(names(text)[0]).toEqual(expected)
  })

  test.each(['Errors include:\n\n- KVM_A\n- KVM_B\n', 'Valid flags are set by KVM.\n\n- KVM_A\n- KVM_B\n'])(
    '%s is none',
    (text) => {
      expect(names(text)).toEqual([])
    },
  )
})

describe('structs', () => {
  const structs = (text: string) =>
    read(text).structs.all.map(({name, type, architectures}) => [
      name,
      type.fields?.map((field) => field.name),
      architectures,
    ])

  test('one that prose splits over blocks', () => {
    const text = '::\n\n  struct kvm_a {\n\t__u32 b;\n\nProse.\n\n::\n\n\t__u64 c;\n  };\n'
    expect(structs(text)).toEqual([['kvm_a', ['b', 'c'], undefined]])
  })

  test('a comment without an end swallows nothing', () => {
    const text = '::\n\n   /* the host\n   #define KVM_A 1\n\nProse.\n\n::\n\n  struct kvm_b {\n\t__u32 c;\n  };\n'
    expect(structs(text)).toEqual([['kvm_b', ['c'], undefined]])
    expect(read(text).constants.all).toMatchObject([{name: 'KVM_A', value: 1n}])
  })

  test('the comment above one says for which architecture, before heading and field', () => {
    const code = '::\n\n  /* mips */\n  struct kvm_a {\n\t__u32 b;\n  };\n\n  struct kvm_a {\n\t__u32 c;\n  };\n'
    expect(structs(section('4.1 KVM_A', ':Architectures: x86', code))).toEqual([
      ['kvm_a', ['b'], ['mips']],
      ['kvm_a', ['c'], ['x86']],
    ])
  })

  test('a heading that is an architecture', () => {
    const text = section(
      '4.1 KVM_A',
      ':Architectures: x86, arm64',
      'ARM64:\n^^^^^^\n\n::\n\n  struct kvm_a {\n\t__u32 b;\n  };\n',
    )
    expect(structs(text)).toEqual([['kvm_a', ['b'], ['arm64']]])
  })

  test('a name that a struct without a tag has', () => {
    expect(read('::\n\n  struct {\n\t__u8 a;\n  } s390_a;\n').looseMembers).toMatchObject([
      {name: 's390_a', field: {type: {kind: 'struct', fields: [{name: 'a'}]}}},
    ])
  })
})

test('errors, of a table and of :Returns:', () => {
  const table = 'Errors:\n\n======  ====\nENOMEM  no memory\n======  ====\n'
  const {ioctls} = read(section('4.1 KVM_A', ':Returns: 0 on success, -EBUSY if it runs', table))
  expect(ioctls.all[0]?.errnos).toMatchObject([
    {name: 'ENOMEM', condition: 'no memory'},
    {name: 'EBUSY', condition: 'if it runs'},
  ])
})

test('values in prose', () => {
  expect(read('KVM_A (=12) and KVM_B (0) but KVM_C (x)\n').statedValues).toMatchObject([
    {name: 'KVM_A', value: 12n},
    {name: 'KVM_B', value: 0n},
  ])
})

test('places are those of the source', () => {
  const text = section('4.1 KVM_A', ':Parameters: struct kvm_a (in)', 'See struct kvm_a.')
  for (const {name, place} of read(text).structMentions) expect(text.slice(place.offset, place.endOffset)).toBe(name)
})
