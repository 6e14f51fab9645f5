/** One number is passed as it is, not as a pointer to it. */

import {
  type CodePiece,
  copiesIn,
  isAdded,
  isOfArgument,
  piecesOf,
  scalarType,
  statementsOf,
  typeOfVariable,
} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const copyFromUserScalar = definePatchRule({
  id: 'copy-from-user-scalar',
  scope: 'patch',
  severity: 'warning',
  summary: "An ioctl's argument that is one number is not copied as a struct is.",
  why: 'The third argument of ioctl(2) is a number by itself. A pointer to one can fault, and is a struct that nothing can be added to.',
  source: 'Documentation/driver-api/ioctl.rst, "Interface versions"; review of KVM_SET_MEM_FAULT_NOWAIT, 2023',
  messages: {
    value: (type, name) =>
      `Unexpected \`copy_from_user\` of one \`${type}\`, expected \`${name}\` to be the argument itself, or a struct with room`,
    wide: (type, name) =>
      `Unexpected \`copy_from_user\` of one \`${type}\`, expected \`get_user\` for \`${name}\`, or a struct with room`,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      for (const copy of copiesIn(piece.body, code)) {
        const {call, object} = copy
        if (call.callee.kind !== 'name' || call.callee.name !== 'copy_from_user') continue
        if (!isOfArgument(copy) || !/^\w+$/.test(object) || !isAdded(input, hunk, call)) continue
        const type = nearestType(piece, object)
        if (type === undefined || !scalarType.test(type)) continue
        report(/64|long long/.test(type) ? 'wide' : 'value', [type, object], {
          symbol: object,
          place: hunk.place(call.start, call.end),
        })
      }
    }
  },
  examples: [
    {
      name: 'a flag behind a pointer',
      files: {
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL: {
+		bool loud;
+
+		r = -EFAULT;
+		if (copy_from_user(&loud, argp, sizeof(loud)))
+			goto out;
+		r = kvm_ring_bell(kvm, loud);
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [
        'virt/kvm/kvm_main.c:6:7: warning: Unexpected `copy_from_user` of one `bool`, expected `loud` to be the argument itself, or a struct with room',
      ],
    },
    {
      name: 'a struct behind a pointer',
      files: {
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL: {
+		struct kvm_bell bell;
+
+		r = -EFAULT;
+		if (copy_from_user(&bell, argp, sizeof(bell)))
+			goto out;
+		r = kvm_ring_bell(kvm, &bell);
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [],
    },
  ],
})

/** Of the last declaration of that name: cases of one switch each have their own. */
function nearestType(piece: CodePiece, name: string): string | undefined {
  const declared = statementsOf(piece.body).flatMap((statement) =>
    statement.kind === 'declaration' && statement.declarators.some((item) => item.name === name && !item.pointer)
      ? [statement.type]
      : [],
  )
  const types = new Set(declared)
  return types.size > 1 ? undefined : (declared[0] ?? typeOfVariable(piece, name))
}
