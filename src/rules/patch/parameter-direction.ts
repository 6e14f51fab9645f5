/** The document says which way the argument goes as the number does. */

import {parseParameter} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'
import {newIoctls} from './support/headers.ts'

export const parameterDirection = defineSeriesRule({
  id: 'parameter-direction',
  scope: 'series',
  severity: 'warning',
  summary: "A new ioctl's section and its number agree on which way the argument goes.",
  why: 'One of the two is wrong: a program either leaves out what the kernel reads, or does not look at what it writes.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    other: (text, ioctl, macro) =>
      `Unexpected \`${text}\` for \`${ioctl}\`, which is \`${macro}\`, expected the same direction in both`,
  },
  check({patches}, report) {
    const ioctls = patches.flatMap(newIoctls)
    for (const section of patches.flatMap(newSections)) {
      const field = fieldOf(section, 'parameter')
      const stated = field && parseParameter(field).direction
      for (const name of field && stated ? section.names : []) {
        const macro = ioctls.find((other) => other.name === name)
        if (!field || !macro || macro.ioctl.direction === 'none' || macro.ioctl.direction === stated) continue
        report('other', [field.text, name, macro.ioctl.macro], {
          symbol: name,
          place: macro.place,
          related: [{place: field.place}],
        })
      }
    }
  },
  examples: [
    {
      name: 'in and out in the document, out in the number',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_LIST_BELLS _IOR(KVMIO, 0xf0, struct kvm_bells)\n',
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_LIST_BELLS
+------------------
+
+:Type: vm ioctl
+:Parameters: struct kvm_bells (in/out)
+:Returns: 0
+
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected `struct kvm_bells (in/out)` for `KVM_LIST_BELLS`, which is `_IOR`, expected the same direction in both',
      ],
    },
    {
      name: 'the same in both, and one without a direction',
      files: {
        'include/uapi/linux/kvm.h':
          '+#define KVM_LIST_BELLS _IOWR(KVMIO, 0xf0, struct kvm_bells)\n+#define KVM_RING_BELL _IOW(KVMIO, 0xf1, struct kvm_bell)\n',
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_LIST_BELLS
+------------------
+
+:Type: vm ioctl
+:Parameters: struct kvm_bells (in/out)
+
+4.2 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl
+:Parameters: struct kvm_bell
+
`,
      },
      expected: [],
    },
  ],
})
