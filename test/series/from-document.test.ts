/** A section of a document as a section of a series: what is stated, what is not, and what is none. */

import {describe, expect, test} from 'vitest'
import type {MemberData} from '../../src/model/index.ts'
import {sectionFromDocument, structFromDocument} from '../../src/series/index.ts'
import {readDocument} from '../../src/uapi/index.ts'

const read = (text: string) => readDocument(text, 'api.rst', {prefix: 'KVM'})

/** The section of a document that has no other, without errnos of tables. */
function sectionOf(title: string, fields: Readonly<Record<string, string>>, body = 'It does.') {
  const list = Object.entries(fields).map(([name, value]) => `:${name}: ${value}\n`)
  const document = read(`${title}\n${'-'.repeat(title.length)}\n\n${list.join('')}\n${body}\n`)
  const [section] = document.sections
  if (!section) throw new Error('no section')
  return sectionFromDocument(document, section, [])
}

test('an ioctl with all that there is to say', async () => {
  const fields = {
    Capability: 'KVM_CAP_DO',
    Architectures: 'x86, arm64',
    Type: 'vm ioctl, vcpu ioctl',
    Parameters: 'struct kvm_do (in/out)',
    Returns: '0 on success, -1 on error',
  }
  expect(await sectionOf('4.7 KVM_DO', fields)).toEqual({
    section: {
      kind: 'ioctl',
      name: 'KVM_DO',
      number: {chapter: 4, number: 7},
      capability: 'KVM_CAP_DO',
      architectures: ['x86', 'arm64'],
      descriptors: ['vm', 'vcpu'],
      parameter: {type: 'struct kvm_do', direction: 'in/out'},
      returns: '0 on success, -1 on error',
      errnos: [],
      prose: '',
    },
    unstated: [],
  })
})

test('a capability, and what its section does not say', async () => {
  expect(await sectionOf('7.3 KVM_CAP_DO', {Target: 'VM', Parameters: 'args[0] is a mask, args[1] must be 0'})).toEqual(
    {
      section: {
        kind: 'capability',
        name: 'KVM_CAP_DO',
        number: {chapter: 7, number: 3},
        architectures: [],
        target: 'vm',
        parameters: [
          {name: 'args[0]', text: 'is a mask'},
          {name: 'args[1]', text: 'must be 0'},
        ],
        returns: '',
        errnos: [],
        prose: '',
      },
      unstated: ['architectures', 'returns'],
    },
  )
})

describe('what a series has no form for', () => {
  test.each([
    {title: '4.1 KVM_A/KVM_B', fields: {Type: 'vm ioctl'}, reason: 'several names in one title'},
    {title: '7.1 KVM_CAP_A', fields: {Target: 'system'}, reason: 'enabled on system'},
    {title: '4.1 Notes', fields: {Type: 'vm ioctl'}, reason: 'no numbered section of an ioctl or capability'},
  ])('$reason', async ({title, fields, reason}) => {
    expect(await sectionOf(title, fields)).toEqual({reason})
  })
})

describe('a struct', () => {
  const membersOf = async (body: string) => {
    const [struct] = read(`4.1 KVM_DO\n----------\n\n::\n\n  struct kvm_do {\n${body}  };\n`).structs
    return structFromDocument('kvm_do', struct?.type.fields ?? [])
  }

  test('of plain members', async () => {
    expect(await membersOf('\t__u32 n;\n\t__u8 pad[4];\n\tstruct kvm_done entries[];\n')).toEqual({
      name: 'kvm_do',
      members: [
        {name: 'n', type: '__u32'},
        {name: 'pad', type: '__u8', length: 4},
        {name: 'entries', type: 'struct kvm_done', length: 'flexible'},
      ],
    })
  })

  test.each<readonly [string, MemberData]>([
    ['\tunion {\n\t\t__u32 a;\n\t};\n', {kind: 'union', members: [{name: 'a', type: '__u32'}]}],
    ['\t__u32 a : 3;\n', {name: 'a', type: '__u32', bits: 3}],
    [
      '\tstruct {\n\t\t__u32 a;\n\t} b[2];\n',
      {kind: 'struct', name: 'b', members: [{name: 'a', type: '__u32'}], length: 2},
    ],
  ])('%j', async (body, member) => {
    expect(await membersOf(body)).toEqual({name: 'kvm_do', members: [member]})
  })

  test.each(['\t__u32 : 3;\n', '\t__u32 a[2][3];\n', '\tstruct {\n\t\t__u8 a;\n\t} __packed b;\n'])(
    '%j is none',
    async (body) => {
      expect(await membersOf(body)).toBeUndefined()
    },
  )
})
