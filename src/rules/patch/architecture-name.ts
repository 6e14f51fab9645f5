/** `:Architectures:` has the names that the document has for them. */

import {definePatchRule} from '../define-patch-rule.ts'

export const architectureName = definePatchRule({
  id: 'architecture-name',
  scope: 'patch',
  severity: 'warning',
  summary: 'An architecture has one name in all sections: that of its directory below arch/.',
  why: 'Whoever looks for what their architecture has searches for one word; and x86_64 raises the question what 32 bits have.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Architectures:`',
  messages: {
    name: (stated, expected) => `Unexpected \`${stated}\` in \`:Architectures:\`, expected \`${expected}\``,
  },
  check(input, report) {
    for (const {uapi} of input.documents) {
      for (const field of uapi.fieldLists.flatMap(({fields}) => fields)) {
        if (field.key !== 'architecture' || !input.view.isAdded(field.place)) continue
        for (const [pattern, expected] of names) {
          const [stated] = pattern.exec(field.text) ?? []
          if (stated !== undefined) report('name', [stated, expected], {symbol: stated, place: field.place})
        }
      }
    }
  },
  examples: [
    {
      name: 'a name of the compiler',
      files: {
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86_64, aarch64
+
+There is a bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `aarch64` in `:Architectures:`, expected `arm64`',
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `x86_64` in `:Architectures:`, expected `x86`',
      ],
    },
    {
      name: 'names of directories, and one that the document has always had',
      files: {
        'Documentation/virt/kvm/api.rst': `+8.1 KVM_CAP_BELL
+----------------
+
+:Architectures: x86, arm64, ppc
+
+There is a bell.
`,
      },
      expected: [],
    },
  ],
})

/** What others call them, and what the document does. */
const names: readonly (readonly [RegExp, string])[] = [
  [/\b(?:x86[-_]64|amd64|i386|ia32|Intel|AMD|VMX|SVM)\b/i, 'x86'],
  [/\b(?:aarch64|armv8\S*)/i, 'arm64'],
  [/\bARM64\b/, 'arm64'],
  [/\b(?:ppc64(?:le)?|book3s\w*)\b/i, 'powerpc'],
  [/\bs390x\b/i, 's390'],
  [/\b(?:riscv64|risc-v)\b/i, 'riscv'],
  [/\bloongarch64\b/i, 'loongarch'],
]
