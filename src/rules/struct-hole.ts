/** A new struct has no padding that nobody wrote. */

import {defineRule} from './define-rule.ts'
import {type AddedStruct, addedStructs, type LaidOut, layoutsOf} from './support/added-structs.ts'
import {ioctlSection, version} from './support/addition-example.ts'

const parts = {
  sections: [ioctlSection({parameter: {type: 'struct kvm_do', direction: 'in'}})],
  capabilities: [{name: 'KVM_CAP_DO', number: 1}],
  ioctls: [{name: 'KVM_DO', macro: '_IOW', number: 1, argument: 'struct kvm_do'}],
} as const

export const structHole = defineRule({
  id: 'struct-hole',
  scope: 'addition',
  severity: 'warning',
  summary: 'A new struct has no padding that nobody wrote.',
  why: 'The kernel may copy what its stack held there to userspace, userspace leaves it as it is, and so it can never be given a meaning.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Prerequisites"',
  messages: {
    hole: (bytes, member, struct) =>
      `Unexpected ${bytes} bytes of padding in front of \`${member}\` in \`struct ${struct}\`, expected a member for them`,
    end: (bytes, struct) =>
      `Unexpected ${bytes} bytes of padding at the end of \`struct ${struct}\`, expected a member for them`,
  },
  check(addition, report) {
    for (const struct of addedStructs(addition)) {
      const laidOut = layoutsOf(addition, struct)
      // Behind the end of an exit's struct is the rest of the union, which everybody knows to be there.
      const isExit = struct.name.startsWith('kvm_run.')
      for (const {member, bytes, abis} of gapsOf(laidOut)) {
        const detail = {
          symbol: `struct ${struct.name}`,
          place: placeOf(struct, member),
          note: `So it is on ${abis.join(', ')}.`,
        }
        if (member === undefined && isExit) continue
        if (member === undefined) report('end', [String(bytes), struct.name], detail)
        else report('hole', [String(bytes), member, struct.name], detail)
      }
    }
  },
  examples: [
    {
      name: 'in front of a member, and at the end',
      version: version({
        ...parts,
        structs: [
          {
            name: 'kvm_do',
            members: [
              {name: 'flags', type: '__u32'},
              {name: 'addr', type: '__u64'},
              {name: 'len', type: '__u32'},
            ],
          },
        ],
      }),
      expected: [
        'example@v1/kvm.h:6:8: warning: Unexpected 4 bytes of padding in front of `addr` in `struct kvm_do`, expected a member for them',
        'example@v1/kvm.h:4:8: warning: Unexpected 4 bytes of padding at the end of `struct kvm_do`, expected a member for them',
      ],
    },
    {
      name: 'padding that is written',
      version: version({
        ...parts,
        structs: [
          {
            name: 'kvm_do',
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

interface Gap {
  /** On most of the ABIs that have it. */
  readonly bytes: number
  /** The path of the member behind it; `undefined` at the end. */
  readonly member: string | undefined
  readonly abis: readonly string[]
}

/** One gap for all ABIs that have one there. */
function gapsOf(laidOut: readonly LaidOut[]): readonly Gap[] {
  const found = laidOut.flatMap(({abi, layout}) => {
    const holes = layout.holes.map(({offset, size}) => {
      return {bytes: size, member: layout.fields.find((field) => field.offset === offset + size)?.path, abi: abi.name}
    })
    return layout.tailPadding > 0 ? [...holes, {bytes: layout.tailPadding, member: undefined, abi: abi.name}] : holes
  })
  return [...new Set(found.map(({member}) => member))].map((member) => {
    const same = found.filter((gap) => gap.member === member)
    const sizes = same.map(({bytes}) => bytes)
    const often = (size: number) => sizes.filter((other) => other === size).length
    const bytes = sizes.reduce((most, size) => (often(size) > often(most) ? size : most), sizes[0] ?? 0)
    return {bytes, member, abis: same.filter((gap) => gap.bytes === bytes).map(({abi}) => abi)}
  })
}

function placeOf({type, place}: AddedStruct, member: string | undefined) {
  return type.fields?.find(({name}) => name !== undefined && name === member)?.place ?? place
}
