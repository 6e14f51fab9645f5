/** An ioctl that the kernel serves has a section of its own. */

import {defineRule} from './define-rule.ts'
import {headerNames} from './support/headers.ts'

export const ioctlUndocumented = defineRule({
  id: 'ioctl-undocumented',
  scope: 'tree',
  severity: 'info',
  summary: 'An ioctl that the kernel serves has a section of its own.',
  why: 'An ioctl without a section has no promise: what it takes, what it returns and since when is only in the source.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    mentioned: (name) => `Unexpected mention of \`${name}\` without a section, expected a section that describes it`,
    absent: (name) => `Unexpected \`${name}\`, which the document never mentions, expected a section that describes it`,
  },
  check(input, report) {
    const mentions = new Map(input.document.mentions.toReversed().map((mention) => [mention.name, mention]))
    for (const {name, place} of headerNames(input, 'ioctls')) {
      const served = input.implementation?.ioctls.has(name) ?? true
      if (input.document.ioctls.has(name) || !served) continue
      const mention = mentions.get(name)
      const related = mention ? [{place: mention.place, message: 'mentioned here'}] : []
      report(mention ? 'mentioned' : 'absent', [name], {symbol: name, place, related})
    }
  },
  examples: [],
})
