/** An exit's description says what userspace can do about it. */

import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'
import {newSections, sentencesOf} from './support/documents.ts'
import {describedExits, textOf} from './support/exits.ts'

export const exitWithoutHandling = definePatchRule({
  id: 'exit-without-handling',
  scope: 'patch',
  severity: 'warning',
  summary: "An exit's description says what userspace has to do, and by which means.",
  why: 'A program that enters the guest again without having changed anything meets the same exit again, for ever.',
  source: 'Documentation/virt/kvm/api.rst, section 5; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    nothing: (exit) =>
      `Unexpected silence on what userspace does about \`${exit}\`, expected what makes the guest go on`,
    vague: (exit) => `Unexpected silence on how userspace handles \`${exit}\`, expected what makes the guest go on`,
  },
  check(input, report) {
    for (const exit of describedExits(input)) {
      if (!userspace.test(textOf(exit)) && !userspace.test(sectionsAbout(exit.name, input))) {
        report('nothing', [exit.name], {symbol: exit.name, place: exit.place})
        continue
      }
      const sentences = exit.prose.flatMap((block) => sentencesOf(block.text).map((sentence) => ({block, ...sentence})))
      const spoken = sentences.filter(({text}) => userspace.test(text))
      const last = spoken.at(-1)
      if (!last || spoken.some(({text}) => means.test(text.slice(text.search(userspace))))) continue
      const at = last.from + last.text.search(userspace)
      report('vague', [exit.name], {symbol: exit.name, place: last.block.placeAt(at, last.from + last.text.length)})
    }
  },
  examples: [
    {
      name: 'an exit that is handled somehow',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
+
+The guest has rung the bell. Userspace may handle the bell and return to KVM.
+
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:8:30: warning: Unexpected silence on how userspace handles `KVM_EXIT_BELL`, expected what makes the guest go on',
      ],
    },
    {
      name: 'an exit that says by which means',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+		} bell;
+
+The guest has rung the bell. Userspace may handle the bell by setting tone to 0.
+
`,
      },
      expected: [],
    },
  ],
})

/** What new sections that name the exit say: of the capability that it comes with. */
function sectionsAbout(exit: string, input: PatchInput): string {
  return newSections(input)
    .map(({blocks}) => blocks.map(({text}) => text).join('\n\n'))
    .filter((text) => text.includes(exit))
    .join('\n\n')
}

const userspace = /\b(?:userspace|user space|user-space|VMMs?|the application)\b/i
/** What it does, or with what; to handle, to resolve and to retry are none. */
const means =
  /\b(?:by|with|using|via|through|KVM_[A-Z_]+|set(?:s|ting)?|writ(?:e|es|ing)|inject\w*|map\w*|reset\w*|terminat\w*|stop\w*|fill\w*|updat\w*|emulat\w*|complet\w*|us(?:e|es|ing)|provid\w*|restor\w*|decod\w*|read\w*|check\w*|quer\w*|ignor\w*|report\w*|convert\w*|kick\w*|pars\w*|cop(?:y|ies)|advanc\w*|request\w*)\b/
