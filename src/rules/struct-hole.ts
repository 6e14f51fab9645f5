/** A new struct has no padding that nobody wrote. */

import {defineRule} from './define-rule.ts'
import {type AddedStruct, addedStructs, layoutsOf} from './support/added-structs.ts'
import {ioctlSection, version} from './support/addition-example.ts'
import {type Gap, gapsOf} from './support/gaps.ts'

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
      for (const gap of gapsOf(struct, layoutsOf(addition, struct))) {
        const {member, bytes} = gap
        const detail = {symbol: `struct ${struct.name}`, place: placeOf(struct, member), note: noteOf(gap)}
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
        'example@v1/kvm.h:7:8: warning: Unexpected 4 bytes of padding at the end of `struct kvm_do`, expected a member for them',
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

function noteOf({abis, others}: Gap): string {
  const where = `So it is on ${abis.join(', ')}.`
  return others.length === 0
    ? where
    : `${where} On ${others.join(', ')} it is not, so that a 32-bit program passes another layout than a 64-bit kernel reads.`
}

/** The member behind the padding; at the end, the one in front of it. */
function placeOf({type: {fields = []}, place}: AddedStruct, member: string | undefined) {
  const beside = member === undefined ? fields.at(-1) : fields.find(({name}) => name !== undefined && name === member)
  return beside?.place ?? place
}
