/** A program meets only the exits that it asked for. */

import {casesIn, newMacros, piecesOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const exitDefaultOn = defineSeriesRule({
  id: 'exit-default-on',
  scope: 'series',
  severity: 'info',
  summary: 'A new exit comes only where userspace has enabled it.',
  why: 'Programs end the guest at an exit that they do not know; where a guest can bring one about by itself, it can end itself under every program there is.',
  source: 'Review of KVM_EXIT_HYPERV_SYNDBG, 2020',
  messages: {
    always: (exit) =>
      `Unexpected \`${exit}\` without a capability that userspace enables, expected no exit that it did not ask for`,
  },
  check({patches}, report) {
    const cases = patches.flatMap((input) =>
      [...piecesOf(input)].flatMap((code) =>
        casesIn(input, code).map((body) => ({body, name: code.piece.functionName ?? ''})),
      ),
    )
    const enabled = cases.some(
      ({body, name}) => /enable_cap/.test(name) && body.labels.some((label) => label.added && /_CAP_/.test(label.name)),
    )
    if (enabled) return
    const code = patches
      .flatMap((input) =>
        input.code.map(({view}) =>
          view.lines
            .filter(({kind}) => kind === 'added')
            .map(({text}) => text)
            .join('\n'),
        ),
      )
      .join('\n')
    for (const input of patches) {
      const capabilities = newMacros(input).filter(({name}) => name.startsWith(`${input.prefix}_CAP_`))
      for (const {name, place} of newMacros(input)) {
        if (!name.startsWith(`${input.prefix}_EXIT_`) || capabilities.length === 0) continue
        if (!new RegExp(`\\b${name}\\b`).test(code)) continue
        const related = capabilities.map((capability) => ({
          place: capability.place,
          message: 'answered, never enabled',
        }))
        report('always', [name], {symbol: name, place, related})
      }
    }
  },
  examples: [
    {
      name: 'a capability that is only answered',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_EXIT_BELL 30\n+#define KVM_CAP_BELL 2\n',
        'arch/x86/kvm/x86.c': `@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->run->exit_reason = KVM_EXIT_BELL;
+	return 0;
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: Unexpected `KVM_EXIT_BELL` without a capability that userspace enables, expected no exit that it did not ask for',
      ],
    },
    {
      name: 'a capability that is enabled',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_EXIT_BELL 30\n+#define KVM_CAP_BELL 2\n',
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm, struct kvm_enable_cap *cap)
 	switch (cap->cap) {
+	case KVM_CAP_BELL:
+		kvm->arch.bell = cap->args[0];
+		r = 0;
+		break;
 	default:
@@ static int handle_bell(struct kvm_vcpu *vcpu)
 	int r;
+	vcpu->run->exit_reason = KVM_EXIT_BELL;
+	return 0;
`,
      },
      expected: [],
    },
  ],
})
