/** New text of a document is marked up as the rest of it. */

import type {Place} from '../../model/index.ts'
import type {HunkView} from '../../uapi/index.ts'
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
    code: (line) => `Unexpected C in running text (\`${line}\`), expected a literal block, \`::\``,
    list: (item) => `Unexpected list item \`${item}\` within a paragraph, expected a blank line above the list`,
    problem: (message) => `Unexpected markup: ${message}`,
  },
  check(input, report) {
    for (const {view, uapi} of input.documents) {
      if (!view.path.endsWith('.rst')) continue
      for (const {message, place} of uapi.problems) {
        if (!input.view.isAdded(place)) continue
        // A closing brace is the end of C that is no literal block, which is said where it begins.
        const isBrace = /^\s*\}/.test(view.lines[place.line - 1]?.text ?? '')
        if (visible.test(message) && !isBrace && beginsInSight(view, place)) {
          const symbol = message.split(/[.;]/, 1)[0] ?? message
          report('problem', [message.replace(/\s+/g, ' ')], {symbol, place})
        }
        if (!message.startsWith('Title underline too short')) continue
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
            // C of a literal block that begins above the hunk.
            if (message === 'code' && /^\s/.test(line) && !beginsInSight(view, place)) continue
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
      name: 'a list in the middle of a paragraph, and a literal block that is none',
      files: {
        'Documentation/virt/kvm/api.rst': `+The bell does not ring at all,
+or it rings if:
+  * the guest pulls the rope,
+  * the rope holds.
+
+It sounds so::
+
+As loud as the bell is.
+
+It rings one of these tones:
+- soft ones
+- loud ones
+
+struct kvm_bell {
+	__u32 tone;
+};
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:3:3: warning: Unexpected markup: Unexpected indentation.',
        'Documentation/virt/kvm/api.rst:8:1: warning: Unexpected markup: Literal block expected; none found.',
        'Documentation/virt/kvm/api.rst:11:1: warning: Unexpected list item `- soft ones` within a paragraph, expected a blank line above the list',
        'Documentation/virt/kvm/api.rst:14:1: warning: Unexpected C in running text (`struct kvm_bell {`), expected a literal block, `::`',
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
/** What is wrong whatever stands below the hunk. */
const visible =
  /^(?:Unexpected indentation|Literal block expected|(?:Block quote|Literal block|Bullet list|Enumerated list|Definition list|Field list) ends without a blank line|Malformed table\.\s+Text in column margin)/

/** Above it, among lines that are as new, one begins at the margin: no block is open that began above the hunk. */
function beginsInSight({lines}: HunkView, place: Place): boolean {
  for (let index = place.line - 2; index >= 0 && lines[index]?.kind === 'added'; index--) {
    if (/^\S/.test(lines[index]?.text ?? '')) return true
  }
  return false
}

const patterns = [
  ['code', /^[ \t]*((?:struct|union|enum) \w+ \{|#define [A-Z]\w+ +\(?(?:\d|1U?L*L? ?<<|_IO|BIT).*)[ \t]*$/gm],
  ['list', /(?<=[a-z,]:\n)[ \t]*((?:[-*+]|\d\.|\d\)) [A-Za-z`].{0,30}).*$/gm],
  ['field', /^[ \t]*(Capability|Architectures?|Type|Target|Parameters?|Returns):(?!:)(?=[ \t]).*$/gm],
  ['title', /^[ \t]*(\d+\.(?:\d+\.?)?[ \t]+(?:GROUP: )?[A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:[ \t]*\([\w/, ]+\))?[ \t]*$/gm],
] as const
