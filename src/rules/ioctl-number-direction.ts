/** `_IOW`, `_IOR` or `_IOWR` of a new ioctl is the direction that its handler copies in, and that the document says. */

import type {ArgumentCopies, Direction, Place} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {headerNames} from './support/headers.ts'

const copiedBack = `@@ static long kvm_vm_ioctl(struct file *filp,
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
`

export const ioctlNumberDirection = defineRule({
  id: 'ioctl-number-direction',
  scope: 'addition',
  severity: 'warning',
  summary:
    '`_IOW`, `_IOR` or `_IOWR` of a new ioctl is the direction that its handler copies in, and that the document says.',
  why: 'Tools such as strace and sanitizers take from the number which memory is read and which is written; once released, it stays.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions"',
  messages: {
    direction: (macro, ioctl, documented, expected) =>
      `Unexpected \`${macro}\` of \`${ioctl}\`, whose parameter is \`${documented}\` in the document, expected \`${expected}\``,
    copied: (macro, ioctl, expected) =>
      `Unexpected copy to userspace of the argument of \`${ioctl}\`, which is \`${macro}\`, expected \`${expected}\` or no copy`,
    taken: (macro, ioctl, expected) =>
      `Unexpected copy from userspace of the argument of \`${ioctl}\`, which is \`${macro}\`, expected \`${expected}\``,
    idle: (macro, ioctl, expected) =>
      `Unexpected \`${macro}\` for \`${ioctl}\`, expected \`${expected}\`: nothing is copied back to userspace`,
  },
  check({own, implementation}, report) {
    for (const {name, direction, place} of headerNames(own, 'ioctls')) {
      const [copies] = implementation.copies.named(name)
      const copied = direction && copies && wrongCopy(direction, copies)
      if (copied) {
        const {message, at = place, expected} = copied
        const related = at === place ? [] : [{place, message: 'the number'}]
        report(message, [macros[direction], name, macros[expected]], {symbol: name, place: at, related})
        continue
      }
      for (const {parameter} of own.document.ioctls.named(name)) {
        if (!direction || !parameter?.direction || direction === parameter.direction) continue
        // `_IO` takes a value, which goes in; and what is read may hold an address that is written to.
        if (direction === 'none' && parameter.struct === undefined) continue
        if (direction === 'in' && parameter.direction === 'in/out') continue
        report('direction', [macros[direction], name, parameter.direction, macros[parameter.direction]], {
          symbol: name,
          place,
          related: [{place: parameter.place, message: 'the parameter in the document'}],
        })
      }
    }
  },
  examples: [
    {
      name: 'an argument that is only read',
      version: version({
        sections: [ioctlSection({parameter: {type: 'u32', direction: 'in'}})],
        capabilities: [{name: 'KVM_CAP_DO', number: 1}],
        ioctls: [{name: 'KVM_DO', macro: '_IOWR', number: 1, argument: '__u32'}],
      }),
      expected: [
        'example@v1/kvm.h:4:9: warning: Unexpected `_IOWR` of `KVM_DO`, whose parameter is `in` in the document, expected `_IOW`',
      ],
    },
    {
      name: 'a value, and a struct with the address of a buffer',
      version: version({
        sections: [
          ioctlSection({parameter: {type: 'unsigned long', name: 'id', direction: 'in'}}),
          ioctlSection({
            name: 'KVM_GET_DONE',
            number: {chapter: 4, number: 2},
            parameter: {type: 'struct kvm_done', direction: 'in/out'},
          }),
        ],
        capabilities: [{name: 'KVM_CAP_DO', number: 1}],
        structs: [{name: 'kvm_done', members: [{name: 'buffer', type: '__u64'}]}],
        ioctls: [
          {name: 'KVM_DO', macro: '_IO', number: 1},
          {name: 'KVM_GET_DONE', macro: '_IOW', number: 2, argument: 'struct kvm_done'},
        ],
      }),
      expected: [],
    },
    {
      name: 'one that is read and written',
      version: version({
        sections: [ioctlSection({parameter: {type: 'u32', direction: 'in/out'}})],
        capabilities: [{name: 'KVM_CAP_DO', number: 1}],
        ioctls: [{name: 'KVM_DO', macro: '_IOWR', number: 1, argument: '__u32'}],
      }),
      expected: [],
    },
    {
      name: 'an input that is copied back',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell)\n',
        'virt/kvm/kvm_main.c': copiedBack,
      },
      expected: [
        'virt/kvm/kvm_main.c:9:7: warning: Unexpected copy to userspace of the argument of `KVM_RING_BELL`, which is `_IOW`, expected `_IOWR` or no copy',
      ],
    },
    {
      name: 'in and out, as the number says',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOWR(KVMIO, 0xf0, struct kvm_bell)\n',
        'virt/kvm/kvm_main.c': copiedBack,
      },
      expected: [],
    },
  ],
})

/** The names are from the side of userspace: `_IOW` writes to the kernel. */
const macros: Readonly<Record<Direction, string>> = {none: '_IO', in: '_IOW', out: '_IOR', 'in/out': '_IOWR'}

interface WrongCopy {
  readonly message: 'copied' | 'taken' | 'idle'
  /** `undefined`: no copy, but the number. */
  readonly at: Place | undefined
  readonly expected: Direction
}

function wrongCopy(
  direction: Direction,
  {fromUserspace, toUserspace, complete}: ArgumentCopies,
): WrongCopy | undefined {
  if (direction === 'in' && toUserspace) return {message: 'copied', at: toUserspace, expected: 'in/out'}
  if (direction === 'out' && fromUserspace) {
    return {message: 'taken', at: fromUserspace, expected: toUserspace ? 'in/out' : 'in'}
  }
  const isIdle = direction === 'in/out' && fromUserspace && !toUserspace && complete
  return isIdle ? {message: 'idle', at: undefined, expected: 'in'} : undefined
}
