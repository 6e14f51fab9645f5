/** A section about a capability names that capability in its `:Capability:` field. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {fieldOf} from './support/fields.ts'

export const capabilityMismatch = defineRule({
  id: 'capability-mismatch',
  scope: 'tree',
  severity: 'error',
  summary: 'A section about a capability names that capability in its `:Capability:` field.',
  why: 'The field is what a reader checks for; another name in it is what is left of a copied section.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    other: (title, field) =>
      `Unexpected \`:Capability: ${field}\` in the section on \`${title}\`, expected \`${title}\``,
  },
  check(input, report) {
    for (const capability of input.document.capabilities) {
      const field = fieldOf(input, capability, 'capability')
      const stated: readonly string[] = field?.text.match(/\w+_CAP_\w+/g) ?? []
      const titles = input.document.capabilities.all.filter(({section}) => section === capability.section)
      if (!field || stated.length === 0 || titles.some(({name}) => stated.includes(name))) continue
      report('other', [capability.name, stated.join(', ')], {
        symbol: capability.name,
        place: field.place,
        related: [{place: capability.place, message: 'the title'}],
      })
    }
  },
  examples: [
    {
      name: 'a copied field',
      files: exampleFiles({
        document: section('8.1 KVM_CAP_DO', {Capability: 'KVM_CAP_OTHER', Architectures: 'x86'}),
        header: '#define KVM_CAP_DO 1\n#define KVM_CAP_OTHER 2\n#define KVM_DO _IO(0xAE, 0x01)\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: error: Unexpected `:Capability: KVM_CAP_OTHER` in the section on `KVM_CAP_DO`, expected `KVM_CAP_DO`',
      ],
    },
    {
      name: 'an ioctl may come with any capability',
      files: exampleFiles({
        document:
          section('8.1 KVM_CAP_DO', {Capability: 'KVM_CAP_DO', Architectures: 'x86'}) +
          section('4.1 KVM_DO', {Capability: 'KVM_CAP_OTHER'}),
        header: '#define KVM_CAP_DO 1\n#define KVM_CAP_OTHER 2\n#define KVM_DO _IO(0xAE, 0x01)\n',
      }),
      expected: [],
    },
  ],
})
