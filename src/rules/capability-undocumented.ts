/** A capability that userspace can meet is named in the document. */

import {defineRule} from './define-rule.ts'
import {headerNames} from './support/headers.ts'

export const capabilityUndocumented = defineRule({
  id: 'capability-undocumented',
  scope: 'tree',
  severity: 'info',
  summary: 'A capability that userspace can meet is named in the document.',
  why: 'What is only in the header is a number: userspace cannot know what it means nor what to do.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    absent: (name) =>
      `Unexpected \`${name}\`, which the document never mentions, expected a description of the capability`,
  },
  check(input, report) {
    const mentioned = new Set(input.document.mentions.map(({name}) => name))
    for (const {name, place} of headerNames(input, 'capabilities')) {
      const live = input.implementation?.capabilities.has(name) ?? true
      if (!mentioned.has(name) && live) report('absent', [name], {symbol: name, place})
    }
  },
  examples: [],
})
