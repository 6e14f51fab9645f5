/** A member that holds data does not point to it. */

import type {Type} from '../../model/index.ts'
import {membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedMatches, shownStructs} from './support/documents.ts'

export const docFieldKind = definePatchRule({
  id: 'doc-field-kind',
  scope: 'patch',
  severity: 'warning',
  summary: 'Only a pointer or an address is said to point to something.',
  why: 'A program that takes the member for an address reads from a place that is none; one that takes an address for the data copies eight bytes of it.',
  source: 'Review of KVM_GET_STATS_FD, 2021',
  messages: {
    points: (member, kind) =>
      `Unexpected "points to" of \`${member}\`, which is ${kind}, expected that it holds the data itself`,
  },
  check(input, report) {
    const structs = [...shownStructs(input), ...newStructs(input)]
    const fields = structs.flatMap(({type}) => membersWithin(type)).map(({field}) => field)
    for (const {match, place} of addedMatches(
      input,
      /[`'"]*\b(\w+)\b[`'"]*\s+(?:field\s+|member\s+)?points?\s+to\b/g,
    )) {
      const types = fields.filter(({name}) => name === match[1]).map(({type}) => type)
      const kind = types[0] && kindOf(types[0])
      if (kind === undefined || !types.every((type) => kindOf(type) === kind)) continue
      report('points', [match[1] ?? '', kind], {symbol: match[1] ?? '', place})
    }
  },
  examples: [
    {
      name: 'an array at the end of its struct',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u32 size;
+	__u32 pad;
+	char name[];
+  };
+
+The \`\`name\`\` field points to the name of the bell.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:9:5: warning: Unexpected "points to" of `name`, which is an array, expected that it holds the data itself',
      ],
    },
    {
      name: 'an address in 64 bits',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell {
+	__u64 name;
+  };
+
+The \`\`name\`\` field points to the name of the bell.
`,
      },
      expected: [],
    },
  ],
})

/** `undefined` for what may hold an address. */
function kindOf(type: Type): string | undefined {
  if (type.kind === 'array' || type.kind === 'flexible-array') return 'an array'
  if (type.kind === 'struct' || type.kind === 'union') return `a ${type.kind}`
  if (type.kind === 'integer' && /(?:8|16|32)$|char|short|int$/.test(type.name)) return `a \`${type.name}\``
  return undefined
}
