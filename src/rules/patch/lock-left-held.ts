/** A return gives back what was locked. */

import type {Statement} from '../../read/c/index.ts'
import {callsIn, type InCode, isAdded, nameOfCall, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const lockLeftHeld = definePatchRule({
  id: 'lock-left-held',
  scope: 'patch',
  severity: 'warning',
  summary: 'A return between a lock and its unlock unlocks.',
  why: 'The next ioctl on the VM waits for ever.',
  source: 'Documentation/kernel-hacking/locking.rst',
  messages: {
    held: (lock) => `Unexpected \`return\` with \`${lock}\` held, expected it to be unlocked first, or \`goto\``,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      for (const block of statementsOf(piece.body)) {
        if (block.kind !== 'block') continue
        for (const [index, statement] of block.items.entries()) {
          const lock = lockIn(statement, code)
          if (!lock || !isAdded(input, hunk, statement)) continue
          for (const held of returnsUntil(block.items.slice(index + 1), lock, code)) {
            if (!isAdded(input, hunk, held)) continue
            report('held', [lock.name], {symbol: lock.name, place: hunk.place(held.start, held.end)})
          }
        }
      }
    }
  },
  examples: [
    {
      name: 'an error that keeps the lock',
      files: {
        'virt/kvm/bell.c': `+static int kvm_vm_ioctl_bell(struct kvm *kvm, struct kvm_bell *bell)
+{
+	mutex_lock(&kvm->slots_lock);
+	if (bell->flags)
+		return -EINVAL;
+	kvm->bell = bell->tone;
+	mutex_unlock(&kvm->slots_lock);
+	return 0;
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:5:3: warning: Unexpected `return` with `&kvm->slots_lock` held, expected it to be unlocked first, or `goto`',
      ],
    },
    {
      name: 'each return unlocks, one of them by a guard, one holds the lock for its caller',
      files: {
        'virt/kvm/bell.c': `+static int kvm_vm_ioctl_bell(struct kvm *kvm, struct kvm_bell *bell)
+{
+	mutex_lock(&kvm->slots_lock);
+	if (bell->flags) {
+		mutex_unlock(&kvm->slots_lock);
+		return -EINVAL;
+	}
+	kvm->bell = bell->tone;
+	mutex_unlock(&kvm->slots_lock);
+	return 0;
+}
+static int kvm_bell_begin(struct kvm *kvm)
+{
+	mutex_lock(&kvm->slots_lock);
+	return 0;
+}
+static int kvm_bell_guarded(struct kvm *kvm, struct kvm_bell *bell)
+{
+	guard(mutex)(&kvm->slots_lock);
+	return bell->flags ? -EINVAL : 0;
+}
`,
      },
      expected: [],
    },
  ],
})

interface Lock {
  /** As written: `&kvm->slots_lock`. */
  readonly name: string
  readonly unlock: RegExp
}

const unlocks: Readonly<Record<string, RegExp>> = {
  mutex_lock: /\bmutex_unlock\(/,
  spin_lock: /\bspin_unlock\(/,
  raw_spin_lock: /\braw_spin_unlock\(/,
  write_lock: /\bwrite_unlock\(/,
  read_lock: /\bread_unlock\(/,
  down_read: /\bup_read\(/,
  down_write: /\bup_write\(/,
  mmap_read_lock: /\bmmap_read_unlock\(/,
  vcpu_load: /\bvcpu_put\(/,
  srcu_read_lock: /\bsrcu_read_unlock\(/,
}

function lockIn(statement: Statement, {hunk}: InCode): Lock | undefined {
  if (statement.kind !== 'expression') return undefined
  for (const call of callsIn(statement)) {
    const name = nameOfCall(call) ?? ''
    const unlock = Object.hasOwn(unlocks, name) ? unlocks[name] : undefined
    const argument = call.arguments[0]
    if (unlock && argument) return {name: sourceOf(hunk, argument), unlock}
  }
  return undefined
}

/** Returns up to the statement that unlocks; none where nothing does, which is what the caller wants then. */
function returnsUntil(items: readonly Statement[], {unlock}: Lock, {hunk}: InCode): readonly Statement[] {
  const end = items.findIndex((item) => unlock.test(sourceOf(hunk, item)) && !/^(?:if|switch)$/.test(item.kind))
  if (end < 0) return []
  return items.slice(0, end).flatMap((item) => {
    if (unlock.test(sourceOf(hunk, item))) return []
    return statementsOf(item).filter(({kind}) => kind === 'return')
  })
}
