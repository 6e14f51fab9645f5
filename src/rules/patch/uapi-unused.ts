/** What a uapi header defines, the kernel uses. */

import {newMacros, type PatchFacts} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const uapiUnused = defineSeriesRule({
  id: 'uapi-unused',
  scope: 'series',
  severity: 'info',
  summary: 'A constant of a uapi header is used by the code that comes with it.',
  why: 'What is released stays. A flag that the kernel never sets or tests is one that a program waits for in vain.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    unused: (name) => `Who uses \`${name}\`, which no code of these patches names: is it needed yet?`,
  },
  check({patches, complete}, report) {
    if (!complete || !patches.some(({code}) => code.some(({view}) => view.path.endsWith('.c')))) return
    const code = patches
      .flatMap(({view}) => view.hunks.filter(({path}) => isUse(path)).map(({text}) => text))
      .join('\n')
    // A name may be put together there.
    if (code.includes('##')) return
    for (const input of patches) {
      const macros = newMacros(input)
      const bodies = macros.map(({body}) => body).join('\n')
      for (const {name, place, ioctl, body, parameters} of macros) {
        if (ioctl || parameters || body === '' || !isOfInterface(name, input)) continue
        if (new RegExp(`\\b${name}\\b`).test(code) || new RegExp(`\\b${name}\\b`).test(bodies)) continue
        report('unused', [name], {symbol: name, place})
        break
      }
    }
  },
  examples: [
    {
      name: 'a flag that nobody looks at',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_BELL_LOUD (1 << 0)\n+#define KVM_BELL_LONG (1 << 1)\n',
        'virt/kvm/bell.c': `+static int kvm_ring_bell(struct kvm *kvm, u64 flags)
+{
+	return flags & KVM_BELL_LOUD ? kvm_ring_loud(kvm) : -EINVAL;
+}
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:9: info: Who uses `KVM_BELL_LONG`, which no code of these patches names: is it needed yet?',
      ],
    },
    {
      name: 'flags that are used, one by another name',
      files: {
        'include/uapi/linux/kvm.h':
          '+#define KVM_BELL_LOUD (1 << 0)\n+#define KVM_BELL_LONG (1 << 1)\n+#define KVM_BELL_BITS (KVM_BELL_LOUD | KVM_BELL_LONG)\n',
        'virt/kvm/bell.c': `+static int kvm_ring_bell(struct kvm *kvm, u64 flags)
+{
+	return flags & ~KVM_BELL_BITS ? -EINVAL : 0;
+}
`,
      },
      expected: [],
    },
  ],
})

/** Neither the document, nor what tests it, nor a copy of the header. */
const isUse = (path: string): boolean => /\.[chS]$/.test(path) && !/^(?:tools|Documentation)\/|\/uapi\//.test(path)

/** Registers and their parts are for userspace to name. */
function isOfInterface(name: string, {prefix}: PatchFacts): boolean {
  return name.startsWith(`${prefix}_`) && !/_CAP_|_REG_|_SHIFT$|_MASK$|_MAX$|_NR$|_NUM_/.test(name)
}
