/** A new ioctl's section says which errors there are. */

import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const patchReturnsWithoutErrno = definePatchRule({
  id: 'patch-returns-without-errno',
  scope: 'patch',
  severity: 'info',
  summary: "A new ioctl's section says which errors it returns.",
  why: 'A program has to tell a kernel that cannot from an argument that is wrong, and a thing to be retried from one that is not.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"; review of KVM_STATS_GET_INFO, 2021',
  messages: {
    which: (ioctl, text) => `Which errors does \`${ioctl}\` return, and when ("${text}")?`,
  },
  check(input, report) {
    for (const section of newSections(input)) {
      const returned = fieldOf(section, 'return')
      const [name] = section.names
      if (!returned || name === undefined || !/<\s*0/.test(returned.text)) continue
      if (section.blocks.some(({text}) => /(?<!\w)-?E[A-Z]{3,}\b(?!_)/.test(text))) continue
      report('which', [name, returned.text], {symbol: name, place: returned.place})
    }
  },
  examples: [
    {
      name: 'a negative number on error',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, < 0 on error
+
+Rings the bell.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:1: info: Which errors does `KVM_RING_BELL` return, and when ("0 on success, < 0 on error")?',
      ],
    },
    {
      name: 'a negative number on error, and a table of errors; what libc gives',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, < 0 on error
+
+It fails with EBUSY while the bell rings.
+
+4.2 KVM_GET_BELL
+----------------
+
+:Type: vm ioctl
+:Returns: 0 on success, -1 on error
+
`,
      },
      expected: [],
    },
  ],
})
