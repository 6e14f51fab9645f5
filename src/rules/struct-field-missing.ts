/** The document's struct has every member that the header's has. */

import type {Field} from '../model/index.ts'
import type {TreeInput} from '../uapi/index.ts'
import {defineRule} from './define-rule.ts'
import {isPadding} from './support/compare-struct.ts'
import {exampleFiles, literal, section} from './support/example.ts'
import {layoutKept} from './support/layout.ts'
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
      `Unexpected absence of \`${member}\` in \`${struct}\`, expected the member as in the header`,
    padding: (member, struct) =>
      `Unexpected implicit padding in \`${struct}\`, expected \`${member}\` as in the header`,
  },
  check(input, report) {
    for (const comparison of structComparisons(input)) {
      const {document, header} = comparison
      for (const difference of comparison.differences) {
        if (difference.kind !== 'missing' || isShownAlone(input, difference.header)) continue
        const name = fieldName(difference.header)
        const kept = isPadding(difference.header.name) ? layoutKept(input, comparison, difference.header) : 'none'
        report(kept === 'none' ? 'member' : 'padding', [name, `${header.type.kind} ${document.name}`], {
          symbol: memberSymbol(comparison, difference.path),
          place: difference.after?.place ?? document.place,
          related: [{place: difference.header.place, message: 'the member in the header'}],
          ...(difference.alternative && {severity: 'warning'}),
          ...paddingDetail[kept],
        })
      }
    }
  },
  examples: [
    {
      name: 'a member that the document lacks',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u16 flags;\n\t__u16 pad;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u16 flags;\n\t__u16 pad;\n\t__u32 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:10:10: error: Unexpected absence of `addr` in `struct kvm_do`, expected the member as in the header',
      ],
    },
    {
      name: 'padding that the compiler adds anyway: a remark, no more',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u16 flags;\n\t__u32 addr;\n};'),
        ),
        header: 'struct kvm_do {\n\t__u16 flags;\n\t__u16 pad;\n\t__u32 addr;\n};\n',
      }),
      expected: [
        'Documentation/virt/kvm/api.rst:9:10: info: Unexpected implicit padding in `struct kvm_do`, expected `pad` as in the header',
      ],
    },
    {
      name: 'a flexible array in the other spelling',
      files: exampleFiles({
        document: section(
          '4.1 KVM_DO',
          {Architectures: 'x86'},
          literal('struct kvm_do {\n\t__u32 n;\n\t__u64 entries[0];\n};'),
        ),
        header: 'struct kvm_do {\n\t__u32 n;\n\t__u64 entries[];\n};\n',
      }),
      expected: [],
    },
  ],
})

/** How much it matters that padding is left to the compiler. */
const paddingDetail = {
  all: {severity: 'info', note: 'The compiler pads the same; the layout does not change.'},
  wide: {severity: 'warning', note: 'A 64-bit compiler pads the same, a 32-bit one does not.'},
  none: {},
} as const

/** A member of a union may be shown where it matters, as `struct {…} s390_stsi;` by itself. */
function isShownAlone({document}: TreeInput, {name}: Field): boolean {
  return name !== undefined && document.looseMembers.some((loose) => loose.name === name)
}
