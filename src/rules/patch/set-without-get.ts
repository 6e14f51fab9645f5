/** State that userspace sets, it can read back. */

import {newIoctls} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {newSections} from './support/documents.ts'

export const setWithoutGet = defineSeriesRule({
  id: 'set-without-get',
  scope: 'series',
  severity: 'info',
  summary: 'State that an ioctl sets can be read for a migration.',
  why: 'A VM that is saved and restored loses what userspace cannot read.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 4: new state has support for save and restore',
  messages: {
    read: (ioctl, other) =>
      `How does userspace read what \`${ioctl}\` sets, for a migration or a reset (\`${other}\` is not there)?`,
  },
  check({patches}, report) {
    const shown = patches.flatMap(({view}) => view.hunks.map(({text}) => text)).join('\n')
    for (const {name, place, ioctl} of patches.flatMap(newIoctls)) {
      const other = name.replace(/_SET(?=_|\d|$)/, '_GET')
      if (other === name || ioctl.direction === 'in/out' || new RegExp(`\\b${other}\\b`).test(shown)) continue
      const section = patches.flatMap(newSections).find(({names}) => names.includes(name))
      report('read', [name, other], {
        symbol: name,
        place: section?.section.place ?? place,
        ...(section && {related: [{place, message: 'the definition'}]}),
      })
    }
  },
  examples: [
    {
      name: 'only set',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_SET_BELL _IOW(KVMIO, 0xd0, struct kvm_bell)\n'},
      expected: [
        'include/uapi/linux/kvm.h:1:9: info: How does userspace read what `KVM_SET_BELL` sets, for a migration or a reset (`KVM_GET_BELL` is not there)?',
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
