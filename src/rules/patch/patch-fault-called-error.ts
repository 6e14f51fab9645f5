/** A page that is not there is a fault, which is ordinary; an error is when something is broken. */

import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches} from './support/documents.ts'

export const patchFaultCalledError = definePatchRule({
  id: 'patch-fault-called-error',
  scope: 'patch',
  severity: 'warning',
  summary: 'A fault is called a fault, and an error an error.',
  why: 'A fault is how memory is populated, and is resolved and retried. To a reader, a memory error is broken hardware (hwpoison), where the data is lost.',
  source: 'Documentation/mm/hwpoison.rst; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    error: (words) =>
      `Unexpected "${words}" for memory that is not accessible, expected "memory fault": nothing is broken`,
  },
  check(input, report) {
    for (const {match, place, block} of addedMatches(input, /\b(?:memory|page|mapping|translation)\s+errors?\b/gi)) {
      const whole = block.text
      if (brokenHardware.test(whole) || !aboutFaults.test(`${whole} ${input.patch.subject} ${block.section?.title}`))
        continue
      report('error', [match[0].replaceAll(/\s+/g, ' ')], {symbol: match[0], place})
    }
  },
  examples: [
    {
      name: 'a fault as an error',
      files: {
        'Documentation/virt/kvm/api.rst': `+KVM_EXIT_MEMORY_FAULT says that the vCPU had a memory error.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:1:48: warning: Unexpected "memory error" for memory that is not accessible, expected "memory fault": nothing is broken',
      ],
    },
    {
      name: 'hardware that is broken',
      files: {
        'Documentation/virt/kvm/api.rst': `+A memory fault on a page with an uncorrected memory error ends in a machine check.
`,
      },
      expected: [],
    },
  ],
})

const brokenHardware = /\b(?:hwpoison|poison\w*|machine check|MCE|ECC|uncorrect\w+|hardware|RAS|SEA|SEI)\b/i
const aboutFaults = /\bfault|_FAULT\b|not mapped|unmapped|missing/i
