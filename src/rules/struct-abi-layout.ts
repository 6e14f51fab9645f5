/** A new struct is laid out alike on every ABI. */

import type {FieldLayout, Layout} from '../abi/index.ts'
import {defineRule} from './define-rule.ts'
import {type AddedStruct, addedStructs, type LaidOut, layoutsOf} from './support/added-structs.ts'
import {exitVersion} from './support/addition-example.ts'
import {gapsOf} from './support/gaps.ts'

const prose = 'KVM did. :member[flags] is 0.\n'

export const structAbiLayout = defineRule({
  id: 'struct-abi-layout',
  scope: 'addition',
  severity: 'warning',
  summary: 'A new struct is laid out alike on every ABI.',
  why: 'A 32-bit program on a 64-bit kernel passes its own layout; without a compat handler the members are taken for each other.',
  source: 'Documentation/driver-api/ioctl.rst, "32-bit compat mode"',
  messages: {
    differs: (struct, some, others) =>
      `Unexpected layout of \`struct ${struct}\` that depends on the ABI, ${some}, expected one for all: ${others}`,
  },
  check(addition, report) {
    for (const struct of addedStructs(addition)) {
      const laidOut = layoutsOf(addition, struct)
      const [first, ...others] = groupsOf(laidOut.map((one) => ({...one, layout: comparable(one.layout, struct)})))
      if (!first || others.length === 0) continue
      const isPadded = gapsOf(struct, laidOut).length > 0
      for (const group of others) {
        // Then `struct-hole` says it, and where a member is missing.
        if (isPadded && haveSameSizes(group, first)) continue
        const [some, most] = difference(group, first)
        report('differs', [struct.name, `${some} on ${abisOf(group)}`, `${most} on ${abisOf(first)}`], {
          symbol: `struct ${struct.name}`,
          place: struct.place,
        })
      }
    }
  },
  examples: [
    {
      name: 'a member that is as wide as a register',
      version: exitVersion(prose, {
        structs: [
          {
            name: 'kvm_run.did',
            members: [
              {name: 'flags', type: '__u64'},
              {name: 'addr', type: 'unsigned long'},
            ],
          },
        ],
      }),
      expected: [
        'example@v1/kvm.h:9:5: warning: Unexpected layout of `struct kvm_run.did` that depends on the ABI, `addr` at 8 with 4 bytes on i386, arm, expected one for all: `addr` at 8 with 8 bytes on x86-64, arm64, riscv64, s390x, ppc64, mips64, loongarch64',
      ],
    },
    {
      name: '64 bits that are aligned to 32 on i386, which is padding elsewhere: `struct-hole` says where',
      version: exitVersion(prose, {
        structs: [
          {
            name: 'kvm_run.did',
            members: [
              {name: 'flags', type: '__u32'},
              {name: 'addr', type: '__u64'},
            ],
          },
        ],
      }),
      expected: [],
    },
    {
      name: 'padding that makes them alike',
      version: exitVersion(prose, {
        structs: [
          {
            name: 'kvm_run.did',
            members: [
              {name: 'flags', type: '__u32'},
              {name: 'padding', type: '__u32'},
              {name: 'addr', type: '__u64'},
            ],
          },
        ],
      }),
      expected: [],
    },
    {
      name: 'the end of an exit that is padded by the union, and a struct of an architecture without i386',
      files: {
        'include/uapi/linux/kvm.h': `@@ struct kvm_run {
 		} notify;
+		/* KVM_EXIT_BELL */
+		struct {
+			__u64 tone;
+			__u32 flags;
+		} bell;
 		char padding[256];
@@ struct kvm_rope {
+struct kvm_s390_bell {
+	__u32 flags;
+	__u64 tone;
+};
`,
      },
      expected: [],
    },
  ],
})

/** Behind the end of an exit's struct is the rest of the union, so that its size is nobody's business. */
function comparable(layout: Layout, {name}: AddedStruct): Layout {
  return name.startsWith('kvm_run.') ? {...layout, size: 0} : layout
}

/** ABIs by what they make of a struct, the most common first. */
function groupsOf(laidOut: readonly LaidOut[]): readonly (readonly LaidOut[])[] {
  const groups = new Map<string, LaidOut[]>()
  for (const one of laidOut) {
    const key = shapeOf(one.layout)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].toSorted((one, other) => other.length - one.length)
}

const shapeOf = ({size, fields}: Layout): string =>
  [size, ...fields.map(({offset, size}) => `${offset}+${size}`)].join()

/** Members of the same sizes are only somewhere else for the padding between them. */
function haveSameSizes([one]: readonly LaidOut[], [other]: readonly LaidOut[]): boolean {
  const sizes = other?.layout.fields.map(({size}) => size) ?? []
  return one?.layout.fields.every(({size}, index) => size === sizes[index]) ?? false
}

/** The size, or the first member that is somewhere else or larger. */
function difference([some]: readonly LaidOut[], [most]: readonly LaidOut[]): readonly [string, string] {
  if (!some || !most || some.layout.size !== most.layout.size) {
    return [`${some?.layout.size ?? 0} bytes`, `${most?.layout.size ?? 0} bytes`]
  }
  const at = some.layout.fields.findIndex((field, index) => !isSame(field, most.layout.fields[index]))
  return [placed(some.layout.fields[at]), placed(most.layout.fields[at])]
}

const isSame = (one: FieldLayout, other: FieldLayout | undefined): boolean =>
  one.offset === other?.offset && one.size === other.size

const placed = (field: FieldLayout | undefined): string =>
  field ? `\`${field.path}\` at ${field.offset} with ${field.size} bytes` : 'other members'

const abisOf = (group: readonly LaidOut[]): string => group.map(({abi}) => abi.name).join(', ')
