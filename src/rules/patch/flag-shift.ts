/** A flag is a bit of an integer that has that many. */

import {newMacros} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const flagShift = definePatchRule({
  id: 'flag-shift',
  scope: 'patch',
  severity: 'warning',
  summary: 'A 1 that is shifted has a type that is wide enough, and no sign.',
  why: '`1 << 31` is negative: in a 64-bit member it sets the upper half as well. `1 << 32` has no value at all.',
  source: 'C11, 6.5.7, paragraph 4; include/uapi/linux/const.h',
  messages: {
    sign: (name) => `Unexpected sign of \`${name}\`, which is an \`int\` shifted by 31, expected \`1U\` or \`1ULL\``,
    bits: (name, value) =>
      `Unexpected ${value} as the flag \`${name}\`, expected a power of two: it has more than one bit`,
    width: (name, shift) => `Unexpected \`int\` shifted by ${shift} in \`${name}\`, expected \`1ULL\``,
  },
  check(input, report) {
    for (const {name, place, body, value} of newMacros(input)) {
      if (/_FLAGS?_(?!.*(?:MASK|ALL|VALID|SHIFT|BITS|NR|NUM|MAX))/.test(name) && hasBits(body, value))
        report('bits', [name, body], {symbol: name, place})
      for (const [, text = ''] of body.matchAll(/(?<![\w.])1\s*<<\s*\(?(\d+)\b/g)) {
        const shift = Number(text)
        if (shift >= 31) report(shift === 31 ? 'sign' : 'width', [name, text], {symbol: name, place})
      }
    }
  },
  examples: [
    {
      name: 'bits that an int does not have',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_LOUD	(1 << 31)
+#define KVM_BELL_LONG	(1 << 32)
+#define KVM_BELL_FLAG_TWICE	2
+#define KVM_BELL_FLAG_AGAIN	3
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:1:9: warning: Unexpected sign of `KVM_BELL_LOUD`, which is an `int` shifted by 31, expected `1U` or `1ULL`',
        'include/uapi/linux/kvm.h:2:9: warning: Unexpected `int` shifted by 32 in `KVM_BELL_LONG`, expected `1ULL`',
        'include/uapi/linux/kvm.h:4:9: warning: Unexpected 3 as the flag `KVM_BELL_FLAG_AGAIN`, expected a power of two: it has more than one bit',
      ],
    },
    {
      name: 'bits of wider integers, and lower ones',
      files: {
        'include/uapi/linux/kvm.h': `+#define KVM_BELL_LOUD	(1U << 31)
+#define KVM_BELL_LONG	(1ULL << 32)
+#define KVM_BELL_TWICE	(1 << 30)
`,
      },
      expected: [],
    },
  ],
})

/** A number as it is written; a sum of flags is meant. */
function hasBits(body: string, value: bigint | undefined): boolean {
  return (
    value !== undefined && value > 0n && /^\(?(?:0x)?[0-9a-f]+U?L*\)?$/i.test(body) && (value & (value - 1n)) !== 0n
  )
}
