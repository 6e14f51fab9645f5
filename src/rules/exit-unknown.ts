/** An exit reason that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const exitUnknown = defineRule({
  id: 'exit-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'An exit reason that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('exit reason'),
  check: (input, report) => reportUndefined(input, 'exit', report),
  examples: [],
})
