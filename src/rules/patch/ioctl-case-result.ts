/** What a case of an ioctl leaves in `r` is what userspace gets. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {callsIn, casesIn, type InCode, isAdded, nameOfCall, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const ioctlCaseResult = definePatchRule({
  id: 'ioctl-case-result',
  scope: 'patch',
  severity: 'warning',
  summary: 'A case of an ioctl that has succeeded returns no error, and one whose copy fails returns -EFAULT.',
  why: 'Dispatchers set the errno ahead of what may fail; the case that forgets to set it, or to clear it, returns the one before.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    kept: (errno, name) =>
      `Unexpected end of \`${name}\` with \`${errno}\` still in the result, expected 0 behind what has succeeded`,
    stale: (value, call) => `Unexpected \`${value}\` where \`${call}\` fails, expected -EFAULT`,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      if (!/ioctl/.test(piece.functionName ?? '')) continue
      for (const {labels, statements, complete} of casesIn(input, code)) {
        const label = labels.find(({added}) => added)
        if (!label || !complete) continue
        const flat = statements.flatMap((item) => (item.kind === 'block' ? item.items : [item]))
        let last: Result | undefined
        let hasCopied = false
        for (const statement of flat) {
          const copy = failingCopy(statement, code)
          if (copy !== undefined) {
            hasCopied = true
            if (last && last.text !== '-EFAULT' && isAdded(input, hunk, statement))
              report('stale', [last.text, copy], {
                symbol: label.name,
                place: hunk.place(statement.start, statement.end),
              })
          } else if (/^(?:break|goto)$/.test(statement.kind)) {
            if (last && hasCopied && last.text.startsWith('-E') && isAdded(input, hunk, statement)) {
              const place = hunk.place(statement.start, statement.end)
              report('kept', [last.text, label.name], {symbol: label.name, place})
            }
          } else {
            const set = constantResult(statement, code)
            if (set) last = set
            else if (mayWrite(statement, last?.name ?? 'r', code)) last = undefined
          }
        }
      }
    }
  },
  examples: [
    {
      name: 'an error that stays, and one of the line before',
      files: {
        'arch/x86/kvm/x86.c': `@@ long kvm_arch_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
 		break;
+	case KVM_GET_BELL: {
+		struct kvm_bell bell = {};
+
+		r = -EFAULT;
+		if (copy_to_user(argp, &bell, sizeof(bell)))
+			goto out;
+		break;
+	}
+	case KVM_SET_BELL: {
+		struct kvm_bell bell;
+
+		r = -EINVAL;
+		if (copy_from_user(&bell, argp, sizeof(bell)))
+			goto out;
+		r = kvm_set_bell(kvm, &bell);
+		break;
+	}
 	default:
`,
      },
      expected: [
        'arch/x86/kvm/x86.c:8:3: warning: Unexpected end of `KVM_GET_BELL` with `-EFAULT` still in the result, expected 0 behind what has succeeded',
        'arch/x86/kvm/x86.c:14:3: warning: Unexpected `-EINVAL` where `copy_from_user` fails, expected -EFAULT',
      ],
    },
    {
      name: 'set and cleared',
      files: {
        'arch/x86/kvm/x86.c': `@@ long kvm_arch_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
 		break;
+	case KVM_GET_BELL: {
+		struct kvm_bell bell = {};
+
+		r = -EFAULT;
+		if (copy_to_user(argp, &bell, sizeof(bell)))
+			goto out;
+		r = 0;
+		break;
+	}
+	case KVM_SET_BELL: {
+		struct kvm_bell bell;
+
+		r = -EFAULT;
+		if (copy_from_user(&bell, argp, sizeof(bell)))
+			goto out;
+		r = -EINVAL;
+		if (!bell.tone)
+			goto out;
+		r = kvm_set_bell(kvm, &bell);
+		break;
+	}
 	default:
`,
      },
      expected: [],
    },
  ],
})

interface Result {
  /** Of the variable. */
  readonly name: string
  /** `-EFAULT`, `0`. */
  readonly text: string
}

/** `if (copy_to_user(…)) goto out;`, which sets nothing on its way. */
function failingCopy(statement: Statement, {hunk}: InCode): string | undefined {
  if (statement.kind !== 'if' || statement.otherwise || statement.test.kind !== 'call') return undefined
  const name = nameOfCall(statement.test) ?? ''
  return /^copy_(?:from|to)_user$/.test(name) &&
    /^(?:goto \w+|break);$/.test(sourceOf(hunk, statement.then).replace(/;?$/, ';'))
    ? name
    : undefined
}

function constantResult(statement: Statement, {hunk}: InCode): Result | undefined {
  const expression: Expression | undefined = statement.kind === 'expression' ? statement.expression : undefined
  if (expression?.kind !== 'binary' || expression.operator !== '=' || expression.left.kind !== 'name') return undefined
  const text = sourceOf(hunk, expression.right)
  return /^(?:-E[A-Z0-9]+|0)$/.test(text) ? {name: expression.left.name, text} : undefined
}

function mayWrite(statement: Statement, name: string, {hunk}: InCode): boolean {
  return (
    statementsOf(statement).some((one) => new RegExp(`\\b${name} [-+|&]?= `).test(sourceOf(hunk, one))) ||
    callsIn(statement).some((call) => call.arguments.some((argument) => sourceOf(hunk, argument) === `&${name}`))
  )
}
