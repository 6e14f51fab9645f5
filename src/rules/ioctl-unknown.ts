/** An ioctl that the document names is one that a header defines. */

import {defineRule} from './define-rule.ts'
import {reportUndefined, undefinedMessages} from './support/report-undefined.ts'

export const ioctlUnknown = defineRule({
  id: 'ioctl-unknown',
  scope: 'tree',
  severity: 'error',
  summary: 'An ioctl that the document names is one that a header defines.',
  why: 'Userspace copies names out of the document; one that no header defines does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: undefinedMessages('ioctl'),
  check: (input, report) => reportUndefined(input, 'ioctl', report),
  examples: [],
})
