/** The copies of uapi headers below tools/ are kept by those who keep the tools. */

import type {FileDiff, Place} from '../../model/index.ts'
import {kindOfFile, linePlace} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'

export const toolsInclude = definePatchRule({
  id: 'tools-include',
  scope: 'patch',
  severity: 'info',
  summary: 'A patch leaves the copies of uapi headers below tools/ alone.',
  why: 'The perf maintainers synchronise them after each merge window; a patch that does so, too, is a conflict for them, and a copy that has half of it is neither the old nor the new header.',
  source: 'tools/include/uapi/README',
  messages: {
    copy: (file) =>
      `Unexpected change of the copy \`${file}\`, expected that it is left to the synchronisation of tools/`,
    part: (file, name) =>
      `Unexpected change in part of the copy \`${file}\`, which lacks \`${name}\`, expected all of the header's change or none`,
  },
  check(input, report) {
    for (const file of input.patch.files) {
      if (file.after === undefined || kindOfFile(file.after) !== 'copy') continue
      const original = input.patch.files.find(
        (other) => other.after !== undefined && `tools/${other.after}` === file.after,
      )
      const place = firstChange(file, input)
      if (!place) continue
      const defined = new Set(definedBy(file))
      const lacking = original && definedBy(original).find((name) => !defined.has(name))
      if (lacking === undefined) report('copy', [file.after], {symbol: file.after, place})
      else report('part', [file.after, lacking], {symbol: file.after, place, severity: 'warning'})
    }
  },
  examples: [
    {
      name: 'a copy that has half of it',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_CAP_BELL 2
+#define KVM_RING_BELL _IO(KVMIO, 0xf0)
`,
        'tools/include/uapi/linux/kvm.h': `+#define KVM_CAP_BELL 2
`,
      },
      expected: [
        "tools/include/uapi/linux/kvm.h:1:1: warning: Unexpected change in part of the copy `tools/include/uapi/linux/kvm.h`, which lacks `KVM_RING_BELL`, expected all of the header's change or none",
      ],
    },
    {
      name: 'the header alone',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_CAP_BELL 2
`,
        'tools/testing/selftests/kvm/bell.c': `+#include <linux/kvm.h>
`,
      },
      expected: [],
    },
  ],
})

function definedBy({hunks}: FileDiff): readonly string[] {
  return hunks.flatMap(({lines}) =>
    lines.flatMap(({kind, text}) => (kind === 'added' ? (/^\s*#\s*define\s+(\w+)/.exec(text)?.[1] ?? []) : [])),
  )
}

function firstChange({after}: FileDiff, {view}: PatchInput): Place | undefined {
  for (const hunk of view.hunks) {
    const index = hunk.path === after ? hunk.lines.findIndex(({kind}) => kind === 'added') : -1
    if (index >= 0) return linePlace(hunk, index)
  }
  return undefined
}
