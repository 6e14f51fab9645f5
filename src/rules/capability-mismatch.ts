/** A section about a capability names that capability in its `:Capability:` field. */

import {defineRule} from './define-rule.ts'
import {fieldOf} from './support/fields.ts'

export const capabilityMismatch = defineRule({
  id: 'capability-mismatch',
  scope: 'tree',
  severity: 'error',
  summary: 'A section about a capability names that capability in its `:Capability:` field.',
  why: 'The field is what a reader checks for; another name in it is what is left of a copied section.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    other: (title, field) =>
      `Unexpected \`:Capability: ${field}\` in the section on \`${title}\`, expected \`${title}\``,
  },
  check(input, report) {
    for (const capability of input.document.capabilities) {
      const field = fieldOf(input, capability, 'capability')
      const stated: readonly string[] = field?.text.match(/\w+_CAP_\w+/g) ?? []
      const titles = input.document.capabilities.all.filter(({section}) => section === capability.section)
      if (!field || stated.length === 0 || titles.some(({name}) => stated.includes(name))) continue
      report('other', [capability.name, stated.join(', ')], {
        symbol: capability.name,
        place: field.place,
        related: [{place: capability.place, message: 'the title'}],
      })
    }
  },
  examples: [],
})
