/** The size of a struct with an array at its end has a function that does not wrap around. */

import type {Expression} from '../../read/c/index.ts'
import {expressionsOf, isAdded, piecesOf, sourceOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const structSize = definePatchRule({
  id: 'struct-size',
  scope: 'patch',
  severity: 'warning',
  summary: 'The size of a struct and its flexible array is struct_size().',
  why: 'A product of a count from userspace wraps around, and the allocation is smaller than what is copied to it.',
  source: 'Documentation/process/deprecated.rst, "open-coded arithmetic in allocator arguments"',
  messages: {
    open: (size) => `Unexpected \`${size}\`, expected \`struct_size()\`, which does not wrap around`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      for (const expression of expressionsOf(piece.body)) {
        if (expression.kind !== 'binary' || expression.operator !== '+' || !isAdded(input, hunk, expression)) continue
        const {left, right} = expression
        if (!(isSize(left) && isProduct(right)) && !(isSize(right) && isProduct(left))) continue
        const text = sourceOf(hunk, expression)
        report('open', [text], {symbol: text, place: hunk.place(expression.start, expression.end)})
      }
    }
  },
  examples: [
    {
      name: 'a sum and a product',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bells(struct kvm *kvm, struct kvm_bells __user *user, u32 count)
+{
+	size_t size = sizeof(struct kvm_bells) + count * sizeof(struct kvm_bell);
+
+	return kvm_copy_bells(kvm, user, size);
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:3:16: warning: Unexpected `sizeof(struct kvm_bells) + count * sizeof(struct kvm_bell)`, expected `struct_size()`, which does not wrap around',
      ],
    },
    {
      name: 'the function, and a constant count',
      files: {
        'virt/kvm/bell.c': `+static int kvm_set_bells(struct kvm *kvm, struct kvm_bells __user *user, u32 count)
+{
+	struct kvm_bells *bells;
+	size_t size = struct_size(bells, entries, count);
+
+	return kvm_copy_bells(kvm, user, size + sizeof(struct kvm_bell) + 4 * sizeof(u64));
+}
`,
      },
      expected: [],
    },
  ],
})

const isSize = (expression: Expression): boolean => expression.kind === 'unary' && expression.operator === 'sizeof'

/** One factor is a size, the other no constant. */
function isProduct(expression: Expression): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '*') return false
  const {left, right} = expression
  const isCount = (one: Expression): boolean =>
    one.kind === 'member' || (one.kind === 'name' && /^[a-z]/.test(one.name))
  return (isSize(left) && isCount(right)) || (isSize(right) && isCount(left))
}
