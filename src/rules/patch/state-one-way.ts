/** What a program sets, another has to get when the guest moves. */

import {newIoctls} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'

export const stateOneWay = defineSeriesRule({
  id: 'state-one-way',
  scope: 'series',
  severity: 'info',
  summary: 'State that an ioctl sets can be read back.',
  why: 'A guest that is migrated takes with it what userspace can read; and a guest may have changed what was set.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 4: new state must have save and restore',
  messages: {
    set: (name, other) =>
      `How does a program that migrates a guest read what \`${name}\` has set: is \`${other}\` missing?`,
  },
  check({patches}, report) {
    const headers = patches.flatMap((input) => input.headers.map(({view}) => view.text)).join('\n')
    for (const input of patches) {
      for (const {name, place, ioctl} of newIoctls(input)) {
        const other = name.replace(/_SET_/, '_GET_')
        // A number that is set is a switch, which the program remembers.
        if (
          other === name ||
          ioctl.direction === 'out' ||
          !ioctl.argument?.startsWith('struct ') ||
          new RegExp(`\\b${other}`).test(headers)
        )
          continue
        report('set', [name, other], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'set, and never read',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_SET_BELL _IOW(KVMIO, 0xd9, struct kvm_bell)\n',
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: How does a program that migrates a guest read what `KVM_SET_BELL` has set: is `KVM_GET_BELL` missing?',
      ],
    },
    {
      name: 'set and read',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_GET_BELL _IOR(KVMIO, 0xd8, struct kvm_bell)
+#define KVM_SET_BELL _IOW(KVMIO, 0xd9, struct kvm_bell)
`,
      },
      expected: [],
    },
  ],
})
