/** A table of a struct's members has all of them. */

import {defineRule} from './define-rule.ts'
import {exampleFiles} from './support/example.ts'
import {inHeaders} from './support/headers.ts'

const members = (rows: string): string => `The registers are::

  0x8030 0000 03 <index into the kvm_csr struct:24>

======================= =========
    Encoding            Register
======================= =========
${rows}
======================= =========
`

export const tableIncomplete = defineRule({
  id: 'table-incomplete',
  scope: 'tree',
  severity: 'warning',
  summary: "A table of a struct's members has all of them.",
  why: 'The table is how userspace learns the ids of registers; one that is missing is not saved nor migrated.',
  source: 'Documentation/virt/kvm/review-checklist.rst, items 3 and 4',
  messages: {
    lacks: (member, struct) =>
      `Unexpected absence of \`${member}\` in the table of \`struct ${struct}\`, expected every member`,
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
  examples: [
    {
      name: 'one register less than members',
      files: exampleFiles({
        document: members('  0x8030 0000 0300 0000 status'),
        header: '#include <asm/kvm.h>\n',
        x86: 'struct kvm_csr {\n\tunsigned long status;\n\tunsigned long vector;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:8:25: warning: Unexpected absence of `vector` in the table of `struct kvm_csr`, expected every member',
      ],
    },
    {
      name: 'all of them',
      files: exampleFiles({
        document: members('  0x8030 0000 0300 0000 status\n  0x8030 0000 0300 0001 vector'),
        header: '#include <asm/kvm.h>\n',
        x86: 'struct kvm_csr {\n\tunsigned long status;\n\tunsigned long vector;\n};\n',
      }),
      expected: [],
    },
  ],
})
