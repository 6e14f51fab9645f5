/** `uapidoc import`: structs with bodies in them, and what has no form in a series and is said. */

import {expect, test} from 'vitest'
import {importCommand} from '../../src/commands/import.ts'
import type {Series} from '../../src/model/index.ts'
import {patchMail} from '../patch-mail.ts'
import {temporaryDirectory} from '../temporary.ts'
import {worldWith} from './world.ts'

const kvmHeader = 'include/uapi/linux/kvm.h'

async function importHeader(hunk: string) {
  const {world, stdout, stderr} = worldWith({
    directory: temporaryDirectory({'a.patch': patchMail({[kvmHeader]: hunk})}),
  })
  await importCommand.run(['a.patch'], world).catch(() => {})
  const header = stdout() === '' ? undefined : (JSON.parse(stdout()) as Series).versions[0]?.header
  return {
    header,
    said: stderr()
      .split('\n')
      .flatMap((line) => /Unexpected .*/.exec(line)?.[0] ?? []),
  }
}

const added = (text: string) => text.replaceAll(/^/gm, '+').replace(/\+$/, '')

test('a union, a struct without a name, bits and arrays of them', async () => {
  const {header} = await importHeader(
    added(`struct kvm_bell {
	__u32 on:1;
	__u32 tone : 31;
	union {
		struct {
#define KVM_BELL_HIGH 7
			__u32 pitch;
			__u32 pad;
		} one;
		__u64 all[4];
	};
	struct {
		__u64 at;
	} rings[2];
};
`),
  )
  expect(header?.structs).toEqual([
    {
      name: 'kvm_bell',
      members: [
        {name: 'on', type: '__u32', bits: 1},
        {name: 'tone', type: '__u32', bits: 31},
        {
          kind: 'union',
          members: [
            {
              kind: 'struct',
              name: 'one',
              members: [
                {name: 'pitch', type: '__u32'},
                {name: 'pad', type: '__u32'},
              ],
            },
            {name: 'all', type: '__u64', length: 4},
          ],
        },
        {kind: 'struct', name: 'rings', members: [{name: 'at', type: '__u64'}], length: 2},
      ],
    },
  ])
  expect(header?.constants).toEqual([{name: 'KVM_BELL_HIGH', value: '7', role: 'code', member: 'kvm_bell.one.pitch'}])
})

test('a struct that gets another name is imported as a whole', async () => {
  const {header} = await importHeader(`-struct kvm_ring {\n+struct kvm_bell {\n 	__u32 flags;\n };\n`)
  expect(header?.structs).toEqual([{name: 'kvm_bell', members: [{name: 'flags', type: '__u32'}]}])
})

test.each([
  [
    'a member of a struct that is there',
    '@@ struct kvm_ring {\n 	__u32 flags;\n+	__u32 tone;\n };\n',
    'Unexpected `tone` in `kvm_ring`, expected members of new structs: it is left out',
  ],
  [
    'a struct in one that is there',
    '@@ struct kvm_ring {\n 	__u32 flags;\n+	struct {\n+		__u64 a;\n+	} tone;\n };\n',
    'Unexpected `tone` of `a` in `kvm_ring`, expected members of new structs: it is left out',
  ],
  [
    'an enumerator that counts on from the one above',
    ' enum kvm_bells {\n 	KVM_BELL_ONE,\n+	KVM_BELL_TWO,\n };\n',
    'Unexpected `KVM_BELL_TWO` without a value, expected one: it is left out',
  ],
  [
    'a name that is only there',
    '+#define __KVM_HAVE_BELL\n',
    'Unexpected `__KVM_HAVE_BELL` without a value, expected one: it is left out',
  ],
  [
    'a packed struct',
    '+struct kvm_bell {\n+	__u32 a;\n+} __attribute__((packed));\n',
    'Unexpected form of `struct kvm_bell`, expected a list of members without attributes: it is left out',
  ],
  [
    'a struct that goes on below',
    '+struct kvm_bell {\n+	__u32 a;\n',
    'Unexpected `struct kvm_bell` that goes on out of sight, expected all of it: it is left out',
  ],
])('%s is said', async (_, hunk, message) => {
  expect((await importHeader(hunk)).said).toContain(message)
})
