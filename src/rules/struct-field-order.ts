/** The members of a struct stand in the header's order. */

import {defineRule} from './define-rule.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {fieldName, memberSymbol, structComparisons} from './support/struct-comparisons.ts'

export const structFieldOrder = defineRule({
  id: 'struct-field-order',
  scope: 'tree',
  severity: 'error',
  summary: "The members of a struct stand in the header's order.",
  why: 'The order is the layout: a program that fills the struct by position, or in another language, puts values into other members.',
  source: 'Documentation/driver-api/ioctl.rst, "Structure layout"',
  messages: {
    order: (member, struct) =>
      `Unexpected position of \`${member}\` in \`${struct}\`, expected the order of the header`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      for (const difference of comparison.differences) {
        if (difference.kind !== 'order') continue
        report(
          'order',
          [fieldName(difference.document), `${comparison.header.type.kind} ${comparison.document.name}`],
          {
            symbol: memberSymbol(comparison, difference.path),
            place: difference.document.place,
            related: [{place: difference.header.place, message: 'the member in the header'}],
          },
        )
      }
    }
  },
  examples: [
    {
      name: 'the last member first',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u64 addr;\n\t__u32 flags;\n\t__u32 pad;\n};'),
        ),
        header:
          'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\nunion kvm_any {\n\t__u32 flags;\n\t__u64 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:9:10: error: Unexpected position of `addr` in `struct kvm_do`, expected the order of the header',
      ],
    },
    {
      name: 'a union has no order',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('union kvm_any {\n\t__u64 addr;\n\t__u32 flags;\n};'),
        ),
        header:
          'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\nunion kvm_any {\n\t__u32 flags;\n\t__u64 addr;\n};\n',
      }),
      expected: [],
    },
  ],
})
