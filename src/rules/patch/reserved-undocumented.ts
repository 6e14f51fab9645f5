/** Spare room is zero, and the document says so. */

import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'
import {addedProse, sentencesOf, shownStructs} from './support/documents.ts'

export const reservedUndocumented = definePatchRule({
  id: 'reserved-undocumented',
  scope: 'patch',
  severity: 'warning',
  summary: 'Of spare room in a struct, the document says that it is zero.',
  why: 'Programs that leave their stack in it keep the kernel from ever giving it a meaning.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    silent: (member) => `Unexpected silence on what \`${member}\` holds, expected that it is zero`,
  },
  check(input, report) {
    const said = sentencesOf(addedProse(input.series.patches)).filter(({text}) => zero.test(text))
    const inHeader = newStructs(input)
    for (const {name, type} of shownStructs(input)) {
      const same = inHeader.filter((struct) => struct.tag === name || struct.name === name)
      const comments = same.flatMap((struct) => membersWithin(struct.type)).map(({field}) => field)
      for (const {field, path} of membersWithin(type)) {
        const member = field.name ?? ''
        if (!isPadding(member) || !input.view.isAdded(field.place)) continue
        const comment = [field, ...comments.filter((other) => other.name === member)].map(
          (other) => other.comment ?? '',
        )
        if (zero.test(comment.join(' ')) || said.some(({text}) => speaksOf(text, member))) continue
        report('silent', [path.join('.')], {symbol: `${name}.${path.join('.')}`, place: field.place})
      }
    }
  },
  examples: [
    {
      name: 'padding that nothing is said of',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 tone;
+	__u32 pad;
+  };
+
+The "pad" field is meant for the future.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:8: warning: Unexpected silence on what `pad` holds, expected that it is zero',
      ],
    },
    {
      name: 'padding that has to be zero',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 tone;
+	__u32 pad;
+  };
+
+The "pad" field is meant for the future and must be 0.
`,
      },
      expected: [],
    },
  ],
})

const zero = /\b(?:zero(?:e[sd])?|0s?|cleared|MBZ|ignored)\b/i

/** By its name, or as all that is reserved. */
function speaksOf(sentence: string, member: string): boolean {
  const word = member.replace(/_?\d+$/, '')
  return new RegExp(`\\b${word}\\w*\\b`, 'i').test(sentence) || /\b(?:reserved|padding|unused)\b/i.test(sentence)
}
