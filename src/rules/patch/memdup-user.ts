/** Memory that is allocated to be copied to has a function of its own. */

import type {Statement} from '../../read/c/index.ts'
import {callsIn, type InCode, isAdded, nameOfCall, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const memdupUser = definePatchRule({
  id: 'memdup-user',
  scope: 'patch',
  severity: 'warning',
  summary: 'What is allocated and then filled from userspace is memdup_user().',
  why: 'Two calls with two errors and one release in between are one call with one error.',
  source: 'scripts/coccinelle/api/memdup_user.cocci',
  messages: {
    open: (call, name, wanted) =>
      `Unexpected \`${call}\` of \`${name}\` and \`copy_from_user\` to it, expected \`${wanted}\``,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      for (const block of statementsOf(piece.body)) {
        if (block.kind !== 'block') continue
        for (const [index, statement] of block.items.entries()) {
          const made = allocationIn(statement, code)
          if (!made || !isAdded(input, hunk, made) || !isFilled(block.items.slice(index + 1, index + 4), made, code))
            continue
          const wanted = made.call.startsWith('kv') || made.call.startsWith('v') ? 'vmemdup_user' : 'memdup_user'
          report('open', [made.call, made.name, wanted], {symbol: made.name, place: hunk.place(made.start, made.end)})
        }
      }
    }
  },
  examples: [
    {
      name: 'allocated and copied',
      files: {
        'virt/kvm/bell.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_SET_TONES: {
+		struct kvm_tones *tones;
+
+		r = -ENOMEM;
+		tones = kmalloc(sizeof(*tones), GFP_KERNEL);
+		if (!tones)
+			goto out;
+		r = -EFAULT;
+		if (copy_from_user(tones, argp, sizeof(*tones)))
+			goto out;
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [
        'virt/kvm/bell.c:6:3: warning: Unexpected `kmalloc` of `tones` and `copy_from_user` to it, expected `memdup_user`',
      ],
    },
    {
      name: 'another size',
      files: {
        'virt/kvm/bell.c': `@@ static long kvm_vm_ioctl(struct file *filp,
 		break;
+	case KVM_SET_TONES: {
+		tones = memdup_user(argp, sizeof(*tones));
+		if (IS_ERR(tones))
+			goto out;
+		buffer = kzalloc(PAGE_SIZE, GFP_KERNEL);
+		if (!buffer)
+			goto out;
+		if (copy_from_user(buffer, argp, length))
+			goto out;
+		break;
+	}
 	case KVM_CHECK_EXTENSION:
`,
      },
      expected: [],
    },
  ],
})

interface Allocation {
  readonly name: string
  readonly call: string
  readonly size: string
  readonly start: number
  readonly end: number
}

function allocationIn(statement: Statement, {hunk}: InCode): Allocation | undefined {
  if (statement.kind !== 'expression' || statement.expression.kind !== 'binary') return undefined
  const {left, right, operator, start, end} = statement.expression
  if (operator !== '=' || right.kind !== 'call') return undefined
  const call = nameOfCall(right) ?? ''
  const size = right.arguments[0]
  if (!/^(?:kv?[mz]alloc|vz?alloc)$/.test(call) || !size) return undefined
  return {name: sourceOf(hunk, left), call, size: sourceOf(hunk, size), start, end}
}

function isFilled(items: readonly Statement[], {name, size}: Allocation, {hunk}: InCode): boolean {
  return items.flatMap(callsIn).some((call) => {
    const [to, , length] = call.arguments
    if (nameOfCall(call) !== 'copy_from_user' || !to || !length) return false
    return sourceOf(hunk, to) === name && sourceOf(hunk, length) === size
  })
}
