/** What userspace passes is made of integers of a fixed width. */

import type {Field, Place, Severity, Type} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {addedStructs, isOfProcess, membersOf} from './support/added-structs.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {headerNames} from './support/headers.ts'
import {typeText} from './support/struct-comparisons.ts'

const section = ioctlSection({parameter: {type: 'struct kvm_do', direction: 'in'}})
const capabilities = [{name: 'KVM_CAP_DO', number: 1}] as const
const ioctls = [{name: 'KVM_DO', macro: '_IOW', number: 1, argument: 'struct kvm_do'}] as const

export const uapiType = defineRule({
  id: 'uapi-type',
  scope: 'addition',
  severity: 'warning',
  summary: 'What userspace passes is made of integers of a fixed width.',
  why: "A `long` or a pointer has another size in a 32-bit program; the values of a `bool`, an enum and the bits of a bit-field are the compiler's.",
  source: 'Documentation/driver-api/ioctl.rst, "32-bit compat mode" and "Structure layout"',
  messages: {
    argument: (type, ioctl, wanted) => `Unexpected \`${type}\` as the argument of \`${ioctl}\`, expected ${wanted}`,
    member: (type, member, struct, wanted) =>
      `Unexpected \`${type}\` of \`${member}\` in \`struct ${struct}\`, expected ${wanted}`,
    address: (type, member, struct) =>
      `Unexpected \`${type}\` of \`${member}\` in \`struct ${struct}\`, expected \`__u64\`: an address has 64 bits`,
  },
  check(addition, report) {
    // Once a header is enough, and once a struct.
    const said = new Set<string>()
    for (const {name, argument, place} of headerNames(addition.own, 'ioctls')) {
      const wanted = argument && insteadOfArgument(argument)
      const key = `${place.file.replace(/@@.*/, '')} ${argument?.kind === 'pointer' ? 'pointer' : wanted}`
      if (argument && wanted && !said.has(key))
        report('argument', [spell(argument), name, wanted], {symbol: name, place, severity: severityOf(argument)})
      if (wanted) said.add(key)
    }
    const single = addition.members.map(({struct = '{…}', field}) => [struct, field.name ?? '', field] as const)
    const whole = addedStructs(addition).flatMap(({name, type}) =>
      membersOf(type).map(([path, field]) => [name, path, field] as const),
    )
    const groups = new Map<string, {struct: string; path: string; wanted: string; field: Field}[]>()
    for (const [struct, path, field] of [...single, ...whole]) {
      const {name, type, place} = field
      if (isNarrow(type) && address.test(path)) {
        report('address', [spell(type), path, struct], {symbol: `struct ${struct}.${path}`, place})
      }
      const wanted = insteadOf(type)
      // A bit-field without a name is padding.
      if (!wanted || (type.kind === 'bit-field' && name === undefined)) continue
      if ((isNative(type) && isOfArchitecture(place)) || isOfProcess(place)) continue
      const key = `${struct} ${wanted}`
      const group = groups.get(key)
      if (group) group.push({struct, path, wanted, field})
      else groups.set(key, [{struct, path, wanted, field}])
    }
    for (const [first, ...others] of groups.values()) {
      if (!first) continue
      const {struct, path, wanted, field} = first
      const note = others.length === 0 ? undefined : `So is ${others.map((one) => `\`${one.path}\``).join(', ')}.`
      report('member', [spell(field.type), path, struct, wanted], {
        symbol: `struct ${struct}.${path}`,
        place: field.place,
        note,
        severity: severityOf(field.type),
      })
    }
  },
  examples: [
    {
      name: 'an int, which is as wide everywhere',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	int fd;
+	__u32 flags;
+};
`,
      },
      expected: ['include/uapi/linux/kvm.h:2:6: info: Unexpected `int` of `fd` in `struct kvm_bell`, expected `__s32`'],
    },
    {
      name: 'a bool, a pointer and a long',
      version: version({
        sections: [section],
        capabilities,
        ioctls,
        structs: [
          {
            name: 'kvm_do',
            members: [
              {name: 'on', type: 'bool'},
              {name: 'buffer', type: 'void *'},
              {name: 'len', type: 'unsigned long'},
              {name: 'flags', type: 'u32'},
              {name: 'gpa', type: '__u32'},
            ],
          },
        ],
      }),
      expected: [
        'example@v1/kvm.h:9:8: warning: Unexpected `__u32` of `gpa` in `struct kvm_do`, expected `__u64`: an address has 64 bits',
        'example@v1/kvm.h:5:7: warning: Unexpected `bool` of `on` in `struct kvm_do`, expected `__u8`, of which two values are defined',
        'example@v1/kvm.h:6:8: warning: Unexpected `void *` of `buffer` in `struct kvm_do`, expected `__u64`, which holds an address of any program',
        'example@v1/kvm.h:7:16: warning: Unexpected `unsigned long` of `len` in `struct kvm_do`, expected `__u32` or `__u64`',
        'example@v1/kvm.h:8:6: warning: Unexpected `u32` of `flags` in `struct kvm_do`, expected `__u32`, which userspace has, too',
      ],
    },
    {
      name: 'bit-fields, said once a struct, and a pointer whose size the number would carry',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u32 loud : 1;
+	__u32 tone : 15;
+	__u32 : 16;
+};
+#define KVM_RING_BELL _IOW(KVMIO, 0xf0, struct kvm_bell *)
`,
      },
      expected: [
        'include/uapi/linux/kvm.h:2:8: warning: Unexpected `__u32 : 1` of `loud` in `struct kvm_bell`, expected an integer and masks',
        "include/uapi/linux/kvm.h:6:9: warning: Unexpected `struct kvm_bell *` as the argument of `KVM_RING_BELL`, expected `struct kvm_bell`, whose size the number carries: a pointer's is another one in a 32-bit program",
      ],
    },
    {
      name: 'integers, and a name that is an array of char',
      version: version({
        sections: [section],
        capabilities,
        ioctls,
        structs: [
          {
            name: 'kvm_do',
            members: [
              {name: 'buffer', type: '__u64'},
              {name: 'len', type: '__u32'},
              {name: 'flags', type: '__u32'},
              {name: 'name', type: 'char', length: 16},
            ],
          },
        ],
      }),
      expected: [],
    },
  ],
})

/** What holds an address by its name. */
const address = /(?:^|[._])(?:[gh][pv]a|gfn|userspace_addr|guest_addr|uaddr)$/

const isNarrow = (type: Type): boolean => type.kind === 'integer' && /(?:8|16|32)(?:_t)?$|int$/.test(type.name)

const isOfArchitecture = ({file}: Place): boolean => file.startsWith('arch/')

/** An architecture's registers are as wide as its `long`, and its own order of bits is what it has. */
/** An `int` is as wide wherever Linux runs: nothing breaks. */
function severityOf(type: Type): Severity {
  if (type.kind === 'array' || type.kind === 'flexible-array') return severityOf(type.of)
  return type.kind === 'integer' && /\b(?:int|short)$/.test(type.name) ? 'info' : 'warning'
}

function isNative(type: Type): boolean {
  if (type.kind === 'array' || type.kind === 'flexible-array') return isNative(type.of)
  return type.kind === 'bit-field' || (type.kind === 'integer' && /long$/.test(type.name))
}

/** What belongs in the place of an integer whose size or values are somebody else's choice. */
const integers: Readonly<Record<string, string>> = {
  _Bool: '`__u8`, of which two values are defined',
  long: '`__s32` or `__s64`',
  'unsigned long': '`__u32` or `__u64`',
  char: '`__u8` or `__s8`: it is signed on some machines',
  int: '`__s32`',
  'unsigned int': '`__u32`',
  short: '`__s16`',
  'unsigned short': '`__u16`',
}

/** Names that only the kernel has, and those of the C library that have another size in a 32-bit program. */
const named: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^[us](?:8|16|32|64)$/, (name) => `\`__${name}\`, which userspace has, too`],
  [/^(?:size_t|ssize_t|off_t|time_t|uintptr_t)$/, () => '`__u64`'],
]

function insteadOfArgument(type: Type): string | undefined {
  if (type.kind !== 'pointer') return insteadOf(type)
  const wanted = type.to.kind === 'struct' || type.to.kind === 'union' ? `\`${spell(type.to)}\`` : 'a struct'
  return `${wanted}, whose size the number carries: a pointer's is another one in a 32-bit program`
}

function insteadOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'integer':
    case 'typedef':
      return integers[type.name] ?? named.find(([name]) => name.test(type.name))?.[1](type.name)
    case 'pointer':
      return '`__u64`, which holds an address of any program'
    case 'enum':
      return '`__u32`'
    case 'bit-field':
      return 'an integer and masks'
    case 'array':
    case 'flexible-array':
      // A text is an array of char.
      return type.of.kind === 'integer' && type.of.name === 'char' ? undefined : insteadOf(type.of)
    default:
      return undefined
  }
}

/** As one writes it: `bool` is a macro for `_Bool`. */
const spell = (type: Type): string => typeText(type).replace('_Bool', 'bool').trimEnd()
