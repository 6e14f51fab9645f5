/** The document's struct has every member that the header's has. */

import type {Field} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {keepsLayout} from './support/layout.ts'
import {fieldName, memberSymbol, structComparisons} from './support/struct-comparisons.ts'

export const structFieldMissing = defineRule({
  id: 'struct-field-missing',
  scope: 'tree',
  severity: 'error',
  summary: "The document's struct has every member that the header's has.",
  why: 'A program that is written after the document passes a struct of another size, or cannot know the member at all.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    member: (member, struct) =>
      `Unexpected end of \`${struct}\` without \`${member}\`, expected the members of the header`,
    padding: (member, struct) =>
      `Unexpected implicit padding in \`${struct}\`, expected \`${member}\` as in the header`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      const {document, header} = comparison
      for (const difference of comparison.differences) {
        if (difference.kind !== 'missing' || isShownAlone(input, difference.header)) continue
        const name = fieldName(difference.header)
        const silent = isPadding(difference.header.name) && keepsLayout(input, comparison, difference.header)
        report(silent ? 'padding' : 'member', [name, `${header.type.kind} ${document.name}`], {
          symbol: memberSymbol(comparison, difference.path),
          place: difference.after?.place ?? document.place,
          related: [{place: difference.header.place, message: 'the member in the header'}],
          ...(difference.alternative && {severity: 'warning'}),
          ...(silent && {severity: 'info', note: 'The compiler pads the same; the layout does not change.'}),
        })
      }
    }
  },
  examples: [],
})

/** A member of a union may be shown where it matters, as `struct {…} s390_stsi;` by itself. */
function isShownAlone({document}: TreeInput, {name}: Field): boolean {
  return name !== undefined && document.looseMembers.includes(name)
}
