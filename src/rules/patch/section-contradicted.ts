/** A new section says of its ioctl what its fields say. */

import {membersWithin, newMacros} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const sectionContradicted = definePatchRule({
  id: 'section-contradicted',
  scope: 'patch',
  severity: 'warning',
  summary: "What a new section's fields say, its text and the rest of the patch do not deny.",
  why: 'A section is copied from another more often than written; what was not adapted sends the reader to the wrong file descriptor.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Type:`, `:Capability:`',
  messages: {
    type: (words, type) => `Unexpected "${words}" in a section of \`:Type: ${type}\`, expected one of both`,
    basic: (ioctl, field) =>
      `Unexpected \`:Capability: ${field}\` of the new \`${ioctl}\`, expected a capability: older kernels do not have it`,
    way: (ioctl, stated, expected) => `Unexpected \`${stated}\` of \`${ioctl}\`, expected \`${expected}\` by its name`,
    direction: (words, stated) =>
      `Unexpected "${words}" of a parameter that is \`${stated}\`, expected \`(out)\` or \`(in/out)\`, or no such words`,
    member: (member, struct) => `Unexpected field \`${member}\`, expected one of \`struct ${struct}\``,
    struct: (shown, stated) => `Unexpected \`${shown}\`, expected \`${stated}\` as in \`:Parameters:\``,
  },
  check(input, report) {
    const defined = new Set(newMacros(input).map(({name}) => name))
    for (const section of newSections(input)) {
      const [name] = section.names
      if (name === undefined) continue
      const type = fieldOf(section, 'type')
      for (const block of type ? section.blocks.filter(({context}) => context === 'prose') : []) {
        const match = /\b[Tt]his\s+(?:is\s+a\s+)?(system|vm|vcpu|device)\s+(?:scoped\s+)?ioctl\b/i.exec(block.text)
        if (!type || !match || new RegExp(`\\b${match[1]}\\b`, 'i').test(type.text)) continue
        report('type', [match[0].replace(/\s+/g, ' '), type.text], {
          symbol: name,
          place: block.placeAt(match.index, match.index + match[0].length),
          related: [{place: type.place, message: 'the field'}],
        })
      }
      const capability = fieldOf(section, 'capability')
      if (capability && defined.has(name) && /^(?:basic|none|n\/a|-)?$/i.test(capability.text.trim()))
        report('basic', [name, capability.text], {symbol: name, place: capability.place})
      const parameter = fieldOf(section, 'parameter')
      const [, verb] = /_(GET|SET)(?=_|\d|$)/.exec(name) ?? []
      const [way] = /\((?:in|out)\)/.exec(parameter?.text ?? '') ?? []
      if (parameter && way === (verb === 'GET' ? '(in)' : '(out)') && verb !== undefined)
        report('way', [name, way, verb === 'GET' ? '(out)` or `(in/out)' : '(in)'], {
          symbol: name,
          place: parameter.place,
        })
      const [direction] = /\(in\)/.exec(parameter?.text ?? '') ?? []
      for (const block of direction ? section.blocks.filter(({context, field}) => context === 'prose' && !field) : []) {
        const match = writtenBack.exec(block.text)
        if (!match || direction === undefined) continue
        report('direction', [match[0].replace(/\s+/g, ' '), direction], {
          symbol: name,
          place: block.placeAt(match.index, match.index + match[0].length),
          ...(parameter && {related: [{place: parameter.place, message: 'the field'}]}),
        })
        break
      }
      const stated = /\bstruct (\w+)/.exec(fieldOf(section, 'parameter')?.text ?? '')?.[1]
      const structs = section.hunk.uapi.structs.all.filter((struct) => struct.section === section.section)
      const [only] = structs
      if (only?.complete && structs.length === 1) {
        const members = new Set(membersWithin(only.type).map(({field}) => field.name))
        for (const block of section.blocks.filter(({context, field}) => context === 'prose' && !field)) {
          for (const match of block.text.matchAll(/``([a-z]\w*)``\s+(?:field|member)\b/g)) {
            const [words, member = ''] = match
            if (members.has(member) || members.size === 0) continue
            report('member', [member, only.name], {
              symbol: `${only.name}.${member}`,
              place: block.placeAt(match.index, match.index + words.length),
              related: [{place: only.place}],
            })
          }
        }
      }
      if (stated === undefined || !only || structs.length > 1 || only.name === stated) continue
      if (section.blocks.some(({text, context}) => context === 'prose' && new RegExp(`\\b${only.name}\\b`).test(text)))
        continue
      report('struct', [only.name, stated], {symbol: name, place: only.place})
    }
  },
  examples: [
    {
      name: 'copied and half adapted',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOW(KVMIO, 0xd0, struct kvm_bell)\n',
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: basic
+:Architectures: all
+:Type: vm ioctl
+:Parameters: struct kvm_bell (in)
+:Returns: 0 on success, -1 on error
+
+::
+
+  struct kvm_gong {
+	__u32 tone;  /* of the scale */
+	__u32 flags; /* zero */
+  };
+
+This vcpu ioctl rings the bell. On return, the \`\`pitch\`\` field is set.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `:Capability: basic` of the new `KVM_RING_BELL`, expected a capability: older kernels do not have it',
        'Documentation/virt/kvm/api.rst:12:10: warning: Unexpected `kvm_gong`, expected `kvm_bell` as in `:Parameters:`',
        'Documentation/virt/kvm/api.rst:17:1: warning: Unexpected "This vcpu ioctl" in a section of `:Type: vm ioctl`, expected one of both',
        'Documentation/virt/kvm/api.rst:17:33: warning: Unexpected "On return, the ``pitch`` field is set" of a parameter that is `(in)`, expected `(out)` or `(in/out)`, or no such words',
        'Documentation/virt/kvm/api.rst:17:48: warning: Unexpected field `pitch`, expected one of `struct kvm_gong`',
      ],
    },
    {
      name: "a direction that is the other call's",
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_GET_BELL
+------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl
+:Parameters: struct kvm_bell (in)
+:Returns: 0 on success, -1 on error
+
+Reads the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:7:1: warning: Unexpected `(in)` of `KVM_GET_BELL`, expected `(out)` or `(in/out)` by its name',
      ],
    },
    {
      name: 'adapted',
      files: {
        'include/uapi/linux/kvm.h': '+#define KVM_RING_BELL _IOW(KVMIO, 0xd0, struct kvm_bell)\n',
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_RING_BELL
+-------------------
+
+:Capability: KVM_CAP_BELL
+:Architectures: all
+:Type: vm ioctl, vcpu ioctl
+:Parameters: struct kvm_bell (in)
+:Returns: 0 on success, -1 on error
+
+::
+
+  struct kvm_bell {
+	__u32 tone;  /* of the scale */
+	__u32 flags; /* zero */
+  };
+
+This vcpu ioctl rings the bell.
`,
      },
      expected: [],
    },
  ],
})

/** What the kernel does to a parameter that is read and nothing else. */
const writtenBack =
  /\b(?:on|upon)\s+(?:return|output|successful\s+\w+|success)\b,?[^.]{0,80}\b(?:fills?|contains?|holds?|is\s+set|are\s+set|updated?|written)\b|\b(?:KVM|the\s+kernel)\s+(?:fills(?:\s+in)?|writes\s+back|updates|copies\s+back)\s+(?:the|this|that)\s+[^.]{0,40}?(?:struct\w*|fields?|members?)\b/i
