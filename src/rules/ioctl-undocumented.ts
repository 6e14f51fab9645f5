/** An ioctl that the kernel serves has a section of its own. */

import {defineRule} from './define-rule.ts'
import {does, exampleFiles, implementation, section} from './support/example.ts'
import {headerNames} from './support/headers.ts'

export const ioctlUndocumented = defineRule({
  id: 'ioctl-undocumented',
  scope: 'tree',
  severity: 'info',
  summary: 'An ioctl that the kernel serves has a section of its own.',
  why: 'An ioctl without a section has no promise: what it takes, what it returns and since when is only in the source.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    mentioned: (name) => `Unexpected mention of \`${name}\` without a section, expected a section that describes it`,
    absent: (name) => `Unexpected \`${name}\`, which the document never mentions, expected a section that describes it`,
  },
  check(input, report) {
    const hasSections = input.document.ioctls.all.length > 0
    const mentions = new Map(input.document.mentions.toReversed().map((mention) => [mention.name, mention]))
    for (const {name, place} of headerNames(input, 'ioctls')) {
      const served = input.implementation?.ioctls.has(name) ?? true
      const mention = mentions.get(name)
      if (input.document.ioctls.has(name) || !served || (mention && !hasSections)) continue
      const related = mention ? [{place: mention.place, message: 'mentioned here'}] : []
      report(mention ? 'mentioned' : 'absent', [name], {symbol: name, place, related})
    }
  },
  examples: [
    {
      name: 'one of two has a section',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'Resets the VM.'),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n',
        others: implementation({vm: {KVM_DO: does, KVM_SET_MSRS: does}}),
      }),
      expected: [
        'include/uapi/linux/kvm.h:2:9: info: Unexpected `KVM_SET_MSRS`, which the document never mentions, expected a section that describes it',
      ],
    },
    {
      name: 'both have',
      files: exampleFiles({
        document:
          section('4.1 KVM_DO', {Architectures: 'x86'}, 'Resets the VM.') +
          section('4.2 KVM_SET_MSRS', {Architectures: 'x86'}),
        header: '#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n',
        others: implementation({vm: {KVM_DO: does, KVM_SET_MSRS: does}}),
      }),
      expected: [],
    },
  ],
})
