/** What a compiler would put between members is written down. */

import {abis, type Layout, layoutOf, type Resolve} from '../../abi/index.ts'
import type {HunkStruct} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {newStructs} from './support/headers.ts'

export const structPadding = definePatchRule({
  id: 'struct-padding',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new uapi struct has no bytes but those of its members, and the same layout on every machine.',
  why: "Bytes between members hold whatever was on the kernel's stack, which leaks; and where their number depends on the machine, a 32-bit program and a 64-bit kernel do not mean the same struct.",
  source: 'Documentation/driver-api/ioctl.rst, "Structure layout"',
  messages: {
    hole: (struct, bytes, offset) =>
      `Unexpected hole of ${bytes} bytes at offset ${offset} of \`${struct}\`, expected a member for them`,
    tail: (struct, bytes) =>
      `Unexpected ${bytes} bytes behind the last member of \`${struct}\`, expected a member for them`,
    differs: (struct, member, narrow, wide) =>
      `Unexpected offset ${narrow} of \`${member}\` in \`${struct}\` on i386, expected ${wide} as on x86-64`,
  },
  check(input, report) {
    const structs = newStructs(input)
    const resolve: Resolve = {
      composite: (kind, name) => structs.find(({tag, type}) => tag === name && type.kind === kind)?.type,
      typedef: () => undefined,
    }
    for (const struct of structs.filter(({outermost, type}) => outermost && type.kind === 'struct')) {
      const wide = layout(struct, 'x86-64', resolve)
      const narrow = layout(struct, 'i386', resolve)
      if (!wide || !narrow) continue
      const {name, place} = struct
      const [hole] = wide.holes
      if (hole) report('hole', [name, String(hole.size), String(hole.offset)], {symbol: name, place})
      // What follows in a union of kvm_run does not move.
      else if (wide.tailPadding > 0 && struct.tag !== undefined)
        report('tail', [name, String(wide.tailPadding)], {symbol: name, place})
      else if (!/^arch\/(?!x86\/)/.test(input.view.locate(place).file)) {
        const moved = wide.fields.find(
          ({path, offset}, index) => narrow.fields[index]?.path === path && narrow.fields[index]?.offset !== offset,
        )
        if (moved) {
          const other = narrow.fields.find(({path}) => path === moved.path)
          report('differs', [name, moved.path, String(other?.offset), String(moved.offset)], {symbol: name, place})
        }
      }
    }
  },
  examples: [
    {
      name: 'a hole, and an end that is not there on i386',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u32 flags;
+	__u64 tone;
+};
+struct kvm_rope {
+	__u64 length;
+	__u32 flags;
+};
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:8: warning: Unexpected hole of 4 bytes at offset 4 of `struct kvm_bell`, expected a member for them',
        'include/uapi/linux/kvm.h:5:8: warning: Unexpected 4 bytes behind the last member of `struct kvm_rope`, expected a member for them',
      ],
    },
    {
      name: 'with members for all bytes',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u32 flags;
+	__u32 pad;
+	__u64 tone;
+};
`,
      },
      expected: [],
    },
  ],
})

function layout({type}: HunkStruct, name: 'x86-64' | 'i386', resolve: Resolve): Layout | undefined {
  const abi = abis.find((candidate) => candidate.name === name)
  const result = abi && layoutOf(type, abi, resolve)
  return result?.ok ? result.layout : undefined
}
