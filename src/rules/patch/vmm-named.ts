/** The document speaks of userspace, not of one program. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const vmmNamed = definePatchRule({
  id: 'vmm-named',
  scope: 'patch',
  severity: 'warning',
  summary: 'What userspace does is said of userspace, not of one program.',
  why: 'The interface is for every program that uses KVM. What is said of one of them leaves the others to guess.',
  source:
    'The tags of Documentation/virt/kvm/api.rst, which know userspace alone; review of KVM_S390_NORMAL_RESET, 2019',
  messages: {
    named: (name) => `Unexpected \`${name}\`, expected "userspace": the document is for every program that uses it`,
  },
  check(input, report) {
    for (const {match, place, sentence} of addedMatches(input, programs)) {
      if (isExample(sentence, match[0])) continue
      report('named', [match[0]], {symbol: match[0], place})
    }
  },
  examples: [
    {
      name: 'a program that stands for all',
      files: {
        'Documentation/virt/kvm/api.rst': `+This ioctl resets the registers that QEMU cannot reach by itself.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:38: warning: Unexpected `QEMU`, expected "userspace": the document is for every program that uses it',
      ],
    },
    {
      name: 'a program as an example, and one in a link',
      files: {
        'Documentation/virt/kvm/api.rst': `+Userspace, e.g. QEMU, resets them. See also https://www.qemu.org/docs.
`,
      },
      expected: [],
    },
  ],
})

const programs = /(?<![\w./-])(?:QEMU|qemu|Qemu|kvmtool|lkvm|crosvm|Firecracker|Cloud Hypervisor)(?![\w./-]*[\w/])/g

function isExample(sentence: string, name: string): boolean {
  const before = sentence.slice(0, sentence.indexOf(name))
  return /(?:e\.g\.|such as|for example|for instance|like|including|as in|\bby|\bwith|see|in)[\s,:(]*(?:the\s+)?$/i.test(
    before,
  )
}
