/** A new enumerator comes last. */

import type {HeaderHunk, HunkMacro} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'

export const enumeratorInserted = definePatchRule({
  id: 'enumerator-inserted',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new enumerator of a uapi header does not move those behind it.',
  why: 'Programs that are compiled already pass the numbers that the others had.',
  source: 'Documentation/process/stable-api-nonsense.rst: the interface to userspace is stable',
  messages: {
    moved: (name, next) =>
      `Unexpected \`${name}\` in front of \`${next}\`, which gets another value, expected it behind the last one`,
  },
  check(input, report) {
    for (const header of input.headers) {
      for (const {name, place, next} of insertions(header, input)) {
        report('moved', [name, next.name], {symbol: name, place, related: [{place: next.place}]})
      }
    }
  },
  examples: [
    {
      name: 'in the middle',
      files: {
        'arch/riscv/include/uapi/asm/kvm.h': ` enum KVM_RISCV_BELL_ID {
 	KVM_RISCV_BELL_LOUD = 0,
+	KVM_RISCV_BELL_LONG,
 	KVM_RISCV_BELL_TWICE,
 	KVM_RISCV_BELL_MAX,
 };
`,
      },
      expected: [
        'arch/riscv/include/uapi/asm/kvm.h:3:2: warning: Unexpected `KVM_RISCV_BELL_LONG` in front of `KVM_RISCV_BELL_TWICE`, which gets another value, expected it behind the last one',
      ],
    },
    {
      name: 'at the end, in front of the count, and in front of one with a value',
      files: {
        'arch/riscv/include/uapi/asm/kvm.h': ` enum KVM_RISCV_BELL_ID {
 	KVM_RISCV_BELL_LOUD = 0,
 	KVM_RISCV_BELL_TWICE,
+	KVM_RISCV_BELL_LONG,
 	KVM_RISCV_BELL_MAX,
 };
 enum kvm_bell_kind {
 	KVM_BELL_BRASS = 1,
+	KVM_BELL_IRON,
 	KVM_BELL_GLASS = 3,
 };
`,
      },
      expected: [],
    },
  ],
})

interface Insertion extends HunkMacro {
  readonly next: HunkMacro
}

/** New ones without a value, and the one behind them that was there and has none either; not what counts them. */
function insertions({enumerators, view}: HeaderHunk, input: PatchInput): readonly Insertion[] {
  const removed = view.hunk.lines.filter(({kind}) => kind === 'removed').map(({text}) => text)
  return enumerators.flatMap((enumerator, index): Insertion[] => {
    const next = enumerators[index + 1]
    if (!next || !input.view.isAdded(enumerator.place) || input.view.isAdded(next.place)) return []
    const isNumbered = enumerator.body !== '' || next.body !== ''
    // Where a brace is between them, they are of two enums.
    const between = view.text.slice(enumerator.place.endOffset, next.place.offset)
    const isCount = /(?:_|^)(?:MAX|NR\w*|LAST|END|COUNT|NUM)$|^_*NR_|_MAX_\w+$/i.test(next.name)
    const isRenamed = removed.some((text) => /^\s*\w+,/.test(text))
    return isNumbered || isCount || isRenamed || between.includes('}') ? [] : [{...enumerator, next}]
  })
}
