/** A table of a struct's members has all of them. */

import {defineRule} from './define-rule.ts'
import {inHeaders} from './support/headers.ts'

export const tableIncomplete = defineRule({
  id: 'table-incomplete',
  scope: 'tree',
  severity: 'warning',
  summary: "A table of a struct's members has all of them.",
  why: 'The table is how userspace learns the ids of registers; one that is missing is not saved nor migrated.',
  source: 'Documentation/virt/kvm/review-checklist.rst, items 3 and 4',
  messages: {
    lacks: (member, struct) =>
      `Unexpected end of the table of \`struct ${struct}\` without \`${member}\`, expected every member`,
  },
  check(input, report) {
    for (const table of input.document.memberTables) {
      const struct = inHeaders(input, 'structs', table.struct)[0]?.item
      const last = table.members.at(-1)
      if (!struct || !last || table.elided) continue
      const listed = new Set(table.members.map(({name}) => name.split(/[.[]/)[0]))
      for (const field of struct.type.fields ?? []) {
        if (field.name === undefined || listed.has(field.name)) continue
        report('lacks', [field.name, table.struct], {
          symbol: `struct ${table.struct}.${field.name}`,
          place: last.place,
          related: [{place: field.place, message: 'the member in the header'}],
        })
      }
    }
  },
  examples: [],
})
