/** A patch does one thing. */

import type {Hunk, HunkLine} from '../../model/index.ts'
import {kindOfFile, linePlace} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const whitespaceOnlyChange = definePatchRule({
  id: 'whitespace-only-change',
  scope: 'patch',
  severity: 'warning',
  summary: 'A patch that changes the interface changes no white space elsewhere.',
  why: 'It costs whoever reads, merges or backports the patch a conflict, and hides among what matters.',
  source:
    'Documentation/process/submitting-patches.rst, "Separate your changes"; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    lines: () => 'Unexpected change of white space alone, expected it in a patch of its own',
  },
  check(input, report) {
    if (/white ?space|indent|format|align|style|clean/i.test(input.patch.subject)) return
    const all = input.patch.files.flatMap(({hunks}) => hunks)
    // Elsewhere it is no business of the interface's.
    const idle = input.view.hunks.filter(({path, hunk}) => isOfInterface(path) && isOfWhiteSpace(hunk))
    if (idle.length === all.length) return
    // Once a file is enough.
    const first = new Map(idle.toReversed().map((hunk) => [hunk.path, hunk]))
    for (const hunk of idle.filter(({path, name}) => first.get(path)?.name === name)) {
      const index = hunk.lines.findIndex(({kind}) => kind === 'added')
      report('lines', [], {symbol: 'white space', place: linePlace(hunk, index)})
    }
  },
  examples: [
    {
      name: 'a comment that is tidied on the way',
      files: {
        'include/uapi/linux/kvm.h': `@@ -10,2 +10,3 @@
 #define KVM_CAP_ROPE 1
+#define KVM_CAP_BELL 2
 
@@ -20,2 +21,2 @@
-/* Available with  KVM_CAP_ROPE */
+/* Available with KVM_CAP_ROPE */
 #define KVM_HANG_ROPE _IO(KVMIO, 0xf0)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:21:1: warning: Unexpected change of white space alone, expected it in a patch of its own',
      ],
    },
    {
      name: 'lines that are indented anew because of what is added around them',
      files: {
        'virt/kvm/kvm_main.c': ` 	int r = 0;
 
-	ring(kvm);
+	if (kvm->bell)
+		ring(kvm);
`,
      },
      expected: [],
    },
  ],
})

const isOfInterface = (path: string): boolean => ['document', 'header', 'code'].includes(kindOfFile(path) ?? '')

/** As many lines before as after, each pair the same but for white space. */
function isOfWhiteSpace({lines}: Hunk): boolean {
  const removed = lines.filter(({kind}) => kind === 'removed').map(withoutWhiteSpace)
  const added = lines.filter(({kind}) => kind === 'added').map(withoutWhiteSpace)
  return removed.length > 0 && removed.length === added.length && removed.every((text, index) => text === added[index])
}

/** But for the one that keeps two words apart. */
const withoutWhiteSpace = ({text}: HunkLine): string =>
  text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<!\w) | (?!\w)/g, '')
