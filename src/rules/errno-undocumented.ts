/** An errno that a new handler returns is one that the document names. */

import type {AddedErrnos, DocumentText} from '../model/index.ts'
import type {Addition} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'
import {exitProse, proseOf} from './support/texts.ts'

/** Hunks of a handler that begins with a statement. */
const handler = (statement: string): string => `@@ static long kvm_vm_ioctl(struct file *filp,
+static int kvm_ring_bell(struct kvm *kvm)
+{
+	${statement}
+	return 0;
+}
@@ -20,2 +30,5 @@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(kvm);
+		break;
 	case KVM_CHECK_EXTENSION:
`

const fails = exitBehaviour({exit: {...exitBehaviour().exit, errnos: ['EFAULT']}})

export const errnoUndocumented = defineRule({
  id: 'errno-undocumented',
  scope: 'addition',
  severity: 'warning',
  summary: 'An errno that a new handler returns is one that the document names.',
  why: 'Userspace decides by errno whether to go on: an error that it was not told of is taken for a bug, or for another one.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    ioctl: (errno, ioctl) =>
      `Unexpected \`${errno}\` from \`${ioctl}\`, expected its section to say when it is returned`,
    exit: (errno, exit) =>
      `Unexpected \`${errno}\` from \`KVM_RUN\` with \`${exit}\`, expected its description to name it`,
  },
  check(addition, report) {
    for (const item of addition.implementation.errnos) {
      const isExit = item.name.startsWith(`${addition.own.prefix}_EXIT_`)
      // Where there is a tree, `errno-unnamed` reads the whole handler, and the whole section.
      if (!isExit && !addition.version && addition.tree) continue
      const texts = textsOf(addition, item)
      const named = addition.own.document.ioctls.named(item.name).flatMap(({errnos}) => errnos)
      if (texts.length === 0) continue
      // A section that says no more than that -1 is an error says what libc does; one that names errors names them all.
      // And an errno from deep down may be replaced on its way, where not all of the way is in sight.
      if (!isExit && !addition.version && (named.length === 0 || !item.complete)) continue
      const said = new Set(named.map((errno) => errno.name))
      for (const {name, place} of item.errnos) {
        if (said.has(name) || (!isExit && general.has(name))) continue
        if (texts.some(({text}) => new RegExp(`\\b${name}\\b`).test(text))) continue
        report(isExit ? 'exit' : 'ioctl', [name, item.name], {
          symbol: item.name,
          place: named.at(-1)?.place ?? texts[0]?.placeAt(0, texts[0].text.length) ?? place,
          related: [{place}],
        })
      }
    }
  },
  examples: [
    {
      name: 'an exit that comes with an error',
      version: exitVersion('KVM did, with KVM_CAP_DO. :member[flags] is 0.\n', {behaviour: fails}),
      expected: [
        'example@v1/api.rst:17:1: warning: Unexpected `EFAULT` from `KVM_RUN` with `KVM_EXIT_DO`, expected its description to name it',
      ],
    },
    {
      name: 'the same, said',
      version: exitVersion('KVM did, with KVM_CAP_DO, and KVM_RUN fails with EFAULT. :member[flags] is 0.\n', {
        behaviour: fails,
      }),
      expected: [],
    },
    {
      name: 'an ioctl of which one error is named and another returned',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.200 KVM_RING_BELL
+--------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: none
+:Returns: 0 on success, -EBUSY if it rings
+
+Rings the bell.
`,
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IO(KVMIO, 0xf0)\n',
        'virt/kvm/kvm_main.c': handler('if (!kvm->bell)\n+\t\treturn -ENODEV;'),
      },
      expected: [
        'Documentation/virt/kvm/api.rst:8:26: warning: Unexpected `ENODEV` from `KVM_RING_BELL`, expected its section to say when it is returned',
      ],
    },
    {
      name: 'an ioctl that returns what its section names',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.200 KVM_RING_BELL
+--------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: none
+:Returns: 0 on success, -EBUSY if it rings
+
+Rings the bell.
`,
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IO(KVMIO, 0xf0)\n',
        'virt/kvm/kvm_main.c': handler('if (kvm->rings)\n+\t\treturn -EBUSY;'),
      },
      expected: [],
    },
  ],
})

/** Of any ioctl: copies and allocations fail with them, and what is in front of the handler. */
const general = new Set(['EFAULT', 'EINTR', 'ENOMEM', 'EIO', 'EBADF', 'ENOTTY', 'ENOIOCTLCMD'])

function textsOf(addition: Addition, item: AddedErrnos): readonly DocumentText[] {
  const section = addition.own.document.ioctls.named(item.name)[0]?.section
  if (section === undefined) return exitProse(addition, item)
  return proseOf(addition).filter((text) => text.section === section)
}
