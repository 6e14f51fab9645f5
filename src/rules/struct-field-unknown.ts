/** The document's struct has no member that the header's has not. */

import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {fieldName, memberSymbol, structComparisons} from './support/struct-comparisons.ts'

export const structFieldUnknown = defineRule({
  id: 'struct-field-unknown',
  scope: 'tree',
  severity: 'error',
  summary: "The document's struct has no member that the header's has not.",
  why: 'A program that uses the member does not compile.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    member: (member, struct) =>
      `Unexpected member \`${member}\` of \`${struct}\`, expected a member of the header's struct`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      const {document, header} = comparison
      for (const difference of comparison.differences) {
        if (difference.kind !== 'unknown') continue
        report('member', [fieldName(difference.document), `${header.type.kind} ${document.name}`], {
          symbol: memberSymbol(comparison, difference.path),
          place: difference.document.place,
          related: [{place: header.place, message: 'the struct in the header'}],
          ...(isPadding(difference.document.name) && {severity: 'info'}),
        })
      }
    }
  },
  examples: [],
})
