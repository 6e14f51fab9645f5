/** Which way a parameter goes, by its field, by the ioctl's name and by the text. */

import {definePatchRule} from '../define-patch-rule.ts'
import {fieldOf, newSections} from './support/documents.ts'

export const parameterDirection = definePatchRule({
  id: 'parameter-direction',
  scope: 'patch',
  severity: 'warning',
  summary: "A new section's `(in)` or `(out)` is what its name and its text say.",
  why: 'Who reads `(in)` passes the same struct again and again, and does not expect to find it changed.',
  source: 'Documentation/virt/kvm/api.rst, section 4: `:Parameters:`',
  messages: {
    name: (ioctl, stated, expected) => `Unexpected \`${stated}\` of \`${ioctl}\`, expected \`${expected}\` by its name`,
    text: (words, stated) =>
      `Unexpected "${words}" of a parameter that is \`${stated}\`, expected \`(out)\` or \`(in/out)\`, or no such words`,
  },
  check(input, report) {
    for (const section of newSections(input)) {
      const [name] = section.names
      const field = fieldOf(section, 'parameter')
      const [stated] = /\((?:in|out)\)/.exec(field?.text ?? '') ?? []
      if (name === undefined || !field || stated === undefined) continue
      const [, verb] = /_(GET|SET)(?=_|\d|$)/.exec(name) ?? []
      const other = verb === 'GET' ? '(in)' : verb === 'SET' ? '(out)' : undefined
      if (stated === other) {
        const expected = verb === 'GET' ? '(out)` or `(in/out)' : '(in)'
        report('name', [name, stated, expected], {symbol: name, place: field.place})
      } else if (stated === '(in)') {
        const related = [{place: field.place, message: 'the field'}]
        for (const {text, context, field: within, placeAt} of section.blocks) {
          const match = context === 'prose' && within === undefined ? writtenBack.exec(text) : undefined
          if (!match) continue
          const [words] = match
          const place = placeAt(match.index, match.index + words.length)
          report('text', [words.replace(/\s+/g, ' '), stated], {symbol: name, place, related})
          break
        }
      }
    }
  },
  examples: [
    {
      name: "the other call's direction, and a text that denies it",
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_GET_BELL
+------------------
+
+:Parameters: struct kvm_bell (in)
+
+Reads the bell.
+
+4.145 KVM_RING_BELL
+-------------------
+
+:Parameters: struct kvm_bell (in)
+
+On return, the tone field is set.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:1: warning: Unexpected `(in)` of `KVM_GET_BELL`, expected `(out)` or `(in/out)` by its name',
        'Documentation/virt/kvm/api.rst:13:1: warning: Unexpected "On return, the tone field is set" of a parameter that is `(in)`, expected `(out)` or `(in/out)`, or no such words',
      ],
    },
    {
      name: 'as the name and the text have it',
      files: {
        'Documentation/virt/kvm/api.rst': `+4.144 KVM_GET_BELL
+------------------
+
+:Parameters: struct kvm_bell (out)
+
+4.145 KVM_RING_BELL
+-------------------
+
+:Parameters: struct kvm_bell (in/out)
+
+On return, the tone field is set.
`,
      },
      expected: [],
    },
  ],
})

/** What the kernel does to a parameter that it gives back. */
const writtenBack =
  /\b(?:on|upon)\s+(?:return|output|successful\s+\w+|success)\b,?[^.]{0,80}\b(?:fills?|contains?|holds?|is\s+set|are\s+set|updated?|written)\b|\b(?:KVM|the\s+kernel)\s+(?:fills(?:\s+in)?|writes\s+back|updates|copies\s+back)\s+(?:the|this|that)\s+[^.]{0,40}?(?:struct\w*|fields?|members?)\b/i
