/** The errno says what has failed. */

import type {Expression, Statement} from '../../read/c/index.ts'
import {
  callsIn,
  expressionsOf,
  type InCode,
  isAdded,
  nameOfCall,
  piecesOf,
  sourceOf,
  statementsOf,
} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const errnoOfFailure = definePatchRule({
  id: 'errno-of-failure',
  scope: 'patch',
  severity: 'warning',
  summary: 'A copy that fails is EFAULT, an allocation that fails ENOMEM.',
  why: 'A program that sees EINVAL looks for what is wrong with its argument, and finds nothing.',
  source:
    'Documentation/kernel-hacking/hacking.rst, "copy_to_user() / copy_from_user()"; Documentation/virt/kvm/api.rst: EFAULT and ENOMEM',
  messages: {
    copy: (errno, call) => `Unexpected \`${errno}\` where \`${call}\` fails, expected \`-EFAULT\``,
    allocation: (errno, call) => `Unexpected \`${errno}\` where \`${call}\` fails, expected \`-ENOMEM\``,
  },
  check(input, report) {
    for (const code of piecesOf(input)) {
      const {hunk, piece} = code
      for (const statement of statementsOf(piece.body)) {
        if (statement.kind !== 'if') continue
        const answer = errnoOf(statement.then)
        if (!answer || !isAdded(input, hunk, answer)) continue
        const errno = sourceOf(hunk, answer)
        const detail = {symbol: errno, place: hunk.place(answer.start, answer.end)}
        const copy = copyTested(statement.test)
        if (copy && errno !== '-EFAULT') report('copy', [errno, copy], detail)
        const tested = errno === '-EINVAL' ? nullTested(statement.test, code) : undefined
        const allocation = tested === undefined ? undefined : allocationsIn(code).get(tested)
        if (allocation) report('allocation', [errno, allocation], detail)
      }
    }
  },
  examples: [
    {
      name: 'everything is invalid',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell *bell = kzalloc(sizeof(*bell), GFP_KERNEL_ACCOUNT);
+	int r = 0;
+
+	if (!bell)
+		return -EINVAL;
+	if (copy_from_user(bell, argp, sizeof(*bell))) {
+		r = -EINVAL;
+		goto out;
+	}
+	kvm->bell = bell;
+out:
+	return r;
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:7:10: warning: Unexpected `-EINVAL` where `kzalloc` fails, expected `-ENOMEM`',
        'virt/kvm/bell.c:9:7: warning: Unexpected `-EINVAL` where `copy_from_user` fails, expected `-EFAULT`',
      ],
    },
    {
      name: 'each failure has its errno',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell *bell = kzalloc(sizeof(*bell), GFP_KERNEL_ACCOUNT);
+
+	if (!bell)
+		return -ENOMEM;
+	if (copy_from_user(bell, argp, sizeof(*bell)))
+		return -EFAULT;
+	if (!bell->tone)
+		return -EINVAL;
+	return 0;
+}
`,
      },
      expected: [],
    },
  ],
})

/** Variables and members that hold what an allocator returned, with its name. */
function allocationsIn({hunk, piece}: InCode): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const add = (target: string, value: Expression | undefined) => {
    const name = value?.kind === 'call' ? nameOfCall(value) : undefined
    if (name !== undefined && /^(?:kv?[mzc]alloc\w*|vz?alloc\w*|__?get_free_pages?|alloc_pages?)$/.test(name))
      found.set(target, name)
  }
  for (const statement of statementsOf(piece.body)) {
    if (statement.kind === 'declaration') for (const {name, value} of statement.declarators) add(name, value)
  }
  for (const expression of expressionsOf(piece.body)) {
    if (expression.kind === 'binary' && expression.operator === '=')
      add(sourceOf(hunk, expression.left), expression.right)
  }
  return found
}

/** `if (!bell)`: `bell`. */
function nullTested(test: Expression, {hunk}: InCode): string | undefined {
  return test.kind === 'unary' && test.operator === '!' ? sourceOf(hunk, test.operand) : undefined
}

/** The test is the copy, and nothing else. */
function copyTested(test: Expression): string | undefined {
  const call = test.kind === 'binary' && /^(?:!=|>)$/.test(test.operator) ? test.left : test
  const name = call.kind === 'call' ? nameOfCall(call) : undefined
  return name !== undefined && /^(?:copy_(?:from|to)_user|[gp](?:e|u)t_user)$/.test(name) ? name : undefined
}

/** `return -EINVAL`, or `r = -EINVAL`, as the first thing that is done. */
function errnoOf(then: Statement): Expression | undefined {
  const items = then.kind === 'block' ? then.items : [then]
  for (const item of items) {
    if (callsIn(item).length > 0 && item.kind !== 'expression') return undefined
    const value =
      item.kind === 'return'
        ? item.value
        : item.kind === 'expression' && item.expression.kind === 'binary' && item.expression.operator === '='
          ? item.expression.right
          : undefined
    if (value?.kind === 'unary' && value.operator === '-' && value.operand.kind === 'name') return value
  }
  return undefined
}
