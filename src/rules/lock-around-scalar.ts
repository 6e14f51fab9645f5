/** A lock is not there for one scalar. */

import type {HostMember, Type} from '../model/index.ts'
import {defineRule} from './define-rule.ts'
import {version} from './support/addition-example.ts'

const file = 'include/linux/kvm_host.h'

export const lockAroundScalar = defineRule({
  id: 'lock-around-scalar',
  scope: 'addition',
  severity: 'warning',
  summary: 'A new lock guards more than one scalar.',
  why: 'A scalar is read and written at once; the lock orders nothing that an atomic access or a bit operation would not, and costs every vCPU a shared cache line.',
  source: 'https://lore.kernel.org/kvm/87mt5fz5g6.wl-maz@kernel.org',
  messages: {
    lock: (type, lock, member) =>
      `Unexpected \`${type}\` \`${lock}\` that guards \`${member}\` alone, expected an atomic access, a bit operation or a lock that is there`,
  },
  check({implementation: {hostMembers}}, report) {
    for (const lock of hostMembers) {
      const type = lockType(lock.field.type)
      const guarded = hostMembers.all.filter((member) => member.struct === lock.struct && member.lock === lock.name)
      const [only, second] = guarded
      if (type === undefined || !only || second || !isScalar(only)) continue
      report('lock', [type, lock.name, only.name], {
        symbol: `struct ${lock.struct}.${lock.name}`,
        place: lock.place,
        related: [{place: only.place, message: 'what it guards'}],
      })
    }
  },
  examples: [
    {
      name: 'a lock for one bool',
      version: version({
        host: [
          {struct: 'kvm', name: 'do_lock', type: 'spinlock_t', file},
          {struct: 'kvm', name: 'does', type: 'bool', file, lock: 'do_lock', synchronisation: 'none'},
        ],
      }),
      expected: [
        'example@v1/kvm_host.h:2:13: warning: Unexpected `spinlock_t` `do_lock` that guards `does` alone, expected an atomic access, a bit operation or a lock that is there',
      ],
    },
    {
      name: 'a lock for a list and its length',
      version: version({
        host: [
          {struct: 'kvm', name: 'do_lock', type: 'spinlock_t', file},
          {struct: 'kvm', name: 'done', type: 'struct list_head', file, lock: 'do_lock', synchronisation: 'none'},
          {struct: 'kvm', name: 'done_count', type: 'int', file, lock: 'do_lock', synchronisation: 'none'},
        ],
      }),
      expected: [],
    },
  ],
})

const locks = new Set(['spinlock_t', 'raw_spinlock_t', 'rwlock_t', 'seqlock_t', 'mutex', 'rw_semaphore'])

function lockType(type: Type): string | undefined {
  const name = type.kind === 'typedef' || type.kind === 'struct' ? type.name : undefined
  if (name === undefined || !locks.has(name)) return undefined
  return type.kind === 'struct' ? `struct ${name}` : name
}

/** A typedef may stand for anything. */
function isScalar({field: {type}}: HostMember): boolean {
  return type.kind === 'integer' || type.kind === 'enum' || type.kind === 'pointer'
}
