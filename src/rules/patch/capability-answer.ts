/** KVM_CHECK_EXTENSION says 0 for what is not there. */

import {expressionsOf, isAdded, piecesOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {answering} from './support/capabilities.ts'

export const capabilityAnswer = definePatchRule({
  id: 'capability-answer',
  scope: 'patch',
  severity: 'warning',
  summary: 'KVM_CHECK_EXTENSION answers 0 for what the host does not have, and no error.',
  why: 'Programs ask `if (ioctl(…) > 0)`, and some ask for not 0: an error says that the question failed, or that the answer is yes.',
  source: 'Documentation/virt/kvm/api.rst, KVM_CHECK_EXTENSION: ":Returns:"',
  messages: {
    errno: (errno) => `Unexpected \`${errno}\` as an answer of KVM_CHECK_EXTENSION, expected 0 for what is not there`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      if (!answering.test(piece.functionName ?? '')) continue
      for (const expression of expressionsOf(piece.body)) {
        if (expression.kind !== 'unary' || expression.operator !== '-' || expression.operand.kind !== 'name') continue
        const {name} = expression.operand
        if (!/^E[A-Z0-9]+$/.test(name) || !isAdded(input, hunk, expression)) continue
        report('errno', [`-${name}`], {symbol: name, place: hunk.place(expression.start, expression.end)})
      }
    }
  },
  examples: [
    {
      name: 'an error for what is not there',
      files: {
        'arch/powerpc/kvm/powerpc.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_PPC_BELL:
+		r = kvm_has_bell(kvm) ? 1 : -EINVAL;
+		break;
 	default:
`,
      },
      expected: [
        'arch/powerpc/kvm/powerpc.c:3:31: warning: Unexpected `-EINVAL` as an answer of KVM_CHECK_EXTENSION, expected 0 for what is not there',
      ],
    },
    {
      name: '0 for what is not there, and an error of KVM_ENABLE_CAP',
      files: {
        'arch/powerpc/kvm/powerpc.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_PPC_BELL:
+		r = kvm_has_bell(kvm) ? 1 : 0;
+		break;
 	default:
@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_PPC_BELL:
+		r = -EINVAL;
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})
