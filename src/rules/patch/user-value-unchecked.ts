/** What userspace passes is looked at before it is used. */

import type {Call, Expression, Loop, Statement} from '../../read/c/index.ts'
import {expressionsOf, isAdded, nameOfCall, sourceOf, statementsOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {isBounded, isPassedToCheck, type UserCode, userCode} from './support/user-values.ts'

export const userValueUnchecked = defineSeriesRule({
  id: 'user-value-unchecked',
  scope: 'series',
  severity: 'warning',
  summary: 'Sizes, indices and commands that userspace passes are checked before they are used.',
  why: 'Any program that can open /dev/kvm chooses the value: the memory of the host, its log and its CPU time are at its disposal.',
  source:
    'Documentation/process/botching-up-ioctls.rst, "Error paths"; Documentation/process/deprecated.rst, "open-coded arithmetic in allocator arguments"',
  messages: {
    size: (value, call) => `Unexpected \`${value}\` from userspace as a size of \`${call}\`, expected a bound on it`,
    index: (value) => `Unexpected \`${value}\` from userspace as an index, expected a bound on it`,
    beyond: (value, bound) =>
      `Unexpected \`${value}\` that may be \`${bound}\`, expected \`>=\`: an index is less than the size`,
    warning: (call, value) =>
      `Unexpected \`${call}\` of \`${value}\`, which userspace chooses, expected an error alone: any program could fill the log`,
    command: (value) => `Unexpected success for a \`${value}\` that no case knows, expected a \`default\` with -EINVAL`,
    loop: (value) =>
      `How long does this run for the greatest \`${value}\`: is a bound missing, or a place where it can be interrupted?`,
    sum: (value) => `What if \`${value}\` wraps around, or is not aligned: is a check missing?`,
    live: (member) =>
      `What do others see in \`${member}\` while userspace copies to it, or where the copy stops half way?`,
  },
  check({patches}, report) {
    for (const code of userCode(patches)) {
      const {hunk, piece, input, value} = code
      const isNew = (node: Expression | Statement): boolean => isAdded(input, hunk, node)
      const place = ({start, end}: {readonly start: number; readonly end: number}) => hunk.place(start, end)
      const unbounded = (expression: Expression): string | undefined => {
        const path = value.exec(sourceOf(hunk, expression))?.[0]
        return path === undefined || isBounded(patches, path) || isPassedToCheck(code, path) ? undefined : path
      }
      for (const expression of expressionsOf(piece.body).filter(isNew)) {
        const call = expression.kind === 'call' ? (nameOfCall(expression) ?? '') : ''
        if (expression.kind === 'call' && allocating.test(call)) {
          const sized = sizesOf(expression, call)
            .map(unbounded)
            .find((path) => path !== undefined)
          if (sized !== undefined) report('size', [sized, call], {symbol: sized, place: place(expression)})
        }
        if (expression.kind === 'call' && /^(?:KVM_)?(?:WARN|BUG)(?:_ON)?(?:_ONCE)?$/.test(call)) {
          const chosen = expression.arguments
            .map((one) => sourceOf(hunk, one))
            .filter((text) => !/_user\(/.test(text))
            .map((text) => value.exec(text)?.[0])
            .find((path) => path !== undefined)
          if (chosen !== undefined) report('warning', [call, chosen], {symbol: chosen, place: place(expression)})
        }
        if (expression.kind === 'subscript') {
          const path = unbounded(expression.index)
          if (path !== undefined) report('index', [path], {symbol: path, place: place(expression)})
        }
        const beyond = countedAsIndex(expression, code)
        if (beyond) report('beyond', beyond, {symbol: beyond[0], place: place(expression)})
        const sum = sumOf(expression, code)
        if (sum?.every((path) => !isBounded(patches, path))) {
          const text = sum.join(' + ')
          report('sum', [text], {symbol: text, place: place(expression), severity: 'info'})
        }
        const live = liveTarget(expression, code)
        if (live !== undefined) report('live', [live], {symbol: live, place: place(expression), severity: 'info'})
      }
      for (const statement of statementsOf(piece.body)) {
        if (statement.kind === 'switch' && piece.whole && isNew(statement.subject) && !hasDefault(statement.body)) {
          const path = value.exec(sourceOf(hunk, statement.subject))?.[0]
          if (path && /(?:^|\W)(?:op|cmd|command|type|action|mode|subcmd)$/.test(path))
            report('command', [path], {symbol: path, place: place(statement.subject)})
        }
        if (statement.kind !== 'loop' || !statement.test || !isNew(statement.test) || !isLong(statement, code)) continue
        const path = unbounded(statement.test)
        if (path !== undefined) report('loop', [path], {symbol: path, place: place(statement.test), severity: 'info'})
      }
    }
  },
  examples: [
    {
      name: 'a size, an index, a command and a warning that userspace chooses',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bells(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bells bells;
+	u64 *tones;
+
+	if (copy_from_user(&bells, argp, sizeof(bells)))
+		return -EFAULT;
+	WARN_ON_ONCE(bells.flags);
+	tones = kcalloc(bells.count, sizeof(*tones), GFP_KERNEL_ACCOUNT);
+	if (!tones)
+		return -ENOMEM;
+	kvm->rung[bells.first] = true;
+	switch (bells.op) {
+	case KVM_BELLS_RING:
+		kvm_ring(kvm, tones);
+		break;
+	}
+	return 0;
+}
+
`,
      },
      expected: [
        'virt/kvm/bell.c:8:2: warning: Unexpected `WARN_ON_ONCE` of `bells.flags`, which userspace chooses, expected an error alone: any program could fill the log',
        'virt/kvm/bell.c:9:10: warning: Unexpected `bells.count` from userspace as a size of `kcalloc`, expected a bound on it',
        'virt/kvm/bell.c:12:2: warning: Unexpected `bells.first` from userspace as an index, expected a bound on it',
        'virt/kvm/bell.c:13:10: warning: Unexpected success for a `bells.op` that no case knows, expected a `default` with -EINVAL',
      ],
    },
    {
      name: 'a range that may wrap around, and as long as userspace likes',
      files: {
        'virt/kvm/bell.c': `+static int kvm_vm_ioctl_ring_range(struct kvm *kvm, struct kvm_bell_range *range)
+{
+	u64 last = range->first + range->count;
+	u64 i;
+
+	for (i = 0; i < range->count; i++)
+		kvm_ring(kvm, i, last);
+	return 0;
+}
+
`,
      },
      expected: [
        'virt/kvm/bell.c:3:13: info: What if `range->first + range->count` wraps around, or is not aligned: is a check missing?',
        'virt/kvm/bell.c:6:14: info: How long does this run for the greatest `range->count`: is a bound missing, or a place where it can be interrupted?',
      ],
    },
    {
      name: 'a bound that is one too far, and a copy to where others look',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bell(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bell bell;
+
+	if (copy_from_user(&bell, argp, sizeof(bell)))
+		return -EFAULT;
+	if (bell.index > ARRAY_SIZE(kvm->bells))
+		return -EINVAL;
+	return copy_from_user(&kvm->bells[0], argp, sizeof(bell)) ? -EFAULT : 0;
+}
+
`,
      },
      expected: [
        'virt/kvm/bell.c:7:6: warning: Unexpected `bell.index` that may be `ARRAY_SIZE(kvm->bells)`, expected `>=`: an index is less than the size',
        'virt/kvm/bell.c:9:9: info: What do others see in `kvm->bells[0]` while userspace copies to it, or where the copy stops half way?',
      ],
    },
    {
      name: 'everything checked',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bells(struct kvm *kvm, void __user *argp)
+{
+	struct kvm_bells bells;
+	u64 *tones;
+	u64 i;
+
+	if (copy_from_user(&bells, argp, sizeof(bells)))
+		return -EFAULT;
+	if (bells.flags || bells.count > KVM_MAX_BELLS || bells.first >= ARRAY_SIZE(kvm->rung))
+		return -EINVAL;
+	tones = kcalloc(bells.count, sizeof(*tones), GFP_KERNEL_ACCOUNT);
+	if (!tones)
+		return -ENOMEM;
+	WARN_ON_ONCE(!kvm->rung);
+	kvm->rung[bells.first] = true;
+	for (i = 0; i < bells.count; i++)
+		kvm_ring(kvm, i, bells.first + bells.count);
+	switch (bells.op) {
+	case KVM_BELLS_RING:
+		return kvm_ring(kvm, tones);
+	default:
+		return -EINVAL;
+	}
+}
+
`,
      },
      expected: [],
    },
  ],
})

/** All but where memdup_user() copies from. */
const sizesOf = (expression: Call, name: string): readonly Expression[] =>
  name.includes('memdup') ? expression.arguments.slice(1) : expression.arguments

const allocating = /^(?:kv?[mzc]alloc\w*|vz?alloc\w*|__vmalloc\w*|v?memdup_(?:array_)?user)$/

/** `bell.index > ARRAY_SIZE(bells)`. */
function countedAsIndex(expression: Expression, {hunk, value}: UserCode): readonly [string, string] | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '>') return undefined
  const [left, right] = [sourceOf(hunk, expression.left), sourceOf(hunk, expression.right)]
  return /^ARRAY_SIZE\(/.test(right) && value.exec(left)?.[0] === left ? [left, right] : undefined
}

/** `range->gpa + range->size`: two values of one struct. */
function sumOf(expression: Expression, {hunk, value}: UserCode): readonly [string, string] | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '+') return undefined
  const [left, right] = [sourceOf(hunk, expression.left), sourceOf(hunk, expression.right)]
  return value.exec(left)?.[0] === left && value.exec(right)?.[0] === right ? [left, right] : undefined
}

/** `copy_from_user(&kvm->arch.bell, …)`. */
function liveTarget(expression: Expression, {hunk}: UserCode): string | undefined {
  if (expression.kind !== 'call' || nameOfCall(expression) !== 'copy_from_user') return undefined
  const target = expression.arguments[0]
  const text = target ? sourceOf(hunk, target).replace(/^&/, '') : ''
  return /^(?:kvm|vcpu)(?:->arch)?(?:->|\.)/.test(text) && !/->run\b/.test(text) ? text : undefined
}

function hasDefault(body: Statement): boolean {
  return statementsOf(body).some((statement) => statement.kind === 'case' && !statement.value)
}

/** It calls functions, and none of them lets others run or ends it. */
function isLong({body, after, before, test}: Loop, {hunk}: UserCode): boolean {
  if (test && /ARRAY_SIZE|sizeof/.test(sourceOf(hunk, test))) return false
  const text = [...before, body].map((statement) => sourceOf(hunk, statement)).join(' ')
  if (/cond_resched|signal_pending|schedule\(/.test(text)) return false
  return after !== undefined && expressionsOf(body).some(({kind}) => kind === 'call')
}
