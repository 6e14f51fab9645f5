/** One number that comes back can be what ioctl(2) returns. */

import {newIoctls, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const structSingleField = definePatchRule({
  id: 'struct-single-field',
  scope: 'patch',
  severity: 'info',
  summary: 'A struct that an ioctl fills in has more than one number in it.',
  why: 'A number that is never negative and fits into 31 bits can be returned, without a struct to be copied and laid out.',
  source: 'Documentation/virt/kvm/api.rst, KVM_CHECK_EXTENSION; review of KVM_STATS_GET_INFO, 2021',
  messages: {
    single: (struct, member, ioctl) => `Could \`${ioctl}\` return \`${member}\`, the only member of \`${struct}\`?`,
  },
  check(input, report) {
    const structs = newStructs(input)
    for (const {name, ioctl} of newIoctls(input)) {
      const struct = structs.find((item) => item.name === ioctl.argument)
      const [only, ...others] = struct?.type.fields ?? []
      if (!struct || !only || others.length > 0 || ioctl.direction !== 'out') continue
      if (only.type.kind !== 'integer' || /64/.test(only.type.name)) continue
      report('single', [struct.name, only.name ?? '', name], {symbol: struct.name, place: struct.place})
    }
  },
  examples: [
    {
      name: 'a count',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bells {
+	__u32 count;
+};
+#define KVM_COUNT_BELLS _IOR(KVMIO, 0xf0, struct kvm_bells)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:8: info: Could `KVM_COUNT_BELLS` return `count`, the only member of `struct kvm_bells`?',
      ],
    },
    {
      name: 'a count that is passed in, and one with room',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bells {
+	__u32 count;
+};
+struct kvm_ropes {
+	__u32 count;
+	__u32 flags;
+};
+#define KVM_HANG_BELLS _IOW(KVMIO, 0xf0, struct kvm_bells)
+#define KVM_COUNT_ROPES _IOR(KVMIO, 0xf1, struct kvm_ropes)
`,
      },
      expected: [],
    },
  ],
})
