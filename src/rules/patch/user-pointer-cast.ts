/** An address from userspace is an integer until u64_to_user_ptr() has made a pointer of it. */

import {expressionsOf, isAdded, newStructs, sourceOf} from '../../uapi/index.ts'
import {defineSeriesRule} from '../define-patch-rule.ts'
import {userCode} from './support/user-values.ts'

export const userPointerCast = defineSeriesRule({
  id: 'user-pointer-cast',
  scope: 'series',
  severity: 'warning',
  summary: 'A `__u64` that holds an address becomes a pointer by u64_to_user_ptr().',
  why: 'A cast loses the upper half on 32-bit machines without a word, and takes any other type than `__u64` as well.',
  source: 'include/linux/kernel.h, u64_to_user_ptr()',
  messages: {
    cast: (value) => `Unexpected cast of \`${value}\` to a pointer, expected \`u64_to_user_ptr(${value})\``,
  },
  check({patches}, report) {
    // Older structs are cast in their own ways, each file as it began.
    const added = new Set(patches.flatMap(newStructs).map(({name}) => name))
    for (const {hunk, piece, input, value, structs} of userCode(patches)) {
      for (const expression of expressionsOf(piece.body)) {
        if (expression.kind !== 'cast' || !/\*/.test(expression.type) || !isAdded(input, hunk, expression)) continue
        if (!/__user/.test(sourceOf(hunk, {start: expression.start, end: expression.operand.start}))) continue
        const inner = expression.operand.kind === 'cast' ? expression.operand.operand : expression.operand
        const text = sourceOf(hunk, inner)
        const type = structs.get(/^\w+/.exec(text)?.[0] ?? '') ?? ''
        if (value.exec(text)?.[0] !== text || !/(?:->|\.)/.test(text) || !added.has(type)) continue
        report('cast', [text], {symbol: text, place: hunk.place(expression.start, expression.end)})
      }
    }
  },
  examples: [
    {
      name: 'a cast',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 addr;
+	__u64 flags;
+};
`,
        'virt/kvm/bell.c': `+static int kvm_vm_ioctl_bell(struct kvm *kvm, struct kvm_bell *bell)
+{
+	void __user *tones = (void __user *)bell->addr;
+
+	return kvm_ring(kvm, tones);
+}
+
`,
      },
      expected: [
        'virt/kvm/bell.c:3:23: warning: Unexpected cast of `bell->addr` to a pointer, expected `u64_to_user_ptr(bell->addr)`',
      ],
    },
    {
      name: 'the function, and a cast of what is a pointer already',
      files: {
        'include/uapi/linux/kvm.h': `+struct kvm_bell {
+	__u64 addr;
+	__u64 flags;
+};
`,
        'virt/kvm/bell.c': `+static int kvm_vm_ioctl_bell(struct kvm *kvm, struct kvm_bell *bell, unsigned long arg)
+{
+	void __user *tones = u64_to_user_ptr(bell->addr);
+	void __user *argp = (void __user *)arg;
+
+	return kvm_ring(kvm, tones, argp);
+}
+
`,
      },
      expected: [],
    },
  ],
})
