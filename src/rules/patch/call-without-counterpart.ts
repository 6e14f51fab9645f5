/** What a new call does can be read back, or undone. */

import {newIoctls} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {newSections} from './support/documents.ts'

export const callWithoutCounterpart = defineSeriesRule({
  id: 'call-without-counterpart',
  scope: 'series',
  severity: 'info',
  summary: 'State that an ioctl sets can be read for a migration, and what it begins can be ended.',
  why: 'A VM that is saved and restored loses what userspace cannot read; and what cannot be undone lasts as long as the VM.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 4: new state has support for save and restore',
  messages: {
    read: (ioctl, other) =>
      `How does userspace read what \`${ioctl}\` sets, for a migration or a reset (\`${other}\` is not there)?`,
    undo: (ioctl, other) => `How is what \`${ioctl}\` does undone (\`${other}\` is not there)?`,
  },
  check({patches}, report) {
    const shown = patches.flatMap(({view}) => view.hunks.map(({text}) => text)).join('\n')
    for (const {name, place, ioctl} of patches.flatMap(newIoctls)) {
      const pair = pairs.find(([word]) => word.test(name))
      // A number that is set is a switch, which the program remembers.
      if (pair?.[1] === '_GET' && !ioctl.argument?.startsWith('struct ')) continue
      const other = pair && name.replace(pair[0], pair[1])
      if (!pair || !other || ioctl.direction === 'in/out' || new RegExp(`\\b${other}\\b`).test(shown)) continue
      const section = patches.flatMap(newSections).find(({names}) => names.includes(name))
      report(pair[1] === '_GET' ? 'read' : 'undo', [name, other], {
        symbol: name,
        place: section?.section.place ?? place,
        ...(section && {related: [{place, message: 'the definition'}]}),
      })
    }
  },
  examples: [
    {
      name: 'only set',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_SET_BELL _IOW(KVMIO, 0xd0, struct kvm_bell)
+#define KVM_REGISTER_BELL _IOW(KVMIO, 0xd1, struct kvm_bell)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: How does userspace read what `KVM_SET_BELL` sets, for a migration or a reset (`KVM_GET_BELL` is not there)?',
        'include/uapi/linux/kvm.h:2:9: info: How is what `KVM_REGISTER_BELL` does undone (`KVM_UNREGISTER_BELL` is not there)?',
      ],
    },
    {
      name: 'both',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_SET_BELL _IOW(KVMIO, 0xd0, struct kvm_bell)
+#define KVM_GET_BELL _IOR(KVMIO, 0xd1, struct kvm_bell)
`,
      },
      expected: [],
    },
  ],
})

/** A word of a name, and that of the call that answers it. */
const pairs: readonly (readonly [RegExp, string])[] = [
  [/_SET(?=_|\d|$)/, '_GET'],
  [/_REGISTER(?=_|$)/, '_UNREGISTER'],
  [/_ASSIGN(?=_|$)/, '_DEASSIGN'],
  [/_MAP(?=_|$)/, '_UNMAP'],
  [/_START(?=_|$)/, '_STOP'],
  [/_ENABLE(?=_|$)/, '_DISABLE'],
  [/_PIN(?=_|$)/, '_UNPIN'],
]
