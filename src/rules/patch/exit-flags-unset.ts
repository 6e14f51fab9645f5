/** Flags that userspace gets are set by somebody. */

import type {Place} from '../../model/index.ts'
import {defineSeriesRule, type PatchInput} from '../define-patch-rule.ts'
import {expressionsOf, piecesOf} from './support/code.ts'
import {membersWithin, newExitData} from './support/headers.ts'

export const exitFlagsUnset = defineSeriesRule({
  id: 'exit-flags-unset',
  scope: 'series',
  severity: 'warning',
  summary: "An exit's flags are set in the series that declares them, or there are none to be told apart.",
  why: 'Userspace cannot tell the causes of an exit by a member that is always zero; and where nothing defines its bits, no program can be written for it.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"; review of KVM_EXIT_MEMORY_FAULT, 2023',
  messages: {
    unset: (struct) =>
      `Unexpected \`${struct}.flags\`, which nothing in the series sets and no constant gives a meaning, expected what tells the causes of the exit apart`,
  },
  check({patches}, report) {
    const assigned = new Set(patches.flatMap(membersSet))
    for (const input of patches) {
      for (const struct of newExitData(input)) {
        const flags = membersWithin(struct.type).find(({field}) => field.name === 'flags')
        if (!flags || assigned.has(`${struct.name}.flags`) || hasBits(struct.extent, input)) continue
        report('unset', [struct.name], {symbol: `kvm_run.${struct.name}.flags`, place: flags.field.place})
      }
    }
  },
  examples: [
    {
      name: 'flags without bits',
      files: {
        'include/uapi/linux/kvm.h': `@@ struct kvm_run {
 		} notify;
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 flags;
+			__u64 tone;
+		} bell;
 		char padding[256];
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:4:10: warning: Unexpected `bell.flags`, which nothing in the series sets and no constant gives a meaning, expected what tells the causes of the exit apart',
      ],
    },
    {
      name: 'flags with a bit',
      files: {
        'include/uapi/linux/kvm.h': `@@ struct kvm_run {
 		} notify;
+		/* KVM_EXIT_BELL */
+		struct {
+#define KVM_BELL_LOUD	(1ULL << 0)
+			__u64 flags;
+			__u64 tone;
+		} bell;
 		char padding[256];
`,
      },
      expected: [],
    },
  ],
})

/** `run->memory_fault.flags = …`: `memory_fault.flags`. */
function membersSet(input: PatchInput): readonly string[] {
  return [...piecesOf(input)].flatMap(({piece}) =>
    expressionsOf(piece.body).flatMap((expression) => {
      if (expression.kind !== 'binary' || !/^(?:[-+|&^]|<<|>>)?=$/.test(expression.operator)) return []
      const {left} = expression
      return left.kind === 'member' && left.object.kind === 'member' ? [`${left.object.name}.${left.name}`] : []
    }),
  )
}

/** A constant that is defined between the braces, or one that the patch adds with FLAG in its name. */
function hasBits(extent: Place, {headers, view}: PatchInput): boolean {
  return headers.some(({macros}) =>
    macros.some(
      ({name, place}) =>
        view.isAdded(place) &&
        (/_FLAGS?(?:_|$)/.test(name) ||
          (place.file === extent.file && place.offset > extent.offset && place.offset < extent.endOffset)),
    ),
  )
}
