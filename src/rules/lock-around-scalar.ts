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
    const byLock = new Map<string, HostMember[]>()
    for (const member of hostMembers) {
      const key = `${member.struct} ${member.lock}`
      const same = byLock.get(key)
      if (same) same.push(member)
      else byLock.set(key, [member])
    }
    for (const lock of hostMembers) {
      const type = lockType(lock.field.type)
      const guarded = byLock.get(`${lock.struct} ${lock.name}`) ?? []
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
    {
      name: 'code that takes a lock to set a flag',
      files: {
        'include/linux/kvm_host.h': `@@ struct kvm {
 	bool vm_dead;
+	rwlock_t bell_lock;
+	bool bell;
 
`,
        'virt/kvm/kvm_main.c': `+static void kvm_set_bell(struct kvm *kvm, bool bell)
+{
+	write_lock(&kvm->bell_lock);
+	kvm->bell = bell;
+	write_unlock(&kvm->bell_lock);
+}
`,
      },
      expected: [
        'include/linux/kvm_host.h:2:11: warning: Unexpected `rwlock_t` `bell_lock` that guards `bell` alone, expected an atomic access, a bit operation or a lock that is there',
      ],
    },
    {
      name: 'code that takes a lock for two members that belong together',
      files: {
        'include/linux/kvm_host.h': `@@ struct kvm {
 	bool vm_dead;
+	rwlock_t bell_lock;
+	bool bell;
+	u32 tone;
 
`,
        'virt/kvm/kvm_main.c': `+static void kvm_set_bell(struct kvm *kvm, bool bell, u32 tone)
+{
+	write_lock(&kvm->bell_lock);
+	kvm->bell = bell;
+	kvm->tone = tone;
+	write_unlock(&kvm->bell_lock);
+}
`,
      },
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

/** A typedef may stand for anything; of a pointer, the lock may be for what it points to. */
function isScalar({field: {type}}: HostMember): boolean {
  return type.kind === 'integer' || type.kind === 'enum'
}
