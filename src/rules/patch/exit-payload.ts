/** An exit brings its data. */

import {expressionsOf, isAdded, newExitData, piecesOf, sourceOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const exitPayload = defineSeriesRule({
  id: 'exit-payload',
  scope: 'series',
  severity: 'warning',
  summary: 'Who sets an exit reason sets what `struct kvm_run` holds behind it.',
  why: 'The union keeps what the last exit left in it, and userspace acts on that.',
  source: 'Documentation/virt/kvm/api.rst, section 5',
  messages: {
    none: (exit, member) =>
      `Unexpected \`${exit}\` without a value in \`kvm_run.${member}\`, expected what userspace is to look at`,
  },
  check({patches}, report) {
    const added = new Map<string, string>(
      patches.flatMap((input) =>
        newExitData(input).map(({name}) => [`${input.prefix}_EXIT_${name.toUpperCase()}`, name] as const),
      ),
    )
    for (const input of patches) {
      for (const {hunk, piece} of piecesOf(input)) {
        if (!piece.whole) continue
        for (const expression of expressionsOf(piece.body)) {
          if (expression.kind !== 'binary' || expression.operator !== '=') continue
          const {left, right} = expression
          if (left.kind !== 'member' || left.name !== 'exit_reason' || right.kind !== 'name') continue
          const member =
            added.get(right.name) ?? (Object.hasOwn(payloads, right.name) ? payloads[right.name] : undefined)
          if (member === undefined || !isAdded(input, hunk, expression)) continue
          const text = sourceOf(hunk, piece.body)
          // Whoever is given the struct may fill it in.
          if (new RegExp(`(?:->|\\.)${member}\\b|[(,] ?(?:vcpu->)?run[,)]|memset\\(|kvm_prepare_`).test(text)) continue
          const place = hunk.place(expression.start, expression.end)
          report('none', [right.name, member], {symbol: right.name, place})
        }
      }
    }
  },
  examples: [
    {
      name: 'an exit with nothing in it',
      files: {
        'arch/arm64/kvm/bell.c': `+static int kvm_handle_bell(struct kvm_vcpu *vcpu)
+{
+	vcpu->run->exit_reason = KVM_EXIT_SYSTEM_EVENT;
+	return 0;
+}
+
`,
      },
      expected: [
        'arch/arm64/kvm/bell.c:3:2: warning: Unexpected `KVM_EXIT_SYSTEM_EVENT` without a value in `kvm_run.system_event`, expected what userspace is to look at',
      ],
    },
    {
      name: 'exits with their data, and one that has none',
      files: {
        'arch/arm64/kvm/bell.c': `+static int kvm_handle_bell(struct kvm_vcpu *vcpu)
+{
+	vcpu->run->system_event.type = KVM_SYSTEM_EVENT_CRASH;
+	vcpu->run->system_event.ndata = 0;
+	vcpu->run->exit_reason = KVM_EXIT_SYSTEM_EVENT;
+	return 0;
+}
+static int kvm_handle_rope(struct kvm_vcpu *vcpu)
+{
+	vcpu->run->exit_reason = KVM_EXIT_HLT;
+	return 0;
+}
+
`,
      },
      expected: [],
    },
  ],
})

/** Members of the union in `struct kvm_run` that are filled in where the reason is set; not those of `mmio`, `io` and `debug`. */
const payloads: Readonly<Record<string, string>> = {
  KVM_EXIT_ARM_NISV: 'arm_nisv',
  KVM_EXIT_FAIL_ENTRY: 'fail_entry',
  KVM_EXIT_HYPERCALL: 'hypercall',
  KVM_EXIT_HYPERV: 'hyperv',
  KVM_EXIT_INTERNAL_ERROR: 'internal',
  KVM_EXIT_MEMORY_FAULT: 'memory_fault',
  KVM_EXIT_NOTIFY: 'notify',
  KVM_EXIT_RISCV_CSR: 'riscv_csr',
  KVM_EXIT_RISCV_SBI: 'riscv_sbi',
  KVM_EXIT_SYSTEM_EVENT: 'system_event',
  KVM_EXIT_XEN: 'xen',
}
