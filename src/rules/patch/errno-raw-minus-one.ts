/** An error has a name: -1 is EPERM by accident. */

import {isAdded, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const errnoRawMinusOne = definePatchRule({
  id: 'errno-raw-minus-one',
  scope: 'patch',
  severity: 'warning',
  summary: 'An error that reaches userspace has a name.',
  why: 'Whatever negative number a handler returns, userspace reads as an errno: -1 is EPERM, which tells a program that it lacks a privilege.',
  source: 'Documentation/driver-api/ioctl.rst, "Return code"',
  messages: {
    code: (value) => `Unexpected \`return ${value}\`, expected an errno: userspace sees ${nameOf(value)}`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      if (!servesUserspace(piece.functionName, sourceOf(hunk, piece))) continue
      for (const statement of statementsOf(piece.body)) {
        if (statement.kind !== 'return' || !statement.value || !isAdded(input, hunk, statement)) continue
        const value = sourceOf(hunk, statement.value)
        if (!/^-\s*\d+$/.test(value)) continue
        const place = hunk.place(statement.start, statement.end)
        report('code', [value.replaceAll(' ', '')], {symbol: piece.functionName ?? 'return', place})
      }
    }
  },
  examples: [
    {
      name: 'a handler that returns a number',
      files: {
        'virt/kvm/kvm_main.c': `+static int kvm_vm_ioctl_set_bell(struct kvm *kvm, bool on)
+{
+	if (!kvm->has_bell)
+		return -1;
+	kvm->bell = on;
+	return 0;
+}
`,
      },
      expected: ['virt/kvm/kvm_main.c:4:3: warning: Unexpected `return -1`, expected an errno: userspace sees EPERM'],
    },
    {
      name: 'a helper that no ioctl returns from',
      files: {
        'virt/kvm/kvm_main.c': `+static int kvm_bell_index(struct kvm *kvm)
+{
+	return -1;
+}
`,
      },
      expected: [],
    },
  ],
})

/** Where a return value is on its way to the caller of an ioctl, as far as a hunk can tell. */
export function servesUserspace(name: string | undefined, text: string): boolean {
  if (name !== undefined && /ioctl|enable_cap|(?:^|_)(?:set|get|has)_attr\b/.test(name)) return true
  return /\b__user\b|\bcopy_(?:from|to)_user\b/.test(text)
}

/** include/uapi/asm-generic/errno-base.h. */
const names: Readonly<Record<string, string>> = {
  '-1': 'EPERM',
  '-2': 'ENOENT',
  '-5': 'EIO',
  '-12': 'ENOMEM',
  '-22': 'EINVAL',
}

function nameOf(value: string): string {
  return names[value] ?? 'whatever error has that number'
}
