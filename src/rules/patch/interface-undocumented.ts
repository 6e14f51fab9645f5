/** A new interface comes with its document. */

import {isNameOf, newMacros} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {addedBlocks, newSections} from './support/documents.ts'

export const interfaceUndocumented = defineSeriesRule({
  id: 'interface-undocumented',
  scope: 'series',
  severity: 'warning',
  summary: 'A new ioctl, capability or exit is in the document.',
  why: 'What is not written down, programs find out by trying, and then rely on.',
  source: 'Documentation/virt/kvm/review-checklist.rst, point 3: new userspace APIs are documented in api.rst',
  messages: {
    absent: (name) => `Unexpected \`${name}\` without a word in the document, expected a section for it`,
  },
  check({patches, complete}, report) {
    const names = new RegExp(`^${patches[0]?.prefix}_(?:CAP|EXIT)_[A-Z]`)
    const text = patches
      .flatMap((input) => addedBlocks(input, ['title', 'field', 'prose', 'code', 'comment']))
      .map((block) => block.text)
      .join('\n')
    for (const input of patches) {
      // A part of a series may have its document elsewhere, unless it has a document of what else it adds.
      if (!complete && newSections(input).length === 0) continue
      for (const {name, place, body, ioctl, parameters} of newMacros(input)) {
        if (!isNameOf(name, input.prefix)) continue
        // A bit or a value of an exit's data is described with the exit.
        if (parameters || (!ioctl && !(names.test(name) && /^\d+$/.test(body)))) continue
        if (new RegExp(`\\b${name}\\b`).test(text) || isVariant(name, text)) continue
        report('absent', [name], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'a capability that the document does not have',
      files: {'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n'},
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected `KVM_CAP_BELL` without a word in the document, expected a section for it',
      ],
    },
    {
      name: 'a capability with its section',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_CAP_BELL 2\n',
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_BELL
+----------------
+
+:Architectures: all
+
+There is a bell.
`,
      },
      expected: [],
    },
    {
      name: 'an ioctl of another interface, which has another document',
      files: {'include/uapi/linux/bell.h': "+#define BELL_RING _IO('B', 1)\n"},
      expected: [],
    },
  ],
})

/** `KVM_(UN)REGISTER_X`, `KVM_CAP_X_*`: a name that stands for several. */
function isVariant(name: string, text: string): boolean {
  const wildcards = text.match(/\b[A-Z][A-Z0-9_]*(?=\*)/g) ?? []
  return (
    wildcards.some((start) => start.length > 8 && name.startsWith(start)) ||
    text.includes(name.replace(/_UN(?=REG)/, '_(UN)'))
  )
}
