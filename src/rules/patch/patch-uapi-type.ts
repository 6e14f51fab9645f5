/** Members of a uapi struct have types that are the same for every program. */

import type {Field, Place, Type} from '../../model/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'
import {elementOf, newMembers} from './support/headers.ts'

export const patchUapiType = definePatchRule({
  id: 'patch-uapi-type',
  scope: 'patch',
  severity: 'warning',
  summary: 'Members of a uapi struct have types of one size on every machine.',
  why: 'A 32-bit program on a 64-bit kernel, another compiler, or one with other options lays the struct out otherwise, and the kernel reads what was not written.',
  source: 'Documentation/driver-api/ioctl.rst, "Structure layout"',
  messages: {
    type: (member, type, instead) => `Unexpected \`${type}\` of \`${member}\`, expected ${instead}`,
  },
  check(input, report) {
    for (const {field, owner} of newMembers(input)) {
      const found = fault(field)
      const {name} = field
      // An architecture's registers are as wide as its `long`, and its own order of bits is what it has.
      if (!found || name === undefined || (isNative(field) && isOfArchitecture(input.view.locate(field.place))))
        continue
      report('type', [name, ...found], {symbol: owner === undefined ? name : `${owner}.${name}`, place: field.place})
    }
  },
  examples: [
    {
      name: 'types whose size or meaning depends',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	bool loud;
+	unsigned long tone;
+	void *rope;
+	u32 pad;
+};
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:7: warning: Unexpected `bool` of `loud`, expected `__u8` or a bit in flags: other values than 0 and 1 have no meaning in C',
        'include/uapi/linux/kvm.h:3:16: warning: Unexpected `unsigned long` of `tone`, expected `__u64`: it has another size in a 32-bit program',
        'include/uapi/linux/kvm.h:4:8: warning: Unexpected `pointer` of `rope`, expected `__u64`: it has another size in a 32-bit program',
        'include/uapi/linux/kvm.h:5:6: warning: Unexpected `u32` of `pad`, expected `__u32`: userspace has no other',
      ],
    },
    {
      name: 'types that are the same everywhere',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u8 loud;
+	__u64 tone;
+	char name[8];
+	int fd;
+};
`,
      },
      expected: [],
    },
  ],
})

const isOfArchitecture = ({file}: Place): boolean => file.startsWith('arch/')

function isNative({type}: Field): boolean {
  const element = elementOf(type)
  return type.kind === 'bit-field' || (element.kind === 'integer' && /long$/.test(element.name))
}

const size = 'it has another size in a 32-bit program'

/** What the type is called and what it should be. */
function fault({type}: Field): readonly [type: string, instead: string] | undefined {
  if (type.kind === 'pointer') return ['pointer', `\`__u64\`: ${size}`]
  if (type.kind === 'enum') return [`enum ${type.name ?? ''}`.trim(), "`__u32`: its size is the compiler's choice"]
  if (type.kind === 'bit-field') return ['bit-field', "flags and masks: the order of bits is the compiler's choice"]
  if (type.kind === 'integer' && type.name === 'char')
    return ['char', "`__u8` or `__s8`: its sign is the machine's choice"]
  return integerFault(type.kind === 'array' || type.kind === 'flexible-array' ? type.of : type)
}

function integerFault(type: Type): readonly [string, string] | undefined {
  const name = type.kind === 'integer' || type.kind === 'typedef' ? type.name : undefined
  if (name === undefined) return undefined
  if (/^_?[Bb]ool$/.test(name))
    return ['bool', '`__u8` or a bit in flags: other values than 0 and 1 have no meaning in C']
  if (/^(?:unsigned )?long$/.test(name)) return [name, `\`__${name === 'long' ? 's' : 'u'}64\`: ${size}`]
  if (/^[us](?:8|16|32|64)$/.test(name)) return [name, `\`__${name}\`: userspace has no other`]
  if (/^(?:size_t|ssize_t|off_t|time_t|uintptr_t)$/.test(name)) return [name, `\`__u64\`: ${size}`]
  return undefined
}
