/** What userspace passes, and what it gets at an exit, can grow. */

import type {CompositeType} from '../../model/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'
import {scalarType} from './support/handlers.ts'
import {membersWithin, newExitData, newIoctls, newStructs} from './support/headers.ts'

export const structNotExtensible = definePatchRule({
  id: 'struct-not-extensible',
  scope: 'patch',
  severity: 'warning',
  summary: "A new ioctl's argument, and a new exit's data, have flags or room.",
  why: 'Programs keep the size of a struct for ever; without room, the next member is a new ioctl, and another name for the same thing.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; review of KVM_SET_MEM_FAULT_NOWAIT, 2023',
  messages: {
    scalar: (ioctl, type) =>
      `Unexpected \`${type}\` as the argument of \`${ioctl}\`, expected a struct with flags, or room for more`,
    closed: (struct) => `Unexpected lack of room in \`${struct}\`, expected flags, a size or reserved members`,
  },
  check(input, report) {
    const structs = newStructs(input)
    for (const {name, place, ioctl} of newIoctls(input)) {
      const argument = ioctl.argument
      if (argument === undefined || ioctl.direction === 'out') continue
      if (scalarType.test(argument) && ioctl.direction !== 'none')
        report('scalar', [name, argument], {symbol: name, place})
      const struct = structs.find((item) => item.name === argument)
      if (struct && !canGrow(struct.type)) report('closed', [struct.name], {symbol: struct.name, place: struct.place})
    }
    for (const {name, type, place} of newExitData(input)) {
      if (!canGrow(type)) report('closed', [name], {symbol: `kvm_run.${name}`, place})
    }
  },
  examples: [
    {
      name: 'an argument that is a number, and a struct without room',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 tone;
+};
+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell)
+#define KVM_SET_LOUD _IOW(KVMIO, 0xf1, __u8)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:8: warning: Unexpected lack of room in `struct kvm_bell`, expected flags, a size or reserved members',
        'include/uapi/linux/kvm.h:5:9: warning: Unexpected `__u8` as the argument of `KVM_SET_LOUD`, expected a struct with flags, or room for more',
      ],
    },
    {
      name: 'a struct with flags, and one that userspace gets',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 tone;
+	__u64 flags;
+};
+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell)
+#define KVM_GET_LOUD _IOR(KVMIO, 0xf1, __u8)
`,
      },
      expected: [],
    },
  ],
})

/** Flags, a size, a version, an operation code, spare room, or an array at the end whose length is said. */
function canGrow(type: CompositeType): boolean {
  return membersWithin(type).some(
    ({field}) =>
      isPadding(field.name) ||
      field.type.kind === 'flexible-array' ||
      /(?:^|_)(?:flags?|size|argsz|version|type|attr|op|cmd|id|subtype|reason)$/.test(field.name ?? ''),
  )
}
