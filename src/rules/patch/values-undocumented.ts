/** Of a member that selects, the document says between what. */

import {membersWithin} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedProse, sentencesOf, shownStructs} from './support/documents.ts'

export const valuesUndocumented = definePatchRule({
  id: 'values-undocumented',
  scope: 'patch',
  severity: 'warning',
  summary: 'The bits of flags and the values of a member that selects are in the document, or that there are none.',
  why: 'A program that passes what it thinks up is refused, or, worse, is not, and gets a meaning later that it did not ask for.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; Documentation/virt/kvm/review-checklist.rst, item 3',
  messages: {
    flags: (member, struct) =>
      `Unexpected \`${member}\` of \`${struct}\` without a bit that is defined, expected their names, or that it must be zero`,
    values: (member, struct) =>
      `Unexpected \`${member}\` of \`${struct}\` without the values that it takes, expected their names or numbers`,
  },
  check(input, report) {
    const said = sentencesOf(addedProse(input.series.patches)).map(({text}) => text)
    const code = input.documents.map(({view}) => view.text).join('\n')
    for (const {name, type} of shownStructs(input)) {
      for (const {field, path} of membersWithin(type)) {
        const member = field.name ?? ''
        const kind = selectorOf(member)
        if (!kind || field.type.kind === 'struct' || field.type.kind === 'union' || !input.view.isAdded(field.place))
          continue
        const about = [
          field.comment ?? '',
          ...said.filter((text) => new RegExp(`\\b${member}\\b`, 'i').test(text)),
        ].join(' ')
        if (
          (kind === 'flags' ? bits : values).test(about) ||
          new RegExp(`\\b[A-Z]+_\\w*${member.toUpperCase().slice(0, 4)}\\w*`).test(code)
        )
          continue
        // A struct whose values stand in the same block, or right below.
        if (/^\s*#\s*define\s+[A-Z]/m.test(code)) continue
        report(kind, [path.join('.'), name], {symbol: `${name}.${path.join('.')}`, place: field.place})
      }
    }
  },
  examples: [
    {
      name: 'flags that are flags',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 flags;
+	__u32 mode;
+  };
+
+The flags say how it rings, and the mode when.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:8: warning: Unexpected `flags` of `kvm_bell` without a bit that is defined, expected their names, or that it must be zero',
        'Documentation/virt/kvm/api.rst:5:8: warning: Unexpected `mode` of `kvm_bell` without the values that it takes, expected their names or numbers',
      ],
    },
    {
      name: 'flags that are none, and values',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 flags;
+	__u32 mode;
+  };
+
+No flags are defined yet: the field must be zero. The mode is KVM_BELL_LOUD or KVM_BELL_SOFT.
`,
      },
      expected: [],
    },
  ],
})

/** Their names, or that there are none. */
const bits = /(?:\b[A-Z]{2,}_[A-Z0-9_]+\b)|\b(?:zero|0(?!\s*(?:to|-))|ignored|reserved|unused|none|must be|bits?)\b/i

/** Names, or numbers. */
const values = /\b[A-Z]{2,}_[A-Z0-9_]+\b|\b(?:zero|ignored|reserved|unused|none|must be|bits?|enum)\b|\b\d+\b/i

/** What a member chooses by: bits, or one value of several. */
export function selectorOf(member: string): 'flags' | 'values' | undefined {
  if (/^flags?$/.test(member)) return 'flags'
  return /^(?:action|cmd|command|mode|op|operation)$/.test(member) ? 'values' : undefined
}
