/** Two flags of one field have two bits. */

import type {Constant} from '../../model/index.ts'
import {type HeaderHunk, type HunkMacro, newMacros, type TreeInput} from '../../uapi/index.ts'
import {definePatchRule, type SeriesInput} from '../define-patch-rule.ts'
import {headerNames} from '../support/headers.ts'

export const flagTaken = definePatchRule({
  id: 'flag-taken',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new flag has a bit that no flag beside it has.',
  why: 'A program that sets the one sets the other; two series that add the next flag of a field choose the same bit.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    taken: (bit, name, owner) => `Unexpected bit ${bit} of \`${name}\`, expected a free one: \`${owner}\` has it`,
  },
  check(input, report) {
    const added = new Set(newMacros(input))
    for (const header of input.headers) {
      for (const flags of runsOf(header)) {
        const byBit = new Map<string, Flag[]>()
        for (const flag of flags) {
          const same = byBit.get(flag.bit)
          if (same) same.push(flag)
          else byBit.set(flag.bit, [flag])
        }
        const above = hiddenFlags(flags, added, input.series.patched)
        for (const {macro, bit, name} of flags) {
          if (!added.has(macro)) continue
          const same = byBit.get(bit) ?? []
          const index = same.findIndex((flag) => flag.macro === macro)
          const owner = same.find((flag, at) => flag.macro !== macro && (at < index || !added.has(flag.macro)))
          const taken = owner
            ? {name: owner.name, place: owner.macro.place}
            : above.find((flag) => flag.value === 1n << BigInt(bit))
          if (!taken || !areSiblings(name, taken.name)) continue
          const related = [{place: taken.place, message: `bit ${bit}`}]
          report('taken', [bit, name, taken.name], {symbol: name, place: macro.place, related})
        }
      }
    }
  },
  examples: [
    {
      name: 'the bit of the flag above',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_BELL_LOUD	(1 << 0)
 #define KVM_BELL_LONG	(1 << 1)
+#define KVM_BELL_TWICE	(1 << 1)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:3:9: warning: Unexpected bit 1 of `KVM_BELL_TWICE`, expected a free one: `KVM_BELL_LONG` has it',
      ],
    },
    {
      name: 'the next bit, another name for a flag, a mask, counts, and the flags of another field',
      files: {
        'include/uapi/linux/kvm.h': ` #define KVM_BELL_LOUD	(1 << 0)
 #define KVM_BELL_LONG	(1 << 1)
+#define KVM_BELL_TWICE	(1 << 2)
+#define KVM_BELL_AGAIN	KVM_BELL_TWICE
+#define KVM_BELL_VALID_MASK	(1 << 2)
+#define KVM_BELL_MAX_NUM_LOUD	(1 << 2)
+#define KVM_BELL_MAX_NUM_LONG	(1 << 2)
+#define KVM_ROPE_SHORT	(1 << 0)
+
+#define KVM_BELL_RINGS	(1 << 0)
`,
      },
      expected: [],
    },
  ],
})

interface Flag {
  readonly macro: HunkMacro
  readonly name: string
  /** As written: `3`. */
  readonly bit: string
}

/** Flags that stand below each other, a line each: behind a blank line or a comment another field's may begin. */
function runsOf({macros, enumerators}: HeaderHunk): readonly (readonly Flag[])[] {
  return [macros, enumerators].flatMap((list) => {
    const runs: Flag[][] = []
    let last: number | undefined
    for (const macro of list) {
      const bit = bitOf(macro)
      if (bit === undefined) continue
      const flag = {macro, name: macro.name, bit}
      const run = runs.at(-1)
      if (run && last !== undefined && macro.place.line - last === 1) run.push(flag)
      else runs.push([flag])
      last = macro.place.line
    }
    return runs
  })
}

/** Those of the tree that stand in one run with a flag that the hunk only shows, and that the hunk does not show. */
function hiddenFlags(
  shown: readonly Flag[],
  added: ReadonlySet<HunkMacro>,
  patched: SeriesInput['patched'],
): readonly Constant[] {
  const beside = shown.find(({macro}) => !added.has(macro))
  if (!beside || !patched || !shown.some(({macro}) => added.has(macro))) return []
  const names = new Set(shown.map(({name}) => name))
  return (runsIn(patched.read()).get(beside.name) ?? []).filter(({name}) => !names.has(name))
}

const runs = new WeakMap<TreeInput, ReadonlyMap<string, readonly Constant[]>>()

/** Constants of one bit that stand below each other in a header of the tree, by the name of each. */
function runsIn(tree: TreeInput): ReadonlyMap<string, readonly Constant[]> {
  const known = runs.get(tree)
  if (known) return known
  const byName = new Map<string, Constant[]>()
  let run: Constant[] = []
  for (const constant of headerNames(tree, 'constants')) {
    const {value, place, name} = constant
    if (value === undefined || value <= 0n || (value & (value - 1n)) !== 0n) continue
    const last = run.at(-1)?.place
    if (last?.file !== place.file || place.line - last.line !== 1) run = []
    run.push(constant)
    byName.set(name, run)
  }
  runs.set(tree, byName)
  return byName
}

/** `(1 << 3)`, `1ULL << 3`, `BIT(3)`, `_BITULL(3)`. */
function bitOf({body, parameters, name}: HunkMacro): string | undefined {
  if (parameters || /_(?:MASK|SHIFT|ALL|DEFAULT|SIZE)$|_(?:MAX|MIN|NUM|COUNT)(?:_|$)/.test(name)) return undefined
  const [, shifted, called] =
    /^\(*1(?:U?L{0,2}|L{0,2}U?)\s*<<\s*(\d+)\)*$|^\(*_?BIT(?:_?ULL|_?UL)?\s*\(\s*(\d+)\s*\)\)*$/i.exec(body) ?? []
  return shifted ?? called
}

/** All words but the last ones are the same, two at least. */
function areSiblings(one: string, other: string): boolean {
  const [words, others] = [one.split('_'), other.split('_')]
  const differs = words.findIndex((word, index) => word !== others[index])
  return differs >= 2 && differs >= Math.min(words.length, others.length) - 2
}
