/** Members whose kind raises a question that the document has to answer. */

import type {Field} from '../../model/index.ts'
import {elementOf, membersWithin, newStructs} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {addedProse, shownStructs} from './support/documents.ts'

export const memberAmbiguous = definePatchRule({
  id: 'member-ambiguous',
  scope: 'patch',
  severity: 'info',
  summary:
    'The document says whether an end is inclusive, a string terminated, and what a count is when it is too small.',
  why: 'Both readings compile and pass the first test; programs settle the question, each its own way.',
  source: 'Documentation/process/botching-up-ioctls.rst; Documentation/virt/kvm/api.rst, KVM_GET_MSR_INDEX_LIST',
  messages: {
    end: (member, struct) => `Is \`${member}\` of \`${struct}\` inclusive, or one past the last?`,
    string: (member, struct) =>
      `Is the string in \`${member}\` of \`${struct}\` always terminated by NUL, also where it is as long as the array?`,
    aligned: (member, struct) => `Are \`${member}\` and the size of \`${struct}\` aligned, and to what?`,
    count: (member, struct) =>
      `What does userspace see where \`${member}\` of \`${struct}\` is smaller than what there is to return?`,
  },
  check(input, report) {
    const text = addedProse(input.series.patches)
    if (text === '') return
    const asked = new Set<string>()
    const shown = shownStructs(input)
    const defined = newStructs(input).filter(({tag}) => !shown.some(({name}) => name === tag))
    const structs = [...shown, ...defined.map(({tag, name, type}) => ({name: tag ?? name, type}))]
    for (const {name, type} of structs) {
      for (const {message, holds, words} of kinds) {
        // What an exit reports is not what userspace has to align.
        if (message === 'aligned' && !name.startsWith(`${input.prefix.toLowerCase()}_`)) continue
        const found = membersWithin(type).find(({field}) => holds(field, type.fields ?? []))
        if (!found || asked.has(message) || !input.view.isAdded(found.field.place)) continue
        if (words.test(`${text} ${found.field.comment ?? ''}`)) continue
        asked.add(message)
        const member = found.path.join('.')
        report(message, [member, name], {symbol: `${name}.${member}`, place: found.field.place})
      }
    }
  },
  examples: [
    {
      name: 'an end, a name and a count',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bells {
+	__u64 start;
+	__u64 end;
+	char name[16];
+	__u32 nr_bells;
+	__u32 tones[];
+  };
+
+Returns all bells between start and end.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:5:8: info: Is `end` of `kvm_bells` inclusive, or one past the last?',
        'Documentation/virt/kvm/api.rst:6:7: info: Is the string in `name` of `kvm_bells` always terminated by NUL, also where it is as long as the array?',
      ],
    },
    {
      name: 'a range of memory',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bell_range {
+	__u64 gpa;
+	__u64 size;
+  };
+
+The guest physical address, and its size in bytes.
`,
      },
      expected: [
        'Documentation/virt/kvm/api.rst:4:8: info: Are `gpa` and the size of `kvm_bell_range` aligned, and to what?',
      ],
    },
    {
      name: 'all of it said',
      files: {
        'Documentation/virt/kvm/api.rst': `+::
+
+  struct kvm_bells {
+	__u64 start;
+	__u64 end;
+	char name[16];
+	__u32 nr_bells;
+	__u32 tones[];
+  };
+
+Returns all bells from start to end inclusive, with a NUL-terminated name. Where there
+are more than nr_bells it fails with E2BIG and sets nr_bells to their number.
`,
      },
      expected: [],
    },
  ],
})

interface Kind {
  readonly message: 'end' | 'string' | 'count' | 'aligned'
  readonly holds: (field: Field, fields: readonly Field[]) => boolean
  /** Of a text that answers. */
  readonly words: RegExp
}

const kinds: readonly Kind[] = [
  {
    message: 'end',
    holds: ({name = '', type}) =>
      type.kind === 'integer' && /(?:^|_)(?:end|last)(?:_gfn|_gpa|_addr|_page)?$/.test(name),
    words:
      /\b(?:in|ex)clusive(?:ly)?\b|\bone past\b|\bone beyond\b|\blast\b|\bend *- *1\b|\bup to and including\b|[[(]\w+, *\w+[\])]/i,
  },
  {
    message: 'string',
    holds: ({name = '', type}) =>
      /name|string|label/.test(name) && (type.kind === 'array' || type.kind === 'flexible-array') && isCharacter(type),
    words: /\bNUL+\b|\bnull\b|\bterminat|\\0/i,
  },
  {
    message: 'aligned',
    holds: ({name = '', type}, fields) =>
      type.kind === 'integer' &&
      /^(?:\w*_)?(?:addr|address|gpa|hva|uaddr)$|^(?:start|base|offset)$/.test(name) &&
      fields.some((field) => /^(?:size|len|length|\w+_(?:size|len))$/.test(field.name ?? '')),
    words: /\balign|\bgranular|\bmultiple of\b|\bpage[- ]size|\bPAGE_SIZE\b|\barbitrary\b|\b4 ?K/i,
  },
  {
    message: 'count',
    holds: ({name = ''}, fields) =>
      /^(?:nr_\w+|n(?:ent|msrs|events|mems|regs)|num_\w+|count)$/.test(name) &&
      fields.at(-1)?.type.kind === 'flexible-array',
    words:
      /\bE2BIG\b|\bENOSPC\b|\btoo (?:small|big|large|few|many)\b|\bactual\b|\badjusted\b|\bup to\b|\bat most\b|\bmust (?:be|match|equal)\b/i,
  },
]

function isCharacter(type: Field['type']): boolean {
  const element = elementOf(type)
  return element.kind === 'integer' && /\bchar\b|u8\b/.test(element.name ?? '')
}
