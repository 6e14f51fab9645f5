/** What has no length says so in C's own words. */

import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {shownStructs} from './support/documents.ts'

export const zeroLengthArray = definePatchRule({
  id: 'zero-length-array',
  scope: 'patch',
  severity: 'warning',
  summary: 'An array at the end of a struct is a flexible array.',
  why: 'Compilers cannot tell a `[0]` that stands for more from one that is empty, and let an access beyond it pass; a flexible array has to be last and is checked.',
  source: 'Documentation/process/deprecated.rst, "Zero-length and one-element arrays"',
  messages: {
    zero: (member) => `Unexpected \`${member}[0]\`, expected \`${member}[]\``,
  },
  check(input, report) {
    const seen = new Set<string>()
    for (const {name, type} of [...newStructs(input), ...shownStructs(input)]) {
      for (const {field} of membersWithin(type)) {
        const key = `${field.place.file}:${field.place.offset}`
        if (field.type.kind !== 'array' || field.type.length.text !== '0' || seen.has(key)) continue
        seen.add(key)
        report('zero', [field.name ?? ''], {symbol: `${name}.${field.name}`, place: field.place})
      }
    }
  },
  examples: [
    {
      name: 'an array of length 0',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 size;
+	__u8 name[0];
+};
`,
      },
      expected: ['include/uapi/linux/kvm.h:3:7: warning: Unexpected `name[0]`, expected `name[]`'],
    },
    {
      name: 'a flexible array, and one of a stated length',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u8 tone[8];
+	__u8 name[];
+};
`,
      },
      expected: [],
    },
  ],
})
