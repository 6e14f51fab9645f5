/** What copy_to_user() returns is a number of bytes, not an error. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {expressionsOf, type InCode, isAdded, nameOfCall, piecesOf, sourceOf, statementsOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const copyResult = definePatchRule({
  id: 'copy-result',
  scope: 'patch',
  severity: 'warning',
  summary: 'The bytes that a copy has left over become -EFAULT, and nobody ignores them.',
  why: 'copy_from_user() and copy_to_user() return how many bytes they did not copy. As the result of an ioctl that is a success with a strange value.',
  source: 'Documentation/kernel-hacking/hacking.rst, "copy_to_user() / copy_from_user()"',
  messages: {
    returned: (call) => `Unexpected \`${call}\` as a result, which is the number of bytes left, expected -EFAULT`,
    unread: (call) => `Unexpected \`${call}\` whose result nobody looks at, expected -EFAULT where it fails`,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      const say = (message: 'returned' | 'unread', expression: Expression, name: string) => {
        if (!isAdded(input, hunk, expression)) return
        report(message, [name], {symbol: name, place: hunk.place(expression.start, expression.end)})
      }
      for (const block of statementsOf(piece.body)) {
        const items = block.kind === 'block' ? block.items : []
        for (const [index, statement] of items.entries()) {
          const value = statement.kind === 'expression' ? statement.expression : undefined
          const ignored = value && copyIn(value, servesUserspace(piece.functionName) ? anywhere : ignorable)
          if (value && ignored) say('unread', value, ignored)
          if (value?.kind !== 'binary' || value.operator !== '=' || value.left.kind !== 'name') continue
          const copy = copyIn(value.right, counting)
          if (copy && isPassedOn(value.left.name, items.slice(index + 1), code)) say('returned', value, copy)
        }
      }
      for (const statement of statementsOf(piece.body)) {
        const copy = statement.kind === 'return' && statement.value && copyIn(statement.value, counting)
        if (copy) say('returned', statement.value, copy)
      }
    }
  },
  examples: [
    {
      name: 'bytes as a result, at once and in a variable, and nobody who looks',
      files: {
        'virt/kvm/bell.c': `+static int kvm_get_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell bell = {};
+	int r;
+
+	get_user(bell.tone, (u32 __user *)argp);
+	r = copy_from_user(&bell, argp, sizeof(bell));
+	if (r)
+		return r;
+	return copy_to_user(argp, &bell, sizeof(bell));
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:6:2: warning: Unexpected `get_user` whose result nobody looks at, expected -EFAULT where it fails',
        'virt/kvm/bell.c:7:2: warning: Unexpected `copy_from_user` as a result, which is the number of bytes left, expected -EFAULT',
        'virt/kvm/bell.c:10:9: warning: Unexpected `copy_to_user` as a result, which is the number of bytes left, expected -EFAULT',
      ],
    },
    {
      name: 'errors made of the bytes, and a function that returns an error itself',
      files: {
        'virt/kvm/bell.c': `+static int kvm_get_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell bell = {};
+	int r;
+
+	r = copy_from_user(&bell, argp, sizeof(bell));
+	if (r)
+		return -EFAULT;
+	r = get_user(bell.tone, (u32 __user *)argp);
+	if (r)
+		return r;
+	return copy_to_user(argp, &bell, sizeof(bell)) ? -EFAULT : 0;
+}
`,
      },
      expected: [],
    },
  ],
})

const counting = /^(?:copy_(?:from|to)_user|clear_user)$/
const ignorable = /^(?:copy_(?:from|to)_user|clear_user|get_user|kvm_(?:vcpu_)?read_guest)$/
/** What put_user() could not write to a guest is often no loss. */
const anywhere = /^(?:copy_(?:from|to)_user|clear_user|[gp](?:e|u)t_user|kvm_(?:vcpu_)?read_guest)$/

const servesUserspace = (name = ''): boolean => /ioctl|attr/.test(name)

function copyIn(expression: Expression, wanted: RegExp): string | undefined {
  const name = expression.kind === 'call' ? nameOfCall(expression) : undefined
  return name !== undefined && wanted.test(name) ? name : undefined
}

/** Up to the next label, the variable is returned or tested, and no EFAULT is made of it. */
function isPassedOn(name: string, items: readonly Statement[], {hunk}: InCode): boolean {
  const end = items.findIndex(({kind}) => kind === 'case' || kind === 'label')
  const rest = end < 0 ? items : items.slice(0, end)
  if (rest.some((item) => sourceOf(hunk, item).includes('EFAULT'))) return false
  const next = rest[0]
  const hasName = (item: Statement): boolean =>
    expressionsOf(item).some((expression) => expression.kind === 'name' && expression.name === name)
  return next !== undefined && (/^(?:if|return)$/.test(next.kind) ? hasName(next) : /^(?:break|goto)$/.test(next.kind))
}
