/** An ioctl that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const ioctlUnknown = defineRule({
  id: 'ioctl-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'An ioctl that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('ioctl'),
  check: (input, report) => reportUndefined(input, 'ioctl', report),
  examples: [
    {
      name: 'a plural forgotten',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'Use the KVM_SET_MSR ioctl before.'),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:9: error: Unexpected `KVM_SET_MSR`, which no header defines, expected `KVM_SET_MSRS`',
      ],
    },
    {
      name: 'the name, and two names in one',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          'Use the KVM_SET_MSRS ioctl before; KVM_SET/GET_MSRS belong together.',
        ),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [],
    },
  ],
})
