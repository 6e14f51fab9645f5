/** An exit comes for a reason that its description names. */

import {definePatchRule} from '../define-patch-rule.ts'
import {describedExits, textOf} from './support/exits.ts'

export const exitCondition = definePatchRule({
  id: 'exit-condition',
  scope: 'patch',
  severity: 'warning',
  summary: "An exit's description names the capability or the condition that it comes with.",
  why: 'A program has to know which exits it may meet, and what it has to ask for to meet them.',
  source: 'Documentation/virt/kvm/api.rst, section 5; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    silent: (exit) =>
      `Unexpected silence on when \`${exit}\` comes, expected the capability or the condition it comes with`,
  },
  check(input, report) {
    for (const exit of describedExits(input)) {
      if (condition.test(textOf(exit))) continue
      report('silent', [exit.name], {symbol: exit.name, place: exit.place})
    }
  },
  examples: [
    {
      name: 'an exit for no reason',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
+
+If exit reason is KVM_EXIT_BELL then the bell is not handled by KVM.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:8:1: warning: Unexpected silence on when `KVM_EXIT_BELL` comes, expected the capability or the condition it comes with',
      ],
    },
    {
      name: 'what the guest does',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
+
+If exit reason is KVM_EXIT_BELL then the guest has executed the bell instruction.
+
`,
      },
      expected: [],
    },
  ],
})

const condition =
  /KVM_CAP_|\benabled?\b|\bopt(?:s|ed)?[- ]in\b|\bonly (?:if|when)\b|\bvcpus? (?:has )?(?:access|attempt|execut|tri(?:es|ed)|read|writ)|\bguest(?:'s)?\b[^.]*\b(?:execut|access|attempt|request|issu|writ|read|call|invok|trigger|us(?:es|ed|ing)|perform|tri(?:es|ed)|exit|MSR|hypercall|instruction)|\b(?:hypercall|instruction|MSR|TDVMCALL|SBI call|SMC|HVC)\b/i
