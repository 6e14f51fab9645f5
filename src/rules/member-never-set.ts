/** Every member of a new exit's struct is written. */

import {defineRule} from './define-rule.ts'
import {addedStructs} from './support/added-structs.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'

const prose = 'KVM did, with KVM_CAP_DO. :member[flags] is 0.\n'

export const memberNeverSet = defineRule({
  id: 'member-never-set',
  scope: 'addition',
  severity: 'warning',
  summary: "Every member of a new exit's struct is written.",
  why: 'The union holds what the last exit left in it: userspace cannot tell old bytes from a value, and the member can never be used.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Basics"',
  messages: {
    unwritten: (member, struct, exit) =>
      `Unexpected \`${member}\` of \`struct ${struct}\` that no \`${exit}\` writes, expected a value, or 0`,
  },
  check(addition, report) {
    const structs = addedStructs(addition)
    for (const {name, member, unwritten, place} of addition.implementation.exits) {
      const struct = structs.find((one) => one.name === `kvm_run.${member}`)
      for (const one of unwritten) {
        const field = struct?.type.fields?.find((candidate) => candidate.name === one)
        report('unwritten', [one, `kvm_run.${member}`, name], {
          symbol: `struct kvm_run.${member}.${one}`,
          place: field?.place ?? place,
        })
      }
    }
  },
  examples: [
    {
      name: 'flags that nothing sets',
      version: exitVersion(prose, {
        behaviour: exitBehaviour({exit: {...exitBehaviour().exit, unwritten: 'stale'}}),
      }),
      expected: [
        'example@v1/kvm.h:7:10: warning: Unexpected `flags` of `struct kvm_run.did` that no `KVM_EXIT_DO` writes, expected a value, or 0',
      ],
    },
    {
      name: 'flags that are 0 so far',
      version: exitVersion(prose, {behaviour: exitBehaviour()}),
      expected: [],
    },
  ],
})
