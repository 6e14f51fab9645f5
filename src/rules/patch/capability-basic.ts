/** A new ioctl comes with a capability that says that it is there. */

import {newMacros, type PatchFacts} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const capabilityBasic = definePatchRule({
  id: 'capability-basic',
  scope: 'patch',
  severity: 'warning',
  summary: "A new ioctl's section names a capability.",
  why: 'What is "basic" has been there since Linux 2.6.22. A program that cannot ask calls it and guesses what ENOTTY means.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3; Documentation/virt/kvm/api.rst, section 4',
  messages: {
    basic: (ioctl, field) =>
      `Unexpected \`:Capability: ${field}\` of the new \`${ioctl}\`, expected a capability: older kernels do not have it`,
    since: (ioctl, field) => `How does userspace find out that there is \`${ioctl}\`, with \`:Capability: ${field}\`?`,
  },
  check(input, report) {
    const defined = new Set(newMacros(input).map(({name}) => name))
    for (const section of newSections(input)) {
      const [name] = section.names
      const field = fieldOf(section, 'capability')
      if (name === undefined || !field || !fieldOf(section, 'type') || !none.test(field.text.trim())) continue
      const detail = {symbol: name, place: field.place}
      if (defined.has(name)) report('basic', [name, field.text], detail)
      // It may be old, and the section late.
      else if (!isOld(name, input)) report('since', [name, field.text], {...detail, severity: 'info'})
    }
  },
  examples: [
    {
      name: 'one that is defined beside it, and one that is not',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IO(KVMIO, 0xd0)\n',
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: basic
+:Type: vm ioctl
+
+Rings the bell.
+
+4.145 KVM_STOP_BELL
+-------------------
+
+:Capability: none
+:Type: vm ioctl
+
+Stops the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `:Capability: basic` of the new `KVM_RING_BELL`, expected a capability: older kernels do not have it',
        'Documentation/virt/kvm/api.rst:12:1: info: How does userspace find out that there is `KVM_STOP_BELL`, with `:Capability: none`?',
      ],
    },
    {
      name: 'with a capability',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IO(KVMIO, 0xd0)\n',
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: KVM_CAP_BELL
+:Type: vm ioctl
+
+Rings the basic bell.
`,
      },
      expected: [],
    },
  ],
})

const none = /^(?:basic|none|n\/a|-)?$/i

/** Whether the code had it before the patch. */
function isOld(name: string, {view}: PatchFacts): boolean {
  return view.hunks.some(
    ({path, hunk}) =>
      /\.[ch]$/.test(path) && hunk.lines.some(({kind, text}) => kind !== 'added' && text.includes(name)),
  )
}
