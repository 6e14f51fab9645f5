/** A capability is enabled only where it is there, and only with what it knows. */

import type {Statement} from '../../read/c/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {casesIn, piecesOf} from './support/code.ts'

export const capabilityNotChecked = definePatchRule({
  id: 'capability-not-checked',
  scope: 'patch',
  severity: 'warning',
  summary: 'Enabling a capability fails where it is not there, and for flags and arguments that mean nothing.',
  why: 'What is accepted today, a program will pass; then it can never get a meaning. And a program that enables what the kernel was built without takes it for on.',
  source:
    'Documentation/virt/kvm/api.rst, "KVM_ENABLE_CAP": flags and unused arguments are zero; review of KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, 2022',
  messages: {
    always: (capability) =>
      `Unexpected success of enabling \`${capability}\` whatever the flags, the arguments and the kernel, expected -EINVAL for what it does not know`,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      // Generic code has no prologue that looks at the flags, as several architectures have.
      if (code.piece.functionName !== 'kvm_vm_ioctl_enable_cap_generic') continue
      for (const {labels, statements, complete} of casesIn(input, code)) {
        const added = labels.filter((label) => label.added)
        if (!complete || added.length === 0 || statements.length < 2) continue
        const plain = statements.every(
          (statement) => statement.kind === 'return' || statement.kind === 'break' || isAssignment(statement),
        )
        if (!plain || !statements.some(isAssignment)) continue
        for (const {name, place} of added) report('always', [name], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'enabled always',
      files: {
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm,
 		return r;
 	}
+	case KVM_CAP_BELL:
+		kvm->loud = true;
+		return 0;
 	default:
`,
      },
      expected: [
        'virt/kvm/kvm_main.c:3:7: warning: Unexpected success of enabling `KVM_CAP_BELL` whatever the flags, the arguments and the kernel, expected -EINVAL for what it does not know',
      ],
    },
    {
      name: 'enabled where flags and arguments are zero',
      files: {
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm,
 		return r;
 	}
+	case KVM_CAP_BELL:
+		if (cap->flags || cap->args[0])
+			return -EINVAL;
+		kvm->loud = true;
+		return 0;
 	default:
`,
      },
      expected: [],
    },
  ],
})

function isAssignment(statement: Statement): boolean {
  if (statement.kind !== 'expression' || statement.expression.kind !== 'binary') return false
  const {operator, left} = statement.expression
  return operator === '=' && left.kind === 'member'
}
