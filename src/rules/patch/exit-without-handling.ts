/** An exit's description says what userspace can do about it. */

import {definePatchRule} from '../define-patch-rule.ts'
import {sentencesOf} from './support/documents.ts'
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
    vague: (exit) => `Unexpected "handle" without a means for \`${exit}\`, expected what makes the guest go on`,
  },
  check(input, report) {
    for (const exit of describedExits(input)) {
      if (!userspace.test(textOf(exit))) {
        report('nothing', [exit.name], {symbol: exit.name, place: exit.place})
        continue
      }
      const sentences = exit.prose.flatMap((block) => sentencesOf(block.text).map((sentence) => ({block, ...sentence})))
      const spoken = sentences.filter(({text}) => userspace.test(text))
      const vague = spoken.filter(({text}) => handles.test(text) && !means.test(text.slice(text.search(userspace))))
      const last = vague.at(-1)
      if (!last || vague.length < spoken.length) continue
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
        'Documentation/virt/kvm/api.rst:8:30: warning: Unexpected "handle" without a means for `KVM_EXIT_BELL`, expected what makes the guest go on',
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

const userspace = /\b(?:userspace|user space|user-space|VMMs?|the application)\b/i
const handles =
  /\b(?:may|can|could|might|should|must|to)\s+(?:choose\s+to\s+)?(?:handle|resolve|deal with|take care of)\b/i
const means =
  /\b(?:by|with|using|via|through|KVM_[A-Z_]+|set(?:s|ting)?|writ(?:e|es|ing)|inject\w*|map\w*|reset\w*|terminat\w*|stop\w*|fill\w*|updat\w*)\b/
