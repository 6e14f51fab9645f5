/** An ioctl's number says which way its argument goes. */

import type {Call} from '../../read/c/index.ts'
import type {CodeHunk} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {callsIn, nameOfCall, sourceOf} from './support/code.ts'
import {copiesOf, handlersOf, isOfArgument, type UserCopy} from './support/handlers.ts'
import {newIoctls} from './support/headers.ts'

export const ioctlArgumentDirection = defineSeriesRule({
  id: 'ioctl-argument-direction',
  scope: 'series',
  severity: 'warning',
  summary: "A new ioctl's number says which way its argument goes.",
  why: 'strace, fuzzers and sanitizers believe the number: what it does not announce is memory that changes behind their back, and it cannot be put right later, since the direction is part of the number.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"; review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    copied: (ioctl, macro, wanted) =>
      `Unexpected copy to userspace of the argument of \`${ioctl}\`, which is \`${macro}\`, expected \`${wanted}\` or no copy`,
    taken: (ioctl, macro, wanted) =>
      `Unexpected copy from userspace of the argument of \`${ioctl}\`, which is \`${macro}\`, expected \`${wanted}\``,
    idle: (ioctl, macro, wanted) =>
      `Unexpected \`${macro}\` for \`${ioctl}\`, expected \`${wanted}\`: nothing is copied back to userspace`,
  },
  check({patches}, report) {
    for (const {name, place, ioctl} of patches.flatMap(newIoctls)) {
      if (ioctl.argument === undefined) continue
      const handlers = handlersOf(patches, name)
      const copies = handlers.flatMap(copiesOf).filter(isOfArgument)
      const out = copies.find(({direction}) => direction === 'out')
      const into = copies.find(({direction}) => direction === 'in')
      const at = ({code, call}: UserCopy) => code.hunk.place(call.start, call.end)
      const related = [{place, message: 'the number'}]
      if (out && ioctl.direction === 'in') {
        report('copied', [name, ioctl.macro, '_IOWR'], {symbol: name, place: at(out), related})
      } else if (into && ioctl.direction === 'out') {
        report('taken', [name, ioctl.macro, out ? '_IOWR' : '_IOW'], {symbol: name, place: at(into), related})
      } else if (
        into &&
        !out &&
        ioctl.direction === 'in/out' &&
        handlers.every(({body, hunk}) => body.complete && !passesArgument(body.statements.flatMap(callsIn), hunk))
      ) {
        report('idle', [name, ioctl.macro, '_IOW'], {symbol: name, place, related: [{place: at(into)}]})
      }
    }
  },
  examples: [
    {
      name: 'an input that is copied back',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell)\n',
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL: {
+		struct kvm_bell bell;
+
+		r = -EFAULT;
+		if (copy_from_user(&bell, argp, sizeof(bell)))
+			goto out;
+		r = kvm_ring_bell(kvm, &bell);
+		if (copy_to_user(argp, &bell, sizeof(bell)))
+			r = -EFAULT;
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [
        'virt/kvm/kvm_main.c:9:7: warning: Unexpected copy to userspace of the argument of `KVM_RING_BELL`, which is `_IOW`, expected `_IOWR` or no copy',
      ],
    },
    {
      name: 'in and out, as the number says',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOWR(KVMIO, 0xf0, struct kvm_bell)\n',
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL: {
+		struct kvm_bell bell;
+
+		r = -EFAULT;
+		if (copy_from_user(&bell, argp, sizeof(bell)))
+			goto out;
+		r = kvm_ring_bell(kvm, &bell);
+		if (copy_to_user(argp, &bell, sizeof(bell)))
+			r = -EFAULT;
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [],
    },
  ],
})

/** Whether another function than the copies themselves gets the argument's pointer and may copy back. */
function passesArgument(calls: readonly Call[], hunk: CodeHunk): boolean {
  return calls.some((call) => {
    const name = nameOfCall(call)
    if (name !== undefined && /^(?:copy_|get_user|put_user|v?memdup_user)/.test(name)) return false
    return call.arguments.some((argument) => /\bargp?\b/.test(sourceOf(hunk, argument)))
  })
}
