/** A new descriptor does not outlive exec(2). */

import {expressionsOf, isAdded, nameOfCall, piecesOf, sourceOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const fdCloexec = definePatchRule({
  id: 'fd-cloexec',
  scope: 'patch',
  severity: 'warning',
  summary: 'A file descriptor that an ioctl makes is closed by exec(2).',
  why: 'A program that another thread starts meanwhile gets the descriptor, and with it the guest.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Resources, Leaking Memory"',
  messages: {
    inherited: (call) => `Unexpected \`${call}\` without \`O_CLOEXEC\`, expected a descriptor that exec(2) closes`,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      for (const expression of expressionsOf(piece.body)) {
        if (expression.kind !== 'call') continue
        const name = nameOfCall(expression) ?? ''
        const flags = /^(?:anon_inode_(?:create_)?getfd|get_unused_fd_flags)$/.test(name)
          ? expression.arguments.at(name.includes('create') ? 3 : -1)
          : undefined
        if (!flags || !isAdded(input, hunk, expression)) continue
        // A variable may hold it.
        if (!/^[0-9A-Z_ |()]+$/.test(sourceOf(hunk, flags)) || sourceOf(hunk, flags).includes('O_CLOEXEC')) continue
        report('inherited', [name], {symbol: name, place: hunk.place(expression.start, expression.end)})
      }
    }
  },
  examples: [
    {
      name: 'two that stay open',
      files: {
        'virt/kvm/bell.c': `+static int kvm_bell_fd(struct kvm *kvm)
+{
+	int fd = get_unused_fd_flags(0);
+
+	if (fd < 0)
+		return fd;
+	return anon_inode_getfd("kvm-bell", &kvm_bell_fops, kvm, O_RDWR);
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:3:11: warning: Unexpected `get_unused_fd_flags` without `O_CLOEXEC`, expected a descriptor that exec(2) closes',
        'virt/kvm/bell.c:7:9: warning: Unexpected `anon_inode_getfd` without `O_CLOEXEC`, expected a descriptor that exec(2) closes',
      ],
    },
    {
      name: 'one that is closed, and flags of the caller',
      files: {
        'virt/kvm/bell.c': `+static int kvm_bell_fd(struct kvm *kvm, int flags)
+{
+	int fd = get_unused_fd_flags(flags);
+
+	if (fd < 0)
+		return fd;
+	return anon_inode_getfd("kvm-bell", &kvm_bell_fops, kvm, O_RDWR | O_CLOEXEC);
+}
`,
      },
      expected: [],
    },
  ],
})
