/** A new section says of its ioctl what its fields and its drawings say. */

import {membersWithin} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, type NewSection, newSections} from './support/documents.ts'

export const sectionContradicted = definePatchRule({
  id: 'section-contradicted',
  scope: 'patch',
  severity: 'warning',
  summary: "What a new section's fields and structs say, its text does not deny.",
  why: 'A section is copied from another more often than written; what was not adapted sends the reader to the wrong file descriptor or struct.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Type:`, `:Parameters:`',
  messages: {
    type: (words, type) => `Unexpected "${words}" in a section of \`:Type: ${type}\`, expected one of both`,
    struct: (shown, stated) => `Unexpected \`${shown}\`, expected \`${stated}\` as in \`:Parameters:\``,
    member: (member, struct) => `Unexpected field \`${member}\`, expected one of \`struct ${struct}\``,
  },
  check(input, report) {
    for (const section of newSections(input)) {
      const [name] = section.names
      if (name === undefined) continue
      const prose = section.blocks.filter(({context, field}) => context === 'prose' && field === undefined)
      const type = fieldOf(section, 'type')
      for (const {text, placeAt} of type ? prose : []) {
        const match = /\bthis\s+(?:is\s+a\s+)?(system|vm|vcpu|device)\s+(?:scoped\s+)?ioctl\b/i.exec(text)
        if (!type || !match || new RegExp(`\\b${match[1]}\\b`, 'i').test(type.text)) continue
        report('type', [match[0].replace(/\s+/g, ' '), type.text], {
          symbol: name,
          place: placeAt(match.index, match.index + match[0].length),
          related: [{place: type.place, message: 'the field'}],
        })
      }
      const struct = onlyStruct(section)
      if (!struct) continue
      const stated = /\bstruct (\w+)/.exec(fieldOf(section, 'parameter')?.text ?? '')?.[1]
      const isNamed = prose.some(({text}) => new RegExp(`\\b${struct.name}\\b`).test(text))
      if (stated !== undefined && stated !== struct.name && !isNamed)
        report('struct', [struct.name, stated], {symbol: name, place: struct.place})
      const members = new Set(membersWithin(struct.type).map(({field}) => field.name))
      for (const {text, placeAt} of struct.complete && members.size > 0 ? prose : []) {
        for (const {0: words, 1: member = '', index} of text.matchAll(/``([a-z]\w*)``\s+(?:field|member)\b/g)) {
          if (members.has(member)) continue
          const place = placeAt(index, index + words.length)
          report('member', [member, struct.name], {
            symbol: `${struct.name}.${member}`,
            place,
            related: [{place: struct.place}],
          })
        }
      }
    }
  },
  examples: [
    {
      name: 'copied and half adapted',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Type: vm ioctl
+:Parameters: struct kvm_bell (in)
+
+::
+
+  struct kvm_gong {
+	__u32 tone;  /* of the scale */
+	__u32 flags; /* zero */
+  };
+
+This vcpu ioctl rings the bell. The \`\`pitch\`\` field is its tone.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:9:10: warning: Unexpected `kvm_gong`, expected `kvm_bell` as in `:Parameters:`',
        'Documentation/virt/kvm/api.rst:14:1: warning: Unexpected "This vcpu ioctl" in a section of `:Type: vm ioctl`, expected one of both',
        'Documentation/virt/kvm/api.rst:14:37: warning: Unexpected field `pitch`, expected one of `struct kvm_gong`',
      ],
    },
    {
      name: 'adapted',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Type: vm ioctl, vcpu ioctl
+:Parameters: struct kvm_bell (in)
+
+::
+
+  struct kvm_bell {
+	__u32 tone;  /* of the scale */
+	__u32 flags; /* zero */
+  };
+
+This vcpu ioctl rings the bell. The \`\`tone\`\` field is its tone.
`,
      },
      expected: [],
    },
  ],
})

/** The struct that a section shows, where it shows one alone. */
function onlyStruct({section, hunk}: NewSection) {
  const structs = hunk.uapi.structs.all.filter((struct) => struct.section === section)
  return structs.length === 1 ? structs[0] : undefined
}
