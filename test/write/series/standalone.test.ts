/** A version without a tree: its numbers, and a document of its sections alone. */

import {expect, test} from 'vitest'
import {readDocument} from '../../../src/uapi/index.ts'
import {numbered, type SectionText, standaloneDocument} from '../../../src/write/series/index.ts'
import {capabilitySection, ioctlSection, versionWith} from './version.ts'

const sectionText: SectionText = ({section, numbers}) => {
  if (section.kind === 'exit')
    return `::\n\n\t\t/* ${section.name} */\n\t\tstruct {\n\t\t\t__u64 a;\n\t\t} ${section.member};`
  const title = `${numbers.sections.get(section.name)} ${section.name}`
  return `${title}\n${'-'.repeat(title.length)}`
}

test('open numbers are the first, given ones stay', () => {
  const version = versionWith({
    sections: [ioctlSection('KVM_A'), capabilitySection('KVM_CAP_A', {number: {chapter: 7, number: 34}})],
  })
  const {sections} = numbered(version).document
  expect(sections.map((section) => (section.kind === 'exit' ? undefined : section.number))).toEqual([
    {chapter: 4, number: 1},
    {chapter: 7, number: 34},
  ])
})

test('every section stands in its chapter, an exit inside of the struct', () => {
  const version = numbered(
    versionWith({
      sections: [{kind: 'exit', name: 'KVM_EXIT_A', member: 'a', prose: ''}, capabilitySection('KVM_CAP_A')],
    }),
  )
  const document = readDocument(standaloneDocument(version, sectionText), 'api.rst', {prefix: 'KVM'})
  expect(document.sections.map(({title, depth}) => [depth, title])).toEqual([
    [1, '5. The kvm_run structure'],
    [1, '7. Capabilities enabled on VMs'],
    [2, '7.1 KVM_CAP_A'],
  ])
  const [run, second] = document.structs.named('kvm_run')
  expect([run?.complete, second]).toEqual([true, undefined])
  expect(document.problems).toEqual([])
})
