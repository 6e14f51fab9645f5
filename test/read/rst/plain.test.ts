/** Plain text documents: what is found in them is what is found in the same text as reStructuredText. */

import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {plainAsRst} from '../../../src/read/rst/index.ts'
import {readDocument} from '../../../src/uapi/index.ts'

const plain = `4.1 KVM_RING_BELL

Capability: KVM_CAP_BELL
Architectures: x86
Type: vm ioctl
Parameters: struct kvm_bell (in)
Returns: 0 on success, -EBUSY while it rings

struct kvm_bell {
	__u32 tone;

	__u32 flags;
};

The tone is one of these:

#define KVM_BELL_LOUD 1
#define KVM_BELL_SOFT 2

4.2 KVM_STOP_BELL
`

test('titles, fields and drawings', () => {
  const {sections, fieldLists, structs, constants, ioctls} = readDocument(plainAsRst(plain), 'api.txt', {
    prefix: 'KVM',
  })
  expect(sections.map(({title, place}) => [title, place.line])).toEqual([
    ['4.1 KVM_RING_BELL', 1],
    ['4.2 KVM_STOP_BELL', 20],
  ])
  expect(fieldLists[0]?.fields.map(({key, text}) => [key, text])).toEqual([
    ['capability', 'KVM_CAP_BELL'],
    ['architecture', 'x86'],
    ['type', 'vm ioctl'],
    ['parameter', 'struct kvm_bell (in)'],
    ['return', '0 on success, -EBUSY while it rings'],
  ])
  expect(structs.all.map(({name, place, complete}) => [name, place.line, complete])).toEqual([['kvm_bell', 9, true]])
  expect(constants.all.map(({name, place}) => [name, place.line])).toEqual([
    ['KVM_BELL_LOUD', 17],
    ['KVM_BELL_SOFT', 18],
  ])
  expect(ioctls.named('KVM_RING_BELL')[0]?.errnos.map(({name}) => name)).toEqual(['EBUSY'])
})

test.each([
  ['prose that follows a drawing without a blank line', '\nstruct a {\n\tint b;\n};\nIt is a struct.\n', 5],
  ['a drawing that is cut off', '\nstruct a {\n\tint b;\nIt is a struct.\n', 4],
])('%s stays prose', (_name, text, line) => {
  expect(plainAsRst(text).split('\n')[line - 1]).toBe('It is a struct.')
})

test('no line is added or taken away', () => {
  const lines = fc.array(
    fc.constantFrom('', '4.1 KVM_A', 'Type: vm', 'struct a {', '\tint b;', '};', 'Text.', '#define A 1'),
  )
  fc.assert(
    fc.property(lines, (given) => {
      expect(plainAsRst(given.join('\n')).split('\n')).toHaveLength(given.join('\n').split('\n').length)
    }),
  )
})
