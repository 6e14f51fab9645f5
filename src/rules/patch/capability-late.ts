/** What KVM_ENABLE_CAP sets, running vCPUs may not see change. */

import type {Expression} from '../../read/c/index.ts'
import {expressionsOf, isAdded} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {type CapabilityCase, capabilityCases, enabling} from './support/capabilities.ts'

export const capabilityLate = defineSeriesRule({
  id: 'capability-late',
  scope: 'series',
  severity: 'info',
  summary: 'KVM_ENABLE_CAP of a VM says which values it takes, and what becomes of vCPUs that are there.',
  why: 'A value that is taken unseen can never get another meaning; a vCPU that was made before, or that runs, may have decided by the old one.',
  source:
    'Documentation/virt/kvm/api.rst, KVM_CAP_SPLIT_IRQCHIP and KVM_CAP_MAX_VCPU_ID: enabled before vCPUs are created',
  messages: {
    value: (capability, member) =>
      `Is every value of \`args[0]\` of \`${capability}\` valid that goes into \`${member}\`, also where userspace sets bits that no kernel knows yet?`,
    late: (capability, member) =>
      `What becomes of vCPUs that exist, or run, when \`${capability}\` changes \`${member}\`: is a test of \`created_vcpus\` under \`kvm->lock\` missing?`,
  },
  check({patches}, report) {
    for (const found of capabilityCases(patches, enabling)) {
      const {name, text, hunk, input} = found
      for (const {member, value, start, end} of membersSet(found)) {
        const place = hunk.place(start, end)
        if (!isAdded(input, hunk, {start, end})) continue
        if (/\bargs\[0\]/.test(value) && !isTested(text)) {
          report('value', [name, member], {symbol: name, place})
        } else if (
          member.startsWith('kvm->') &&
          !/created_vcpus|kvm_vm_has_ran_once|online_vcpus|_lock\b|->lock\b|_request/.test(text)
        ) {
          report('late', [name, member], {symbol: name, place})
        }
        break
      }
    }
  },
  examples: [
    {
      name: 'any value, at any time',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		kvm->arch.bell_mode = cap->args[0];
+		r = 0;
+		break;
+	case KVM_CAP_ROPE:
+		r = -EINVAL;
+		if (cap->args[0] & ~1)
+			break;
+		kvm->arch.rope = cap->args[0];
+		r = 0;
+		break;
 	default:
`,
      },
      expected: [
        'arch/x86/kvm/x86.c:3:3: info: Is every value of `args[0]` of `KVM_CAP_BELL` valid that goes into `kvm->arch.bell_mode`, also where userspace sets bits that no kernel knows yet?',
        'arch/x86/kvm/x86.c:10:3: info: What becomes of vCPUs that exist, or run, when `KVM_CAP_ROPE` changes `kvm->arch.rope`: is a test of `created_vcpus` under `kvm->lock` missing?',
      ],
    },
    {
      name: 'known values, before there are vCPUs',
      files: {
        'arch/x86/kvm/x86.c': `@@ int kvm_vm_ioctl_enable_cap(struct kvm *kvm,
 		break;
+	case KVM_CAP_BELL:
+		r = -EINVAL;
+		if (cap->args[0] & ~KVM_BELL_VALID_BITS)
+			break;
+		mutex_lock(&kvm->lock);
+		if (!kvm->created_vcpus) {
+			kvm->arch.bell = cap->args[0];
+			r = 0;
+		}
+		mutex_unlock(&kvm->lock);
+		break;
 	default:
`,
      },
      expected: [],
    },
  ],
})

interface MemberSet {
  /** `kvm->arch.rope`. */
  readonly member: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Members of the VM or the vCPU that the case assigns, or whose bit it sets. */
function membersSet({statements, hunk}: CapabilityCase): readonly MemberSet[] {
  const written = ({start, end}: {readonly start: number; readonly end: number}): string =>
    hunk.view.text.slice(start, end).replaceAll(/\s+/g, ' ')
  return statements.flatMap(expressionsOf).flatMap((expression): MemberSet[] => {
    const set = assigned(expression)
    if (!set) return []
    const member = written(set.member).replace(/^&/, '')
    if (!/^(?:kvm|vcpu)->/.test(member)) return []
    return [{member, value: written(set.value), start: expression.start, end: expression.end}]
  })
}

function assigned(expression: Expression): {readonly member: Expression; readonly value: Expression} | undefined {
  if (expression.kind === 'binary' && /^\|?=$/.test(expression.operator))
    return {member: expression.left, value: expression.right}
  if (expression.kind !== 'call' || expression.callee.kind !== 'name') return undefined
  const [first, second] = expression.arguments
  if (!first || !second) return undefined
  if (/^_*set_bit$/.test(expression.callee.name)) return {member: second, value: first}
  return expression.callee.name === 'WRITE_ONCE' ? {member: first, value: second} : undefined
}

/** A comparison, a mask, a function that gets it. */
function isTested(text: string): boolean {
  return /\bargs\[0\] (?:&|[<>!=]=|[<>])|!(?:!)?cap->args\[0\]|\bif \((?:cap->)?args\[0\]|\(cap->args\[0\]|[,(] ?cap[,)]/.test(
    text,
  )
}
