/** An exit reason that userspace can meet is named in the document. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {headerNames} from './support/headers.ts'

const exits = `static int handle(struct kvm_vcpu *vcpu)
{
	vcpu->run->exit_reason = KVM_EXIT_MMIO;
	return 0;
}
`

export const exitUndocumented = defineRule({
  id: 'exit-undocumented',
  scope: 'tree',
  severity: 'info',
  summary: 'An exit reason that userspace can meet is named in the document.',
  why: 'What is only in the header is a number: userspace cannot know what it means nor what to do.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    absent: (name) =>
      `Unexpected \`${name}\`, which the document never mentions, expected a description of the exit reason`,
  },
  check(input, report) {
    const mentioned = new Set(input.document.mentions.map(({name}) => name))
    for (const {name, place} of headerNames(input, 'exitReasons')) {
      const live = input.implementation?.exitReasons.has(name) ?? true
      if (!mentioned.has(name) && live) report('absent', [name], {symbol: name, place})
    }
  },
  examples: [
    {
      name: 'one of two',
      files: exampleFiles({
        document: section('5. The kvm_run structure', {}, 'KVM_EXIT_IO is described.'),
        header: '#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n',
        others: implementation({functions: exits}),
      }),
      expected: [
        'include/uapi/linux/kvm.h:2:9: info: Unexpected `KVM_EXIT_MMIO`, which the document never mentions, expected a description of the exit reason',
      ],
    },
    {
      name: 'both',
      files: exampleFiles({
        document: section('5. The kvm_run structure', {}, 'KVM_EXIT_IO and KVM_EXIT_MMIO are described.'),
        header: '#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n',
        others: implementation({functions: exits}),
      }),
      expected: [],
    },
  ],
})
