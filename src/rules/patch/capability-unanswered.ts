/** A new capability can be asked for. */

import {casesIn, newMacros, piecesOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const capabilityUnanswered = defineSeriesRule({
  id: 'capability-unanswered',
  scope: 'series',
  severity: 'warning',
  summary: 'KVM_CHECK_EXTENSION answers for a new capability.',
  why: 'A program has no other way to find out that the kernel has it; one that enables it blindly cannot tell why that failed.',
  source: 'Documentation/virt/kvm/api.rst, "KVM_CHECK_EXTENSION"',
  messages: {
    never: (name) => `Unexpected \`${name}\` that KVM_CHECK_EXTENSION never answers, expected a case for it`,
  },
  check({patches, complete}, report) {
    if (!complete) return
    const cases = patches.flatMap((input) =>
      [...piecesOf(input)].flatMap((code) =>
        casesIn(input, code).map((body) => ({body, name: code.piece.functionName ?? ''})),
      ),
    )
    // Where no function is shown at all, it is somewhere else.
    if (!patches.some(({code}) => code.some(({view}) => view.path.endsWith('.c')))) return
    const answered = new Set(
      cases.filter(({name}) => !/enable_cap/.test(name)).flatMap(({body}) => body.labels.map((label) => label.name)),
    )
    const mentioned = patches.flatMap(({code}) => code.map(({view}) => view.text)).join('\n')
    for (const input of patches) {
      for (const {name, place} of newMacros(input)) {
        if (!name.startsWith(`${input.prefix}_CAP_`) || answered.has(name)) continue
        const uses = mentioned.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []
        const enabled = cases.filter(({body}) => body.labels.some((label) => label.name === name)).length
        // Answered by an `if` or through a table.
        if (uses.length > enabled) continue
        report('never', [name], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'enabled, and never answered',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n',
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm,
 		return r;
 	}
+	case KVM_CAP_BELL:
+		if (cap->flags)
+			return -EINVAL;
+		kvm->loud = true;
+		return 0;
 	default:
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected `KVM_CAP_BELL` that KVM_CHECK_EXTENSION never answers, expected a case for it',
      ],
    },
    {
      name: 'answered',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n',
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_check_extension_generic(struct kvm *kvm, long arg)
 	switch (arg) {
 	case KVM_CAP_ROPE:
+	case KVM_CAP_BELL:
 		return 1;
 	default:
`,
      },
      expected: [],
    },
  ],
})
