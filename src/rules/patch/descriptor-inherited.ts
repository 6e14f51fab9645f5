/** A file descriptor that an ioctl returns is closed where another program is executed. */

import {callsIn, isAdded, nameOfCall, piecesOf, sourceOf} from '../../uapi/index.ts'
import {definePatchRule} from '../define-patch-rule.ts'

export const descriptorInherited = definePatchRule({
  id: 'descriptor-inherited',
  scope: 'patch',
  severity: 'warning',
  summary: 'A new file descriptor is made with O_CLOEXEC, or userspace may ask for it.',
  why: 'A program that another thread executes between the ioctl and an fcntl() inherits the descriptor, and with it the VM.',
  source: 'Documentation/process/botching-up-ioctls.rst, "Resources, Oh My!"',
  messages: {
    flags: (flags, call) => `Unexpected flags \`${flags}\` of \`${call}\`, expected \`O_CLOEXEC\` among them`,
    none: (call) => `Unexpected \`${call}\`, which takes no flags, expected \`get_unused_fd_flags(O_CLOEXEC)\``,
  },
  check(input, report) {
    for (const {hunk, piece} of piecesOf(input)) {
      for (const call of callsIn(piece.body)) {
        const name = nameOfCall(call) ?? ''
        const at = flagsOf.get(name)
        if (at === undefined || !isAdded(input, hunk, call)) continue
        const symbol = piece.functionName ?? name
        const flags = call.arguments[at]
        const text = flags && sourceOf(hunk, flags)
        const place = hunk.place(flags?.start ?? call.start, flags?.end ?? call.end)
        if (at === none) report('none', [name], {symbol, place})
        else if (text !== undefined && isWithout(text)) report('flags', [text, name], {symbol, place})
      }
    }
  },
  examples: [
    {
      name: 'flags that are constants',
      files: {
        'virt/kvm/bell.c': `+static int kvm_bell_getfd(struct kvm *kvm)
+{
+	int fd = get_unused_fd_flags(0);
+
+	if (fd < 0)
+		return anon_inode_getfd("kvm-bell", &kvm_bell_fops, kvm,
+					O_RDWR);
+	return fd;
+}
`,
      },
      expected: [
        'virt/kvm/bell.c:3:31: warning: Unexpected flags `0` of `get_unused_fd_flags`, expected `O_CLOEXEC` among them',
        'virt/kvm/bell.c:7:6: warning: Unexpected flags `O_RDWR` of `anon_inode_getfd`, expected `O_CLOEXEC` among them',
      ],
    },
    {
      name: 'flags that userspace may decide, a file without a descriptor, and a call that is there',
      files: {
        'virt/kvm/bell.c': `@@ static int kvm_bell_getfd(struct kvm *kvm, int flags)
 	int old = get_unused_fd_flags(0);
+	struct file *file = anon_inode_getfile("kvm-bell", &kvm_bell_fops, kvm, O_RDWR);
+	int fd = get_unused_fd_flags(O_CLOEXEC);
+	int own = anon_inode_getfd("kvm-bell", &kvm_bell_fops, kvm, O_RDWR | flags);
 
`,
      },
      expected: [],
    },
  ],
})

const none = -1

/** Which argument has the flags (include/linux/file.h, anon_inodes.h). */
const flagsOf: ReadonlyMap<string, number> = new Map([
  ['get_unused_fd', none],
  ['get_unused_fd_flags', 0],
  ['anon_inode_getfd', 3],
  ['anon_inode_getfd_secure', 3],
  ['anon_inode_create_getfd', 3],
])

/** Nothing but constants: a variable may hold what userspace has asked for. */
function isWithout(flags: string): boolean {
  return /^[\s()|]*(?:(?:0|O_[A-Z]+)[\s()|]*)+$/.test(flags) && !/\bO_CLOEXEC\b/.test(flags)
}
