/** A constant that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, implementation, section} from './support/example.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const constantUnknown = defineRule({
  id: 'constant-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'A constant that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('constant'),
  check: (input, report) => reportUndefined(input, 'constant', report),
  examples: [
    {
      name: 'a flag that nobody defines',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'KVM_DO_FLAG_QUICK asks for speed.'),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
        others: {...implementation({}), 'include/linux/kvm_host.h': '#define KVM_INTERNAL_LIMIT 4\n'},
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:1: error: Unexpected `KVM_DO_FLAG_QUICK`, which no header defines, expected `KVM_DO_FLAG_FAST`',
      ],
    },
    {
      name: 'a flag of the header, and a limit that only the kernel has',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          'KVM_DO_FLAG_FAST asks for speed, at most KVM_INTERNAL_LIMIT times.',
        ),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
        others: {...implementation({}), 'include/linux/kvm_host.h': '#define KVM_INTERNAL_LIMIT 4\n'},
      }),
      expected: [],
    },
  ],
})
