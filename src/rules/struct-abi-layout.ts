/** A new struct is laid out alike on every ABI. */

import type {FieldLayout, Layout} from '../abi/index.ts'
import {defineRule} from './define-rule.ts'
import {addedStructs, type LaidOut, layoutsOf} from './support/added-structs.ts'
import {exitVersion} from './support/addition-example.ts'

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
      const [first, ...others] = groupsOf(layoutsOf(addition, struct))
      if (!first || others.length === 0) continue
      for (const group of others) {
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
      name: '64 bits that are aligned to 32 on i386',
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
      expected: [
        'example@v1/kvm.h:9:5: warning: Unexpected layout of `struct kvm_run.did` that depends on the ABI, 12 bytes on i386, expected one for all: 16 bytes on x86-64, arm64, arm, riscv64, s390x, ppc64, mips64, loongarch64',
      ],
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
  ],
})

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
