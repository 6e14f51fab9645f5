/** A capability that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const capabilityUnknown = defineRule({
  id: 'capability-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'A capability that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('capability'),
  check: (input, report) => reportUndefined(input, 'capability', report),
  examples: [],
})
