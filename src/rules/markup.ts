/** The document's markup is what docutils accepts. */

import {defineRule} from './define-rule.ts'
import {subjectIn} from './field-malformed.ts'
import {sectionAt} from './support/sections.ts'

export const markup = defineRule({
  id: 'markup',
  scope: 'tree',
  severity: 'warning',
  summary: "The document's markup is what docutils accepts.",
  why: 'Malformed markup is dropped or set as running text: a table that docutils cannot read is not in the page.',
  source: 'docutils, reStructuredText Markup Specification',
  messages: {
    problem: (message) => `Unexpected markup: ${message}`,
  },
  check(input, report) {
    for (const {message, severity, place} of input.document.problems) {
      const title = sectionAt(input, place)?.title
      report('problem', [message.replace(/\s+/g, ' ')], {
        symbol: title === undefined ? place.file : subjectIn(title, input.prefix),
        place,
        severity: severity === 'warning' ? 'warning' : 'error',
      })
    }
  },
  examples: [],
})
