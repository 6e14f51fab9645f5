/** A capability that userspace can meet is named in the document. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {headerNames} from './support/headers.ts'

const answers = `int kvm_vm_ioctl_check_extension(struct kvm *kvm, long capability)
{
	int r;

	switch (capability) {
	case KVM_CAP_DO:
		r = 1;
		break;
	default:
		r = 0;
	}
	return r;
}
`

export const capabilityUndocumented = defineRule({
  id: 'capability-undocumented',
  scope: 'tree',
  severity: 'info',
  summary: 'A capability that userspace can meet is named in the document.',
  why: 'What is only in the header is a number: userspace cannot know what it means nor what to do.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    absent: (name) =>
      `Unexpected \`${name}\`, which the document never mentions, expected a description of the capability`,
  },
  check(input, report) {
    const mentioned = new Set(input.document.mentions.map(({name}) => name))
    for (const {name, place} of headerNames(input, 'capabilities')) {
      const live = input.implementation?.capabilities.has(name) ?? true
      if (!mentioned.has(name) && live) report('absent', [name], {symbol: name, place})
    }
  },
  examples: [
    {
      name: 'nowhere',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}),
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: answers}),
      }),
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: Unexpected `KVM_CAP_DO`, which the document never mentions, expected a description of the capability',
      ],
    },
    {
      name: 'in a field is enough',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Capability: 'KVM_CAP_DO', Architectures: 'x86'}),
        header: '#define KVM_CAP_DO 1\n',
        others: implementation({functions: answers}),
      }),
      expected: [],
    },
  ],
})
