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
      for (const {text, member, bytes, abis} of gapsOf(laidOut)) {
        const detail = {
          symbol: `struct ${struct.name}`,
          place: placeOf(struct, member),
          note: `So it is on ${abis.join(', ')}.`,
        }
        if (member === undefined && isExit) continue
        if (member === undefined) report('end', [String(bytes), struct.name], detail)
        else report('hole', [String(bytes), text, struct.name], detail)
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
  readonly bytes: number
  /** The path of the member behind it; `undefined` at the end. */
  readonly member: string | undefined
  readonly text: string
  readonly abis: string[]
}

/** One gap for all ABIs that have it. */
function gapsOf(laidOut: readonly LaidOut[]): readonly Gap[] {
  const gaps = new Map<string, Gap>()
  const add = (bytes: number, member: string | undefined, abi: string): void => {
    const key = `${bytes} ${member ?? ''}`
    const gap = gaps.get(key) ?? {bytes, member, text: member ?? '', abis: []}
    gap.abis.push(abi)
    gaps.set(key, gap)
  }
  for (const {abi, layout} of laidOut) {
    for (const {offset, size} of layout.holes) {
      add(size, layout.fields.find((field) => field.offset === offset + size)?.path, abi.name)
    }
    if (layout.tailPadding > 0) add(layout.tailPadding, undefined, abi.name)
  }
  return [...gaps.values()]
}

function placeOf({type, place}: AddedStruct, member: string | undefined) {
  return type.fields?.find(({name}) => name !== undefined && name === member)?.place ?? place
}
