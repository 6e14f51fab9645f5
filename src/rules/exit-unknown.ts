/** An exit reason that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const exitUnknown = defineRule({
  id: 'exit-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'An exit reason that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('exit reason'),
  check: (input, report) => reportUndefined(input, 'exit', report),
  examples: [
    {
      name: 'a letter too few',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'It ends with KVM_EXIT_MIO.'),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:14: error: Unexpected `KVM_EXIT_MIO`, which no header defines, expected `KVM_EXIT_MMIO`',
      ],
    },
    {
      name: 'the name, and the family',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'It ends with KVM_EXIT_MMIO, one of KVM_EXIT_*.'),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [],
    },
  ],
})
