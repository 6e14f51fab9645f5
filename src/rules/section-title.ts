/** A line that begins a section is underlined. */

import {defineRule} from './define-rule.ts'
import {subjectIn} from './field-malformed.ts'
import {exampleFiles, section} from './support/example.ts'

export const sectionTitle = defineRule({
  id: 'section-title',
  scope: 'tree',
  severity: 'warning',
  summary: 'A line that begins a section is underlined.',
  why: 'Without the underline there is no section: not in the contents, not to link to, and its fields are those of the one above.',
  source: 'docutils, reStructuredText Markup Specification, "Sections"',
  messages: {
    bare: (title) => `Unexpected paragraph \`${title}\`, expected a title with an underline`,
  },
  check(input, report) {
    for (const {title, place} of input.document.bareTitles)
      report('bare', [title], {symbol: subjectIn(title, input.prefix), place})
  },
  examples: [
    {
      name: 'a number, a name and a field list',
      files: exampleFiles({
        document: `${section('4.1 KVM_DO', {Architectures: 'x86'})}4.2 KVM_UNDO\n\n:Architectures: x86\n`,
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:7:1: warning: Unexpected paragraph `4.2 KVM_UNDO`, expected a title with an underline',
      ],
    },
    {
      name: 'a number and a name in a sentence',
      files: exampleFiles({document: `${section('4.1 KVM_DO', {Architectures: 'x86'})}4.2 KVM_UNDO undoes it.\n`}),
      expected: [],
    },
  ],
})
