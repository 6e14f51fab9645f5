/** The size of an ioctl's argument fits into the ioctl's number. */

import {abis, layoutOf, type Resolve} from '../abi/index.ts'
import type {Field} from '../model/index.ts'
import type {Addition} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {headerNames, inHeaders} from './support/headers.ts'
import {typeText} from './support/struct-comparisons.ts'

/** Bytes: powerpc and mips have 13 bits for them, other architectures 14. */
const most = 8191

export const ioctlArgumentSize = defineRule({
  id: 'ioctl-argument-size',
  scope: 'addition',
  severity: 'warning',
  summary: "An ioctl's argument has no more bytes than the ioctl's number has room for.",
  why: 'The number holds the size of the argument in 13 bits on some architectures: what is larger changes the direction in the number, or does not compile.',
  source: 'Documentation/driver-api/ioctl.rst, "Command number definitions", data_type',
  messages: {
    size: (bytes, type, ioctl) =>
      `Unexpected ${bytes} bytes of \`${type}\`, the argument of \`${ioctl}\`, expected at most ${most}, or the address of a buffer`,
  },
  check(addition, report) {
    for (const {name, argument, place} of headerNames(addition.own, 'ioctls')) {
      const bytes = argument && largestSize({name: 'argument', type: argument, place}, addition)
      if (!argument || bytes === undefined || bytes <= most) continue
      report('size', [String(bytes), typeText(argument).trimEnd(), name], {symbol: name, place})
    }
  },
  examples: [
    {
      name: 'two pages in the argument itself',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bells {
+	__u64 tones[1024];
+};
+#define KVM_RING_BELLS _IOW(KVMIO, 0xf0, struct kvm_bells)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:4:9: warning: Unexpected 8192 bytes of `struct kvm_bells`, the argument of `KVM_RING_BELLS`, expected at most 8191, or the address of a buffer',
      ],
    },
    {
      name: 'an address of them, and as many as there is room for',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bells {
+	__u64 address;
+	__u64 count;
+};
+struct kvm_tones {
+	__u64 tones[1023];
+};
+#define KVM_RING_BELLS _IOW(KVMIO, 0xf0, struct kvm_bells)
+#define KVM_RING_TONES _IOW(KVMIO, 0xf1, struct kvm_tones)
`,
      },
      expected: [],
    },
  ],
})

/** On the ABIs where every type in it is known; `undefined` where it is on none. */
function largestSize(argument: Field, addition: Addition): number | undefined {
  const resolve: Resolve = {
    composite: (kind, name) => {
      const own = inHeaders(addition.own, 'structs', name)[0]?.item.type
      if (own) return own.kind === kind ? own : undefined
      const tree = addition.tree?.()
      return (tree ? inHeaders(tree, 'structs', name) : []).find(({item}) => item.type.kind === kind)?.item.type
    },
    typedef: () => undefined,
  }
  const sizes = abis.flatMap((abi) => {
    const result = layoutOf({kind: 'struct', name: undefined, fields: [argument]}, abi, resolve)
    return result.ok ? [result.layout.size] : []
  })
  return sizes.length > 0 ? Math.max(...sizes) : undefined
}
