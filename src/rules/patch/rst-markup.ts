/** New text of a document is marked up as the rest of it. */

import {definePatchRule} from '../define-patch-rule.ts'

export const rstMarkup = definePatchRule({
  id: 'rst-markup',
  scope: 'patch',
  severity: 'warning',
  summary: 'Titles and field lists of new text are marked up.',
  why: 'What is no title is in no table of contents and no reference leads to it; what is no field is set as a paragraph, all its lines in one.',
  source: 'Documentation/doc-guide/sphinx.rst; review of KVM_S390_VM_MISC, 2020',
  messages: {
    field: (name) => `Unexpected \`${name}:\`, expected \`:${name}:\` in a field list of its own`,
    underline: (title) => `Unexpected line below \`${title}\`, shorter than the title, expected one as long`,
    title: (title) => `Unexpected title \`${title}\` without an underline`,
  },
  check(input, report) {
    for (const {view, uapi} of input.documents) {
      if (!view.path.endsWith('.rst')) continue
      // What else the reader objects to may be whole where the hunk ends.
      for (const {message, place} of uapi.problems) {
        if (!message.startsWith('Title underline too short') || !input.view.isAdded(place)) continue
        const title =
          uapi.sections.find((section) => section.place.line + 1 >= place.line && section.place.line <= place.line)
            ?.title ?? 'the title'
        report('underline', [title], {symbol: title, place})
      }
      for (const {text, context, placeAt} of uapi.texts) {
        if (context !== 'prose') continue
        for (const [message, pattern] of patterns) {
          for (const match of text.matchAll(pattern)) {
            const [line, name = ''] = match
            const start = match.index + line.length - line.trimStart().length
            const place = placeAt(start, match.index + line.length)
            if (message === 'field' && ownFields.test(view.path)) continue
            if (input.view.isAdded(place)) report(message, [name], {symbol: name, place})
          }
        }
      }
    }
  },
  examples: [
    {
      name: 'a title without a line below it, and fields without colons',
      files: {
        'Documentation/virt/kvm/devices/vm.rst': `+6. GROUP: KVM_VM_BELL
+Architectures: s390
+
+Rings the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/devices/vm.rst:1:1: warning: Unexpected title `6. GROUP: KVM_VM_BELL` without an underline',
        'Documentation/virt/kvm/devices/vm.rst:2:1: warning: Unexpected `Architectures:`, expected `:Architectures:` in a field list of its own',
      ],
    },
    {
      name: 'a line that is too short',
      files: {
        'Documentation/virt/kvm/devices/vm.rst': `+6. GROUP: KVM_VM_BELL
+=============
+
+Rings the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/devices/vm.rst:1:1: warning: Unexpected line below `6. GROUP: KVM_VM_BELL`, shorter than the title, expected one as long',
      ],
    },
    {
      name: 'a title and fields',
      files: {
        'Documentation/virt/kvm/devices/vm.rst': `+6. GROUP: KVM_VM_BELL
+=====================
+
+:Architectures: s390
+
+Rings the bell.
`,
      },
      expected: [],
    },
  ],
})

/** Its commands have their parameters and results in paragraphs. */
const ownFields = /\/amd-memory-encryption\.rst$/

const patterns = [
  ['field', /^[ \t]*(Capability|Architectures?|Type|Target|Parameters?|Returns):(?!:)(?=[ \t]).*$/gm],
  ['title', /^[ \t]*(\d+\.(?:\d+\.?)?[ \t]+(?:GROUP: )?[A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:[ \t]*\([\w/, ]+\))?[ \t]*$/gm],
] as const
