/** Types in a document are those of the header. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const kernelTypeInDoc = definePatchRule({
  id: 'kernel-type-in-doc',
  scope: 'patch',
  severity: 'info',
  summary: 'A type in a document is one that userspace has.',
  why: "Userspace includes linux/types.h and finds `__u64` there; `u64` is the kernel's own, and `ulong` has another size on each machine.",
  source: 'Documentation/driver-api/ioctl.rst, "Structure layout"; review of KVM_GET_STATS_FD, 2021',
  messages: {
    type: (type, exported) => `Is \`${type}\`, which userspace does not have, \`${exported}\`?`,
  },
  check(input, report) {
    for (const {match, place} of addedMatches(input, /(?<![\w-])(?:[us](?:8|16|32|64)|ulong)(?![\w-])/g, ['prose'])) {
      report('type', [match[0], exported(match[0])], {symbol: match[0], place})
    }
  },
  examples: [
    {
      name: "the kernel's own type",
      files: {'Documentation/virt/kvm/api.rst': '+The size is the number of values (u64) that follow.\n'},
      expected: ['Documentation/virt/kvm/api.rst:1:35: info: Is `u64`, which userspace does not have, `__u64`?'],
    },
    {
      name: 'the type of the header',
      files: {'Documentation/virt/kvm/api.rst': '+The size is the number of values (__u64) that follow.\n'},
      expected: [],
    },
  ],
})

const exported = (type: string): string => (type === 'ulong' ? 'unsigned long' : `__${type}`)
