/** What switches one behaviour on is a capability to be enabled, not an ioctl. */

import {
  calledFunction,
  callsIn,
  expressionsOf,
  handlersOf,
  type InCode,
  newIoctls,
  scalarType,
  statementsOf,
} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const preferEnableCap = defineSeriesRule({
  id: 'prefer-enable-cap',
  scope: 'series',
  severity: 'warning',
  summary: 'An ioctl does more than to set one member to its argument.',
  why: 'KVM_ENABLE_CAP exists for that: it has flags and four arguments, it is one entry for sandboxes to filter, and the capability has to be there anyway.',
  source: 'Documentation/virt/kvm/api.rst, "KVM_ENABLE_CAP"; review of KVM_SET_MEM_FAULT_NOWAIT, 2023',
  messages: {
    sets: (ioctl, member) =>
      `Unexpected ioctl \`${ioctl}\` that only sets \`${member}\`, expected \`KVM_ENABLE_CAP\` to do so`,
  },
  check({patches}, report) {
    for (const {name, place, ioctl} of patches.flatMap(newIoctls)) {
      if (ioctl.argument === undefined || !scalarType.test(ioctl.argument)) continue
      for (const handler of handlersOf(patches, name)) {
        const functions = handler.body.statements
          .flatMap(callsIn)
          .flatMap((call) => calledFunction(patches, call) ?? [])
        const member = functions.map(onlyAssignment).find((found) => found !== undefined)
        if (member === undefined) continue
        const label = handler.body.labels.find((one) => one.name === name)
        report('sets', [name, member], {symbol: name, place, related: label ? [{place: label.place}] : []})
        break
      }
    }
  },
  examples: [
    {
      name: 'a switch',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_SET_LOUD _IOW(KVMIO, 0xf0, __u32)\n',
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_other(struct kvm *kvm)
+static int kvm_vm_ioctl_set_loud(struct kvm *kvm, u32 loud)
+{
+	if (!kvm->has_bell)
+		return -EINVAL;
+	kvm->loud = loud;
+	return 0;
+}
+
@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_SET_LOUD:
+		r = kvm_vm_ioctl_set_loud(kvm, arg);
+		break;
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected ioctl `KVM_SET_LOUD` that only sets `loud`, expected `KVM_ENABLE_CAP` to do so',
      ],
    },
    {
      name: 'an ioctl that acts',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_SET_LOUD _IOW(KVMIO, 0xf0, __u32)\n',
        'virt/kvm/kvm_main.c': `@@ static int kvm_vm_ioctl_other(struct kvm *kvm)
+static int kvm_vm_ioctl_set_loud(struct kvm *kvm, u32 loud)
+{
+	kvm->loud = loud;
+	return kvm_ring_bell(kvm);
+}
+
@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_SET_LOUD:
+		r = kvm_vm_ioctl_set_loud(kvm, arg);
+		break;
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [],
    },
  ],
})

/** Locks, and questions whether it may be done, are no effect. */
const harmless = /lock|check_extension|mutex|READ_ONCE|WRITE_ONCE|likely|WARN/

/** The member that the function sets to one of its parameters, where it has no other effect. */
function onlyAssignment({piece}: InCode): string | undefined {
  const names = new Set(piece.parameters.map(({name}) => name))
  const members: string[] = []
  for (const expression of expressionsOf(piece.body)) {
    if (expression.kind === 'call' && !(expression.callee.kind === 'name' && harmless.test(expression.callee.name)))
      return undefined
    if (expression.kind !== 'binary' || !/^[-+|&^]?=$/.test(expression.operator)) continue
    const {left, right} = expression
    if (left.kind !== 'member') continue
    if (right.kind !== 'name' || !names.has(right.name)) return undefined
    members.push(left.name)
  }
  const loops = statementsOf(piece.body).some(({kind}) => kind === 'loop' || kind === 'unread')
  return members.length === 1 && !loops ? members[0] : undefined
}
