/** Spare room is zero, and the document says so. */

import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'
import {addedMatches, addedProse, sentencesOf, shownStructs} from './support/documents.ts'

export const reservedUndocumented = definePatchRule({
  id: 'reserved-undocumented',
  scope: 'patch',
  severity: 'warning',
  summary: 'Of spare room in a struct, the document says that it is zero.',
  why: 'Programs that leave their stack in it keep the kernel from ever giving it a meaning.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; review of KVM_S390_ZPCI_OP, 2022',
  messages: {
    bits: (words) => `Unexpected "${words}" without a word on what they hold, expected that they are zero`,
    silent: (member) => `Unexpected silence on what \`${member}\` holds, expected that it is zero`,
  },
  check(input, report) {
    const said = sentencesOf(addedProse(input.series.patches)).filter(({text}) => zero.test(text))
    for (const {match, place, block} of addedMatches(input, reservedBits)) {
      if (!saysZero.test(block.text)) report('bits', [match[0].replace(/\s+/g, ' ')], {symbol: match[0], place})
    }
    const inHeader = newStructs(input)
    for (const {name, type} of shownStructs(input)) {
      const same = inHeader.filter((struct) => struct.tag === name || struct.name === name)
      const comments = same.flatMap((struct) => membersWithin(struct.type)).map(({field}) => field)
      for (const {field, path, composite} of membersWithin(type)) {
        const member = field.name ?? ''
        // In a union it only makes room.
        if (!isPadding(member) || composite.kind === 'union' || !input.view.isAdded(field.place)) continue
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
+The "pad" field is meant for the future. Bits 7 to 31 of the tone are reserved.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:8: warning: Unexpected silence on what `pad` holds, expected that it is zero',
        'Documentation/virt/kvm/api.rst:8:42: warning: Unexpected "Bits 7 to 31 of the tone are reserved" without a word on what they hold, expected that they are zero',
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
+	union {
+		__u64 size;
+		__u8 reserved[32];
+	} u;
+  };
+
+The "pad" field is meant for the future and must be 0.
`,
      },
      expected: [],
    },
  ],
})

/** What a sentence reserves. */
const reservedBits =
  /\b(?:(?:other|remaining|upper)\s+(?:\w+\s+){0,2})?bits?\s+(?:[\w:.[\]-]+\s+){0,7}(?:is|are)\s+(?:currently\s+)?reserved\b/gi

/** Beside the numbers of bits, a zero says nothing by itself. */
const saysZero =
  /\b(?:must|shall|has to|have to|should|will|are|is|be|as|to)\s+(?:\w+\s+){0,3}(?:zero(?:e[sd])?|0s?|cleared|ignored)\b|\bMBZ\b|\bmust (?:not|be)\b/i

const zero = /\b(?:zero(?:e[sd])?|0s?|cleared|MBZ|ignored)\b/i

/** By its name, or as all that is reserved. */
function speaksOf(sentence: string, member: string): boolean {
  const word = member.replace(/_?\d+$/, '')
  return new RegExp(`\\b${word}\\w*\\b`, 'i').test(sentence) || /\b(?:reserved|padding|unused)\b/i.test(sentence)
}
