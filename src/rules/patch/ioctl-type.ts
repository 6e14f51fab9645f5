/** An ioctl is issued on the file descriptor that its section names. */

import type {Descriptor} from '../../model/index.ts'
import {casesIn, parseDescriptors, piecesOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const ioctlType = defineSeriesRule({
  id: 'ioctl-type',
  scope: 'series',
  severity: 'error',
  summary: 'A new ioctl is served on the file descriptor that its section names.',
  why: 'On any other file descriptor the ioctl fails with ENOTTY, which a program takes for a kernel without it.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Type:`; review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    other: (type, ioctl, served) =>
      `Unexpected \`${type}\` for \`${ioctl}\`, expected \`${served} ioctl\`, where it is served`,
  },
  check({patches}, report) {
    const served = patches.flatMap((input) =>
      [...piecesOf(input)].flatMap((code) => {
        const descriptor = descriptorOf(code.piece.functionName)
        if (!descriptor) return []
        return casesIn(input, code).flatMap(({labels}) =>
          labels.filter(({added}) => added).map(({name, place}) => ({name, place, descriptor})),
        )
      }),
    )
    for (const section of patches.flatMap(newSections)) {
      const type = fieldOf(section, 'type')
      const named = type && parseDescriptors(type.text)
      for (const ioctl of section.names) {
        const places = served.filter(({name}) => name === ioctl)
        if (!type || !named || places.length === 0 || places.some(({descriptor}) => named.includes(descriptor)))
          continue
        const descriptors = [...new Set(places.map(({descriptor}) => descriptor))].join(', ')
        const related = places.map(({place, descriptor}) => ({place, message: `the ${descriptor} ioctl`}))
        report('other', [type.text, ioctl, descriptors], {symbol: ioctl, place: type.place, related})
      }
    }
  },
  examples: [
    {
      name: 'a vm ioctl that is called a vcpu ioctl',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vcpu ioctl
+:Returns: 0
+
+Rings the bell.
+
`,
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		r = 0;
 		break;
 	}
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: error: Unexpected `vcpu ioctl` for `KVM_RING_BELL`, expected `vm ioctl`, where it is served',
      ],
    },
    {
      name: 'served on both, one of which the document names',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.1 KVM_RING_BELL
+-----------------
+
+:Type: vm ioctl, vcpu ioctl
+:Returns: 0
+
+Rings the bell.
+
`,
        'virt/kvm/kvm_main.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [],
    },
  ],
})

/** Dispatchers of virt/kvm/kvm_main.c and their hooks in the architectures. */
const dispatchers: readonly (readonly [RegExp, Descriptor])[] = [
  [/^kvm_(?:arch_)?vm_(?:compat_)?ioctl$/, 'vm'],
  [/^kvm_(?:arch_)?vcpu_(?:async_|compat_)?ioctl$/, 'vcpu'],
  [/^kvm_(?:arch_)?dev_ioctl$/, 'system'],
]

function descriptorOf(name: string | undefined): Descriptor | undefined {
  return name === undefined ? undefined : dispatchers.find(([pattern]) => pattern.test(name))?.[1]
}
