/** A new enumerator comes last. */

import type {Place} from '../../model/index.ts'
import {type HeaderHunk, linePlace} from '../../uapi/index.ts'
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
      const told = new Set<string>()
      for (const {name, place, next} of insertions(header, input)) {
        // Of several that stand in front of one, the first.
        if (told.has(next.name)) continue
        told.add(next.name)
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
        'arch/riscv/include/uapi/asm/kvm.h:3:1: warning: Unexpected `KVM_RISCV_BELL_LONG` in front of `KVM_RISCV_BELL_TWICE`, which gets another value, expected it behind the last one',
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
 enum kvm_bell_size {
 	KVM_BELL_SMALL,
+	KVM_BELL_LARGE,
 	NUM_KVM_BELL_SIZES,
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

interface Insertion {
  readonly name: string
  readonly place: Place
  readonly next: {readonly name: string; readonly place: Place}
}

/** `KVM_BELL,` on a line of its own stands in an enum, whose head may be above the hunk. */
const enumerator = /^\s*([A-Z]\w+)\s*,?\s*(?:\/\*.*)?$/

/** New ones without a value, and the one behind them that was there and has none either; not what counts them. */
function insertions({view}: HeaderHunk, input: PatchInput): readonly Insertion[] {
  const {lines} = view
  // A line that is taken out may be the one that is put in.
  if (view.hunk.lines.some(({kind, text}) => kind === 'removed' && enumerator.test(text))) return []
  return lines.flatMap((line, index): Insertion[] => {
    const name = enumerator.exec(line.text)?.[1]
    const place = linePlace(view, index)
    if (line.kind !== 'added' || name === undefined || !input.view.isAdded(place)) return []
    const at = lines.findIndex(
      ({kind, text}, other) =>
        other > index && !(kind === 'added' && enumerator.test(text)) && !/^\s*(?:\/?\*.*)?$/.test(text),
    )
    const next = enumerator.exec(lines[at]?.text ?? '')?.[1]
    if (next === undefined || lines[at]?.kind !== 'context' || isCount(next)) return []
    return [{name, place, next: {name: next, place: linePlace(view, at)}}]
  })
}

const isCount = (name: string): boolean =>
  /(?:_|^)(?:MAX|NR\w*|LAST|END|COUNT|NUM|SIZE|LEN)$|(?:^|_)(?:NR|NUM)_|_MAX_\w+$|_AFTER_LAST/.test(name)
