/** KVM_CHECK_EXTENSION and KVM_ENABLE_CAP agree on whether a capability is there. */

import {type CaseBody, casesIn, type PatchFacts, piecesOf, sourceOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {answering, type CapabilityCase, capabilityCases, enabling} from './support/capabilities.ts'

export const capabilityCondition = defineSeriesRule({
  id: 'capability-condition',
  scope: 'series',
  severity: 'warning',
  summary: 'A capability is answered where it can be enabled, and enabled where it is answered.',
  why: 'A program enables what it was told is there, and has no way to go on where that fails; what the host does not have must not seem to be on.',
  source:
    'Documentation/virt/kvm/api.rst, KVM_CHECK_EXTENSION and KVM_ENABLE_CAP; review of KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP, 2022',
  messages: {
    enabled: (capability, condition) =>
      `Unexpected \`KVM_ENABLE_CAP\` of \`${capability}\` that does not look at \`${condition}\`, as KVM_CHECK_EXTENSION does, expected -EINVAL without it`,
    answered: (capability, condition) =>
      `Unexpected answer of KVM_CHECK_EXTENSION for \`${capability}\` that does not look at \`${condition}\`, as \`KVM_ENABLE_CAP\` does, expected 0 without it`,
    ungated: (ioctl, condition, capability) =>
      `Is \`${ioctl}\` refused where \`${condition}\` says no, as KVM_CHECK_EXTENSION says for \`${capability}\`?`,
    mask: (capability, mask) =>
      `Unexpected 1 of KVM_CHECK_EXTENSION for \`${capability}\`, expected \`${mask}\`: the bits that \`args[0]\` may have`,
  },
  check({patches}, report) {
    const answers = capabilityCases(patches, answering)
    for (const enabled of capabilityCases(patches, enabling)) {
      const {name, text, place} = enabled
      const answer = answers.find((one) => one.name === name)
      if (!answer) continue
      const needed = conditionOf(answer.text)
      if (needed !== undefined && isBlind(enabled, needed)) {
        report('enabled', [name, needed], {symbol: name, place, related: [{place: answer.place}]})
      }
      if (!isAlways(answer.text)) continue
      const detail = {symbol: name, place: answer.place, related: [{place}]}
      const guard = guardIn(text)
      if (guard !== undefined) report('answered', [name, guard], detail)
      const mask = maskIn(text)
      if (mask !== undefined) report('mask', [name, mask], detail)
    }
    for (const answer of answers) {
      const condition = conditionOf(answer.text)
      const stem = answer.name.replace(/^.*?_CAP_/, '')
      const ioctl = condition === undefined ? undefined : newCases(patches).find((one) => one.name.endsWith(`_${stem}`))
      if (condition === undefined || !ioctl || isMentioned(patches, condition, answer)) continue
      report('ungated', [ioctl.name, condition, answer.name], {
        symbol: ioctl.name,
        place: ioctl.place,
        severity: 'info',
        related: [{place: answer.place}],
      })
    }
  },
  examples: [
    {
      name: 'a condition on one side only, each way, and bits that nobody can ask for',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_BELL:
+		r = boot_cpu_has(X86_FEATURE_BELL);
+		break;
+	case KVM_CAP_ROPE:
+	case KVM_CAP_WHEEL:
+		r = 1;
+		break;
 	default:
@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		kvm->arch.bell = true;
+		r = 0;
+		break;
+	case KVM_CAP_ROPE:
+		r = -EINVAL;
+		if (!enable_rope)
+			break;
+		kvm->arch.rope = true;
+		r = 0;
+		break;
+	case KVM_CAP_WHEEL:
+		r = -EINVAL;
+		if (cap->args[0] & ~KVM_WHEEL_VALID_BITS)
+			break;
+		kvm->arch.wheels = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [
        'arch/x86/kvm/x86.c:2:7: warning: Unexpected `KVM_ENABLE_CAP` of `KVM_CAP_BELL` that does not look at `boot_cpu_has`, as KVM_CHECK_EXTENSION does, expected -EINVAL without it',
        'arch/x86/kvm/x86.c:5:7: warning: Unexpected answer of KVM_CHECK_EXTENSION for `KVM_CAP_ROPE` that does not look at `enable_rope`, as `KVM_ENABLE_CAP` does, expected 0 without it',
        'arch/x86/kvm/x86.c:6:7: warning: Unexpected 1 of KVM_CHECK_EXTENSION for `KVM_CAP_WHEEL`, expected `KVM_WHEEL_VALID_BITS`: the bits that `args[0]` may have',
      ],
    },
    {
      name: 'an ioctl that is there on every host',
      files: {
        'arch/s390/kvm/kvm-s390.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_S390_BELL:
+		r = test_facility(197);
+		break;
 	default:
@@ long kvm_arch_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
 		break;
+	case KVM_S390_BELL:
+		r = kvm_s390_bell(kvm);
+		break;
 	default:
`,
      },
      expected: [
        'arch/s390/kvm/kvm-s390.c:2:7: info: Is `KVM_S390_BELL` refused where `test_facility` says no, as KVM_CHECK_EXTENSION says for `KVM_CAP_S390_BELL`?',
      ],
    },
    {
      name: 'the same condition on both sides, the bits as the answer, and a function that may look',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_check_extension(struct kvm *kvm, long ext)
 		break;
+	case KVM_CAP_BELL:
+		r = boot_cpu_has(X86_FEATURE_BELL);
+		break;
+	case KVM_CAP_ROPE:
+		r = enable_rope;
+		break;
+	case KVM_CAP_WHEEL:
+		r = KVM_WHEEL_VALID_BITS;
+		break;
 	default:
@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EINVAL;
+		if (!boot_cpu_has(X86_FEATURE_BELL))
+			break;
+		kvm->arch.bell = true;
+		r = 0;
+		break;
+	case KVM_CAP_ROPE:
+		r = kvm_enable_rope(kvm, cap);
+		break;
+	case KVM_CAP_WHEEL:
+		r = -EINVAL;
+		if (cap->args[0] & ~KVM_WHEEL_VALID_BITS)
+			break;
+		kvm->arch.wheels = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})

/** Cases of ioctls that the patches add to dispatchers. */
function newCases(patches: readonly PatchFacts[]): readonly CaseBody['labels'][number][] {
  return patches.flatMap((input) =>
    [...piecesOf(input)]
      .filter(
        ({piece}) => /ioctl/.test(piece.functionName ?? '') && !/check_ext|enable_cap/.test(piece.functionName ?? ''),
      )
      .flatMap((code) => casesIn(input, code).flatMap(({labels}) => labels.filter(({added}) => added))),
  )
}

/** Whether other code of the patches looks at it, or a member of the VM that stands for it. */
function isMentioned(patches: readonly PatchFacts[], condition: string, {hunk, piece}: CapabilityCase): boolean {
  return patches.some((input) =>
    [...piecesOf(input)].some(
      (code) =>
        !(code.hunk === hunk && code.piece === piece) &&
        (sourceOf(code.hunk, code.piece).includes(condition) ||
          /check_extension\(/.test(sourceOf(code.hunk, code.piece))),
    ),
  )
}

/** What the host has or is told to have, as architectures ask for it. */
const host =
  /\b(?:boot_cpu_has|static_cpu_has|cpu_has_\w+|cpus?_have_\w+|system_supports_\w+|test_facility|MACHINE_HAS_\w+|cpu_has_feature|riscv_isa_extension_available|sched_info_on|enable_[a-z]\w+|kvm_cpu_cap_has|kvm_x86_ops(?:\.|->)\w+|kvm_caps\.\w+|sclp\.\w+|hv_enabled|is_hv_\w+)\b/

function conditionOf(text: string): string | undefined {
  return host.exec(text)?.[0]
}

/** Sets members or bits, and leaves it at that. */
function isBlind({text, hunk, piece}: CapabilityCase, condition: string): boolean {
  // Some functions ask for every capability before they come to the cases.
  if (sourceOf(hunk, piece).includes('check_extension(')) return false
  if (text.includes(condition) || host.test(text)) return false
  const calls = Array.from(text.matchAll(/\b([a-z_]\w*)\s*\(/g), ([, name = '']) => name)
  return calls.every((name) =>
    /^(?:if|mutex_(?:un)?lock|set_bit|clear_bit|WRITE_ONCE|READ_ONCE|smp_\w+|ARRAY_SIZE)$/.test(name),
  )
}

const isAlways = (text: string): boolean => /^(?:r(?:et)? = 1; break;|return 1;)$/.test(text)

/** `if (!enable_rope) break;`. */
function guardIn(text: string): string | undefined {
  const test = Array.from(
    text.matchAll(/\bif \(([^{};]*)\) (?:\{ )?(?:break|return -E|goto|r = -E)/g),
    ([, one = '']) => one,
  )
  for (const one of test) {
    const found = new RegExp(`!\\s*${host.source}`).exec(one)?.[0]
    if (found !== undefined) return found.replace(/^!\s*/, '')
  }
  return undefined
}

/** `cap->args[0] & ~KVM_BELL_VALID_BITS`. */
function maskIn(text: string): string | undefined {
  return /\bargs\[0\] & ~\(?([A-Z]\w*_\w+)\b/.exec(text)?.[1]
}
