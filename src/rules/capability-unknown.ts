/** A capability that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, section} from './support/example.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const capabilityUnknown = defineRule({
  id: 'capability-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'A capability that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('capability'),
  check: (input, report) => reportUndefined(input, 'capability', report),
  examples: [
    {
      name: 'the words in another order',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {Architectures: 'x86'}, 'Needs KVM_CAP_IRQCHIP_SPLIT.'),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:6:7: error: Unexpected `KVM_CAP_IRQCHIP_SPLIT`, which no header defines, expected `KVM_CAP_SPLIT_IRQCHIP`',
      ],
    },
    {
      name: 'the name, and families of names',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          'Needs KVM_CAP_SPLIT_IRQCHIP, see also KVM_CAP_* and KVM_CAP_xyz.',
        ),
        header:
          '#define KVM_CAP_SPLIT_IRQCHIP 1\n#define KVM_EXIT_IO 2\n#define KVM_EXIT_MMIO 6\n#define KVM_DO _IO(0xAE, 0x01)\n#define KVM_SET_MSRS _IO(0xAE, 0x02)\n#define KVM_DO_FLAG_FAST 1\n',
      }),
      expected: [],
    },
  ],
})
