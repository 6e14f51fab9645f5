/** A member has the type that it has in the header. */

import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {fieldName, memberSymbol, structComparisons, typeText} from './support/struct-comparisons.ts'

export const structFieldType = defineRule({
  id: 'struct-field-type',
  scope: 'tree',
  severity: 'error',
  summary: 'A member has the type that it has in the header.',
  why: 'Another type is another size or another meaning: what a program written after the document passes is misread.',
  source: 'Documentation/driver-api/ioctl.rst, "Structure layout"',
  messages: {
    type: (member, documented, defined) =>
      `Unexpected type \`${documented}\` of \`${member}\`, expected \`${defined}\` as in the header`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      for (const difference of comparison.differences) {
        if (difference.kind !== 'type') continue
        const {document, header} = difference
        report('type', [fieldName(document), typeText(document.type), typeText(header.type)], {
          symbol: memberSymbol(comparison, difference.path),
          place: document.place,
          related: [{place: header.place, message: 'the member in the header'}],
          ...(isPadding(document.name) &&
            isPadding(header.name) && {note: 'Both are spare room; its size is part of the layout.'}),
        })
      }
    }
  },
  examples: [
    {
      name: 'a long where the header has 64 bits',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\tunsigned long addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:11:18: error: Unexpected type `unsigned long` of `addr`, expected `__u64` as in the header',
      ],
    },
    {
      name: 'a member of `struct kvm_run` that is shown by itself',
      files: exampleFiles({
        document: section('7.1 KVM_CAP_DO', {Architectures: 'x86'}, literal('struct {\n\t__u32 addr;\n} did;')),
        header:
          'struct kvm_run {\n\t__u32 exit_reason;\n\tunion {\n\t\tstruct {\n\t\t\t__u64 addr;\n\t\t} did;\n\t};\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:9:10: error: Unexpected type `__u32` of `addr`, expected `__u64` as in the header',
      ],
    },
    {
      name: 'the names that the kernel has for the same types',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\tu32 flags;\n\tu32 pad;\n\tu64 addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 flags;\n\t__u32 pad;\n\t__u64 addr;\n};\n',
      }),
      expected: [],
    },
  ],
})
