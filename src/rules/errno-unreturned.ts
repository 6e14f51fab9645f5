/** An errno that a new ioctl's section promises is one that its handler returns, where patches show all of both. */

import type {Addition} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'

const files = (returns: string) => ({
  'Documentation/virt/kvm/api.rst': `+4.200 KVM_RING_BELL
+--------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: none
+:Returns: ${returns}
+
+Rings the bell.
`,
  'include/uapi/linux/kvm.h': `+#define KVM_RING_BELL _IO(KVMIO, 0xf0)\n`,
  'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
+static int kvm_ring_bell(struct kvm *kvm)
+{
+	if (kvm->rings)
+		return -EBUSY;
+	kvm->rings = true;
+	return 0;
+}
@@ -20,2 +30,5 @@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	case KVM_CHECK_EXTENSION:
`,
})

export const errnoUnreturned = defineRule({
  id: 'errno-unreturned',
  scope: 'addition',
  severity: 'warning',
  summary: 'An errno that a new section promises is one that the new handler returns.',
  why: 'A program that waits for the documented error never sees it, and takes the real one for something else.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    never: (errno, ioctl, returned) =>
      `Unexpected \`${errno}\` from \`${ioctl}\`, expected one of ${returned}, which its handler returns`,
    none: (errno, ioctl) => `Unexpected \`${errno}\` from \`${ioctl}\`, whose handler returns no error of its own`,
  },
  check(addition, report) {
    // Where there is a tree, `errno` reads the whole handler.
    if (addition.tree) return
    for (const {name, errnos, complete} of addition.implementation.errnos) {
      if (!complete) continue
      const returned = new Set(errnos.map((errno) => errno.name))
      for (const promised of promisedErrnos(addition, name)) {
        if (general.has(promised.name) || returned.has(promised.name)) continue
        const own = [...returned].filter((errno) => !general.has(errno)).map((errno) => `\`${errno}\``)
        report(own.length > 0 ? 'never' : 'none', [promised.name, name, own.join(', ')], {
          symbol: name,
          place: promised.place,
          related: errnos.slice(0, 3).map(({place}) => ({place})),
        })
      }
    }
  },
  examples: [
    {
      name: 'an error that the handler never returns',
      files: files('0 on success, -EPERM if it rings'),
      expected: [
        'Documentation/virt/kvm/api.rst:8:26: warning: Unexpected `EPERM` from `KVM_RING_BELL`, expected one of `EBUSY`, which its handler returns',
      ],
    },
    {
      name: 'the one it returns, and one that any copy returns',
      files: files('0 on success, -EBUSY if it rings, -EFAULT if the argument cannot be read'),
      expected: [],
    },
  ],
})

/** Returned before a handler is reached, or by any copy from and to userspace. */
const general = new Set(['EBADF', 'ENOTTY', 'EFAULT', 'EINTR', 'EIO'])

const promisedErrnos = ({own}: Addition, ioctl: string) =>
  own.document.ioctls.named(ioctl).flatMap(({errnos}) => errnos)
