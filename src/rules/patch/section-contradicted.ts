/** A new section says of its ioctl what its fields say. */

import {newMacros} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections, titlesBefore} from './support/documents.ts'

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
    struct: (shown, stated) => `Unexpected \`${shown}\`, expected \`${stated}\` as in \`:Parameters:\``,
  },
  check(input, report) {
    const before = titlesBefore(input)
    const defined = new Set(newMacros(input).map(({name}) => name))
    for (const section of newSections(input)) {
      const [name] = section.names
      if (name === undefined || before.has(name)) continue
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
      const stated = /\bstruct (\w+)/.exec(fieldOf(section, 'parameter')?.text ?? '')?.[1]
      const structs = section.hunk.uapi.structs.all.filter((struct) => struct.section === section.section)
      const [only] = structs
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
+This vcpu ioctl rings the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `:Capability: basic` of the new `KVM_RING_BELL`, expected a capability: older kernels do not have it',
        'Documentation/virt/kvm/api.rst:12:10: warning: Unexpected `kvm_gong`, expected `kvm_bell` as in `:Parameters:`',
        'Documentation/virt/kvm/api.rst:17:1: warning: Unexpected "This vcpu ioctl" in a section of `:Type: vm ioctl`, expected one of both',
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
