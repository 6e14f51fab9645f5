/** EPERM is for who lacks a permission. */

import type {Expression} from '../../read/c/index.ts'
import {expressionsOf, isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const errnoPermission = definePatchRule({
  id: 'errno-permission',
  scope: 'patch',
  severity: 'warning',
  summary: 'What the host does not have is not refused as a permission.',
  why: 'EPERM and EACCES tell a program that another user, or another policy, would succeed.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"; review of KVM_SET_MEM_FAULT_NOWAIT, 2023',
  messages: {
    support: (errno, condition) =>
      `Unexpected \`${errno}\` where \`${condition}\` says what the host has, expected -EINVAL, -ENXIO or -EOPNOTSUPP`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      for (const statement of statementsOf(piece.body)) {
        if (statement.kind !== 'if') continue
        const condition = support.exec(sourceOf(hunk, statement.test))?.[1]
        if (condition === undefined || /capable|f_mode/.test(sourceOf(hunk, statement.test))) continue
        const errno = expressionsOf(statement.then).find(isPermission)
        if (!errno || !isAdded(input, hunk, errno)) continue
        const text = sourceOf(hunk, errno)
        report('support', [text, condition], {symbol: condition, place: hunk.place(errno.start, errno.end)})
      }
    }
  },
  examples: [
    {
      name: 'a feature that is not there, called a permission',
      files: {
        'arch/arm64/kvm/bell.c': `+static int kvm_arm_set_bell(struct kvm_vcpu *vcpu)
+{
+	if (!system_supports_bells())
+		return -EPERM;
+	return 0;
+}
`,
      },
      expected: [
        'arch/arm64/kvm/bell.c:4:10: warning: Unexpected `-EPERM` where `system_supports_bells` says what the host has, expected -EINVAL, -ENXIO or -EOPNOTSUPP',
      ],
    },
    {
      name: 'a permission',
      files: {
        'arch/arm64/kvm/bell.c': `+static int kvm_arm_set_bell(struct kvm_vcpu *vcpu)
+{
+	if (!capable(CAP_SYS_ADMIN))
+		return -EPERM;
+	if (!system_supports_bells())
+		return -EINVAL;
+	return 0;
+}
`,
      },
      expected: [],
    },
  ],
})

const support =
  /!\s*(boot_cpu_has|static_cpu_has|cpu_has_\w+|cpus?_have_\w+|system_supports_\w+|test_facility|cpu_has_feature|riscv_isa_extension_available|kvm_cpu_cap_has|kvm_\w+_ops(?:\.|->)\w+)\b/

function isPermission(expression: Expression): boolean {
  return (
    expression.kind === 'unary' &&
    expression.operator === '-' &&
    expression.operand.kind === 'name' &&
    /^E(?:PERM|ACCES)$/.test(expression.operand.name)
  )
}
