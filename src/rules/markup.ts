/** The document's markup is what docutils accepts. */

import {defineRule} from './define-rule.ts'
import {subjectIn} from './field-malformed.ts'
import {exampleFiles, section} from './support/example.ts'
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
  examples: [
    {
      name: 'emphasis without an end',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}, 'It *never ends.'),
        header: '',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:4:4: warning: Unexpected markup: Inline emphasis start-string without end-string.',
      ],
    },
    {
      name: 'emphasis, and a star',
      files: exampleFiles({
        document: section('4.1 KVM_DO', {}, 'It *ends*; a lone * is a star.'),
        header: '',
      }),
      expected: [],
    },
  ],
})
