/** The document's struct has no member that the header's has not. */

import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {exampleFiles, literal, section} from './support/example.ts'
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
  examples: [
    {
      name: 'a member that the header lacks',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n\t__u64 size;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [
        "Documentation/virt/kvm/api.rst:12:10: error: Unexpected member `size` of `struct kvm_do`, expected a member of the header's struct",
      ],
    },
    {
      name: 'several declarators in one line',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 flags, pad;\n\t__u64 addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [],
    },
  ],
})
