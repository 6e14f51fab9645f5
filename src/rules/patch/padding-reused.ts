/** A member that takes the place of padding: as large, and said to be set. */

import {abiOf, layoutOf} from '../../abi/index.ts'
import type {CompositeType, Field, HunkLine, Place} from '../../model/index.ts'
import {fieldsOf, parseC} from '../../read/c/index.ts'
import {type HeaderHunk, linePlace, newMacros} from '../../uapi/index.ts'
import {definePatchRule, type PatchInput} from '../define-patch-rule.ts'
import {isPadding} from '../support/compare-struct.ts'

export const paddingReused = definePatchRule({
  id: 'padding-reused',
  scope: 'patch',
  severity: 'warning',
  summary: 'What takes the place of padding is as large as it was, and a flag or a capability says that it is set.',
  why: 'The size of a struct is part of the number of its ioctl. Programs that were compiled before leave in the bytes whatever was there, unless the kernel has always refused that.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    size: (before, after) =>
      `Unexpected ${after} bytes in the place of ${before}, expected the padding to shrink by what is added`,
    unsaid: (member) =>
      `How does the kernel know that a program has set \`${member}\`, and does not leave old bytes there: by a flag, or because they had to be 0?`,
  },
  check(input, report) {
    for (const header of input.headers) {
      for (const {removed, added, place} of replacements(header)) {
        const padding = removed.filter(({name}) => isPadding(name))
        const members = added.filter(({name}) => !isPadding(name))
        const first = members[0]?.name
        if (padding.length === 0 || padding.length !== removed.length || first === undefined) continue
        const [before, after] = [sizeOf(removed), sizeOf(added)]
        const detail = {symbol: first, place}
        if (before !== undefined && after !== undefined && before !== after) {
          report('size', [String(before), String(after)], detail)
        } else if (!isAnnounced(input)) report('unsaid', [first], {...detail, severity: 'info'})
      }
    }
  },
  examples: [
    {
      name: 'one that is larger, and one that nobody says is set',
      files: {
        'include/uapi/linux/kvm.h': ` struct kvm_bell {
 	__u32 tone;
-	__u32 pad;
+	__u64 length;
 	__u64 count;
 };
 struct kvm_rope {
 	__u32 length;
-	__u8 reserved[28];
+	__u32 width;
+	__u8 reserved[24];
 };
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:3:1: warning: Unexpected 8 bytes in the place of 4, expected the padding to shrink by what is added',
        'include/uapi/linux/kvm.h:8:1: info: How does the kernel know that a program has set `width`, and does not leave old bytes there: by a flag, or because they had to be 0?',
      ],
    },
    {
      name: 'as large, with a flag',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_ROPE_FLAG_WIDTH (1 << 1)
 struct kvm_rope {
 	__u32 length;
-	__u8 reserved[28];
+	__u32 width;
+	__u8 reserved[24];
 };
`,
      },
      expected: [],
    },
  ],
})

interface Replacement {
  readonly removed: readonly Field[]
  readonly added: readonly Field[]
  /** Of the first added line. */
  readonly place: Place
}

/** Members on removed lines, and those on the added ones right behind or before them. */
function replacements({view}: HeaderHunk): readonly Replacement[] {
  const found: Replacement[] = []
  let run: HunkLine[] = []
  let at = 0
  const close = () => {
    const [removed, added] = [membersOn(run, 'removed'), membersOn(run, 'added')]
    const first = run.findIndex(({kind}) => kind === 'added')
    if (removed.length > 0 && added.length > 0) {
      const before = run.slice(0, first).filter(({kind}) => kind !== 'removed').length
      found.push({removed, added, place: linePlace(view, at + before)})
    }
    at += run.filter(({kind}) => kind !== 'removed').length
    run = []
  }
  for (const line of view.hunk.lines) {
    if (line.kind !== 'context') run.push(line)
    else {
      close()
      at++
    }
  }
  close()
  return found
}

/** Nothing where the lines hold more than members: a brace makes a struct of them. */
function membersOn(lines: readonly HunkLine[], kind: HunkLine['kind']): readonly Field[] {
  const text = lines.flatMap((line) => (line.kind === kind ? [line.text] : [])).join('\n')
  if (/[{}#]/.test(text)) return []
  const file = parseC(text, '')
  return fieldsOf(file.items, file)
}

/** Bytes on x86-64, where all of it can be read. */
function sizeOf(fields: readonly Field[]): number | undefined {
  const type: CompositeType = {kind: 'struct', name: undefined, fields, packed: true}
  const result = layoutOf(type, abiOf('x86'), {composite: () => undefined, typedef: () => undefined})
  return result.ok ? result.layout.size : undefined
}

function isAnnounced(input: PatchInput): boolean {
  return input.series.patches
    .flatMap(newMacros)
    .some(({name}) => /_(?:FLAGS?|VALID|HAS)_|_CAP_/.test(name) || /_(?:FLAGS?|VALID)$/.test(name))
}
