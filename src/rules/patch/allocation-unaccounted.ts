/** Memory that lives as long as a VM is charged to who made the VM. */

import {expressionsOf, isAdded, nameOfCall, piecesOf, sourceOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const allocationUnaccounted = definePatchRule({
  id: 'allocation-unaccounted',
  scope: 'patch',
  severity: 'warning',
  summary: 'What a VM or a vCPU keeps is allocated with GFP_KERNEL_ACCOUNT.',
  why: 'Userspace makes as many VMs as it likes; what is not charged to its memory cgroup has no limit.',
  source:
    'Documentation/core-api/memory-allocation.rst, "Get Free Page flags": untrusted allocations triggered from userspace',
  messages: {
    plain: (call, member) =>
      `Unexpected \`GFP_KERNEL\` in the \`${call}\` of \`${member}\`, expected \`GFP_KERNEL_ACCOUNT\` for what lives with the VM`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      for (const expression of expressionsOf(piece.body)) {
        if (expression.kind !== 'binary' || expression.operator !== '=') continue
        const member = sourceOf(hunk, expression.left)
        const call = expression.right.kind === 'cast' ? expression.right.operand : expression.right
        if (!/^(?:kvm|vcpu|vm)(?:->|\.)/.test(member) || call.kind !== 'call') continue
        const flags = call.arguments.find((argument) => sourceOf(hunk, argument) === 'GFP_KERNEL')
        if (!flags || !isAdded(input, hunk, flags)) continue
        report('plain', [nameOfCall(call) ?? 'allocation', member], {
          symbol: member,
          place: hunk.place(expression.start, expression.end),
        })
      }
    }
  },
  examples: [
    {
      name: 'kept and not charged',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_arch_vcpu_create(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->arch.bells = kzalloc(sizeof(*vcpu->arch.bells), GFP_KERNEL);
+	if (!vcpu->arch.bells)
+		return -ENOMEM;
`,
      },
      expected: [
        'arch/x86/kvm/x86.c:2:2: warning: Unexpected `GFP_KERNEL` in the `kzalloc` of `vcpu->arch.bells`, expected `GFP_KERNEL_ACCOUNT` for what lives with the VM',
      ],
    },
    {
      name: 'charged, and gone when the call returns',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_arch_vcpu_create(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->arch.bells = kzalloc(sizeof(*vcpu->arch.bells), GFP_KERNEL_ACCOUNT);
+	if (!vcpu->arch.bells)
+		return -ENOMEM;
+	buffer = kzalloc(PAGE_SIZE, GFP_KERNEL);
+	kfree(buffer);
`,
      },
      expected: [],
    },
  ],
})
