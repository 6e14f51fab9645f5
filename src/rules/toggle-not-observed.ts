/** Who turns something off knows when it is off. */

import {defineRule} from './define-rule.ts'
import {exitBehaviour, exitVersion} from './support/addition-example.ts'

const file = 'include/linux/kvm_host.h'
const prose = 'KVM did, with KVM_CAP_DO. :member[flags] is 0.\n'

export const toggleNotObserved = defineRule({
  id: 'toggle-not-observed',
  scope: 'addition',
  severity: 'warning',
  summary: 'A setting that running vCPUs read is waited for when it changes.',
  why: 'A lock or an atomic orders accesses and no more: a vCPU that has loaded the old value goes on with it after the ioctl has returned.',
  source: 'https://lore.kernel.org/kvm/Y+6iX6a22+GEuH1b@google.com',
  messages: {
    unawaited: (kind, member) =>
      `Unexpected synchronisation \`${kind}\` of \`${member}\`, which running vCPUs read, expected a wait for those that have the old value, such as \`synchronize_srcu()\``,
  },
  check({implementation: {hostMembers, exits}}, report) {
    const toggled = exits.all.filter(({condition}) => condition === 'while-enabled')
    if (toggled.length === 0) return
    for (const {struct, name, synchronisation, place} of hostMembers) {
      if (synchronisation === undefined || synchronisation === 'srcu') continue
      report('unawaited', [synchronisation, name], {
        symbol: `struct ${struct}.${name}`,
        place,
        related: toggled.map((exit) => ({place: exit.place, message: 'what it turns on and off'})),
      })
    }
  },
  examples: [
    {
      name: 'an atomic',
      version: exitVersion(prose, {
        host: [{struct: 'kvm', name: 'does', type: 'atomic_t', file, synchronisation: 'atomic'}],
        behaviour: exitBehaviour({synchronisation: 'atomic'}),
      }),
      expected: [
        'example@v1/kvm_host.h:2:11: warning: Unexpected synchronisation `atomic` of `does`, which running vCPUs read, expected a wait for those that have the old value, such as `synchronize_srcu()`',
      ],
    },
    {
      name: 'a wait for the readers',
      version: exitVersion(prose, {
        host: [{struct: 'kvm', name: 'does', type: 'bool', file, synchronisation: 'srcu'}],
        behaviour: exitBehaviour({synchronisation: 'srcu'}),
      }),
      expected: [],
    },
  ],
})
