/** A member has the name that it has in the header. */

import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {fieldName, memberSymbol, structComparisons} from './support/struct-comparisons.ts'

export const structFieldName = defineRule({
  id: 'struct-field-name',
  scope: 'tree',
  severity: 'error',
  summary: 'A member has the name that it has in the header.',
  why: 'A program that uses the name of the document does not compile; padding that is called a flag invites one to set it.',
  source: 'Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    member: (documented, defined) => `Unexpected member \`${documented}\`, expected \`${defined}\` as in the header`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      for (const difference of comparison.differences) {
        if (difference.kind !== 'name') continue
        const padding = isPadding(difference.document.name) && isPadding(difference.header.name)
        report('member', [fieldName(difference.document), fieldName(difference.header)], {
          symbol: memberSymbol(comparison, difference.path),
          place: difference.document.place,
          related: [{place: difference.header.place, message: 'the member in the header'}],
          ...(padding && {severity: 'info', note: 'Both are padding; the layout is the same.'}),
        })
      }
    }
  },
  examples: [
    {
      name: 'padding that the document calls a mode',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 mode;\n\t__u64 addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:10:10: error: Unexpected member `mode`, expected `pad` as in the header',
      ],
    },
    {
      name: 'the same names',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [],
    },
  ],
})
