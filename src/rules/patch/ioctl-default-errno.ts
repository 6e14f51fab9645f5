/** An ioctl that a dispatcher does not know fails with ENOTTY. */

import type {Statement, Switch} from '../../read/c/index.ts'
import {type CodePiece, type InCode, isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const ioctlDefaultErrno = definePatchRule({
  id: 'ioctl-default-errno',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new dispatcher of ioctls refuses what it does not know with ENOTTY.',
  why: 'ENOTTY tells a program that the kernel lacks the ioctl; any other errno says that it is there and its argument is at fault.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    errno: (errno, name) =>
      `Unexpected \`-${errno}\` for an ioctl that \`${name}\` does not know, expected \`-ENOTTY\`, or \`-ENOIOCTLCMD\``,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      if (!isAdded(input, hunk, {start: piece.start, end: piece.start + 1})) continue
      for (const statement of statementsOf(piece.body)) {
        if (statement.kind !== 'switch' || !isOnCommand(statement, piece)) continue
        const answer = answerOfDefault(statement, {hunk, piece})
        if (!answer || /^-E(?:NOTTY|NOIOCTLCMD)$/.test(answer.text) || !isAdded(input, hunk, answer)) continue
        const name = piece.functionName ?? 'the switch'
        report('errno', [answer.text.slice(1), name], {symbol: name, place: hunk.place(answer.start, answer.end)})
      }
    }
  },
  examples: [
    {
      name: 'what is unknown called invalid',
      files: {
        'virt/kvm/bell.c': `+static long kvm_bell_ioctl(struct file *filp, unsigned int ioctl,
+			   unsigned long arg)
+{
+	switch (ioctl) {
+	case KVM_RING_BELL:
+		return kvm_ring_bell(filp->private_data, arg);
+	default:
+		return -EINVAL;
+	}
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:8:10: warning: Unexpected `-EINVAL` for an ioctl that `kvm_bell_ioctl` does not know, expected `-ENOTTY`, or `-ENOIOCTLCMD`',
      ],
    },
    {
      name: 'the same in a variable',
      files: {
        'virt/kvm/bell.c': `+static long kvm_bell_ioctl(struct file *filp, unsigned int ioctl,
+			   unsigned long arg)
+{
+	int r;
+
+	switch (ioctl) {
+	case KVM_RING_BELL:
+		r = kvm_ring_bell(filp->private_data, arg);
+		break;
+	default:
+		r = -ENOSYS;
+	}
+	return r;
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:11:7: warning: Unexpected `-ENOSYS` for an ioctl that `kvm_bell_ioctl` does not know, expected `-ENOTTY`, or `-ENOIOCTLCMD`',
      ],
    },
    {
      name: 'what is unknown refused, and a mode that is invalid',
      files: {
        'virt/kvm/bell.c': `+static long kvm_bell_ioctl(struct file *filp, unsigned int ioctl,
+			   unsigned long arg)
+{
+	switch (ioctl) {
+	case KVM_RING_BELL:
+		switch (arg) {
+		case KVM_BELL_LOUD:
+			return 0;
+		default:
+			return -EINVAL;
+		}
+	default:
+		return -ENOTTY;
+	}
+}
+
+long kvm_arch_bell_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
+{
+	switch (ioctl) {
+	case KVM_RING_BELL:
+		return kvm_ring_bell(filp->private_data, arg);
+	default:
+		return -ENOIOCTLCMD;
+	}
+}
`,
      },
      expected: [],
    },
  ],
})

/** The switch is over the second argument of ioctl(2): `unsigned int`, in front of an `unsigned long`. */
function isOnCommand({subject}: Switch, {functionName, parameters}: CodePiece): boolean {
  if (!/ioctl/.test(functionName ?? '') || subject.kind !== 'name') return false
  const at = parameters.findIndex(({name, type, pointer}) => {
    return name === subject.name && !pointer && /^unsigned(?: int)?$/.test(type)
  })
  const next = at < 0 ? undefined : parameters[at + 1]
  return next?.type === 'unsigned long' || next?.pointer === true
}

interface Answer {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The errno, where `default:` returns or assigns one and does nothing else. */
function answerOfDefault({body}: Switch, {hunk}: InCode): Answer | undefined {
  const items: readonly Statement[] = body.kind === 'block' ? body.items : []
  const at = items.findIndex((item) => item.kind === 'case' && !item.value)
  const [first, ...rest] = at < 0 ? [] : items.slice(at + 1)
  const value =
    first?.kind === 'return'
      ? first.value
      : first?.kind === 'expression' && first.expression.kind === 'binary' && first.expression.operator === '='
        ? first.expression.right
        : undefined
  const isAlone = rest[0] === undefined || /^(?:break|goto|case|return)$/.test(rest[0].kind)
  if (!value || !isAlone) return undefined
  const text = sourceOf(hunk, value)
  return /^-E[A-Z0-9]+$/.test(text) ? {text, start: value.start, end: value.end} : undefined
}
