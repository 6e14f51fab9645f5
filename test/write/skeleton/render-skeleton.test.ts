/** Skeletons in a small tree: what is known is said, what is not is marked, and where it goes. */

import {describe, expect, test} from 'vitest'
import {readSectionTemplates} from '../../../src/commands/templates.ts'
import {exampleFiles, implementation} from '../../../src/rules/support/example.ts'
import {kvmDocument, kvmHeader, readTree} from '../../../src/uapi/index.ts'
import {renderSkeleton} from '../../../src/write/skeleton/index.ts'
import {worldWith} from '../../commands/world.ts'
import {memoryTree} from '../../memory-tree.ts'

const document = `4. Calls
========

4.1 KVM_A
---------

About A.

5. The kvm_run structure
========================

::

  struct kvm_run {
	union {
		/* KVM_EXIT_A */
		__u64 a;

About exit A.

::

		/* KVM_EXIT_C */
		__u64 c;

About exit C.

::

		char padding[256];
	};
  };

6. On vCPUs
===========

7. On VMs
=========

8. Others
=========

8.1 KVM_CAP_A
-------------

About it.
`

const header = `#define KVMIO 0xAE
#define KVM_EXIT_A 0
#define KVM_EXIT_B 1
#define KVM_EXIT_C 2
#define KVM_EXIT_D 3

struct kvm_b {
	__u32 flags; /* in */
	__u32 pad;
};

struct kvm_run {
	union {
		/* KVM_EXIT_A */
		__u64 a;
		/* KVM_EXIT_B */
		struct {
#define KVM_EXIT_B_READ	1
			__u64 b;
		} b;
		/* KVM_EXIT_C */
		__u64 c;
		char padding[256];
	};
};

#define KVM_CAP_A 1
#define KVM_CAP_B 2
#define KVM_A _IO(KVMIO, 0x41)
/* Available with KVM_CAP_B */
#define KVM_B _IOW(KVMIO, 0x42, struct kvm_b)
#define KVM_V _IO(KVMIO, 0x43)
`

const reads = `		struct kvm_b given;

		r = -EFAULT;
		if (copy_from_user(&given, (void __user *)argument, sizeof(given)))
			break;
		r = -EINVAL;
		if (given.flags)
			break;
		r = 0;
`

const functions = `int kvm_vm_ioctl_check_extension(struct kvm *kvm, long capability)
{
	switch (capability) {
	case KVM_CAP_B:
		return 1;
	default:
		return 0;
	}
}

static int handle(struct kvm_vcpu *vcpu)
{
	vcpu->run->exit_reason = KVM_EXIT_B;
	return 0;
}
`

const files = exampleFiles({
  document,
  header,
  arm64: '',
  others: implementation({x86: {KVM_B: reads, KVM_V: '\t\tr = 0;\n'}, functions}),
})

function skeletonOf(symbol: string, changed: Readonly<Record<string, string>> = {}) {
  const tree = memoryTree({...files, ...changed})
  const target = {input: readTree(tree), header: kvmHeader, read: tree.read}
  return renderSkeleton(symbol, target, readSectionTemplates(worldWith().world.templates))
}

describe('the section', () => {
  test.each([
    [
      'an ioctl with its struct, direction and errnos',
      'KVM_B',
      `4.2 KVM_B
---------

:Capability: KVM_CAP_B
:Architectures: x86
:Type: vm ioctl
:Parameters: struct kvm_b (in)
:Returns: **TODO:** 0 on success, or what else; -1 on error

Errors:

======  ==============
EFAULT  **TODO:** when
EINVAL  **TODO:** when
======  ==============

::

  struct kvm_b {
          __u32 flags; /* in */
          __u32 pad;
  };

**TODO:** what \`\`_IOW(KVMIO, 0x42, struct kvm_b)\`\` does, and when userspace
calls it.

**TODO:** what each member means, and what is refused.`,
    ],
    [
      'an ioctl of which nobody says what it takes',
      'KVM_V',
      `4.2 KVM_V
---------

:Capability: **TODO:** its capability, or basic
:Architectures: x86
:Type: vm ioctl
:Parameters: **TODO:** none, or the value that it takes
:Returns: **TODO:** 0 on success, or what else; -1 on error

**TODO:** what \`\`_IO(KVMIO, 0x43)\`\` does, and when userspace calls it.`,
    ],
    [
      'a capability that is only asked for',
      'KVM_CAP_B',
      `8.2 KVM_CAP_B
-------------

:Architectures: x86

**TODO:** what userspace may rely on when \`\`KVM_CHECK_EXTENSION\`\` of
\`\`KVM_CAP_B\`\` is not 0, and what its value means.`,
    ],
    [
      'an exit with its member, as the blocks around it stand',
      'KVM_EXIT_B',
      `::

		/* KVM_EXIT_B */
		struct {
		#define KVM_EXIT_B_READ 1
			__u64 b;
		} b;

\`\`KVM_RUN\`\` returns with KVM_EXIT_B (1) on x86. **TODO:** why, what
\`\`kvm_run.b\`\` says, and what userspace does before it calls it again.`,
    ],
    [
      'an exit without a member, and without a producer',
      'KVM_EXIT_D',
      `::

		/* KVM_EXIT_D */

\`\`KVM_RUN\`\` returns with KVM_EXIT_D (3). **TODO:** why, and what userspace does
before it calls it again.`,
    ],
  ])('%s', (_, symbol, expected) => {
    expect(skeletonOf(symbol)?.text).toBe(expected)
  })

  test('a capability that can be enabled goes to those', () => {
    const enable = `static int kvm_vcpu_ioctl_enable_cap(struct kvm_vcpu *vcpu, struct kvm_enable_cap *cap)
{
	switch (cap->cap) {
	case KVM_CAP_B:
		if (cap->args[0])
			return -EBUSY;
		return 0;
	default:
		return -EINVAL;
	}
}
`
    const others = implementation({x86: {KVM_B: reads}, functions: functions + enable})
    const text = skeletonOf('KVM_CAP_B', others)?.text
    expect(text).toMatch(/^6\.1 KVM_CAP_B\n-+\n\n:Architectures: x86\n:Target: vcpu\n:Parameters: \*\*TODO/)
    expect(text).toContain('what changes once it is enabled')
    expect(text).toMatch(/\n\nErrors:\n\n=+ +=+\nEBUSY +\*\*TODO:\*\* when\n/)
  })

  test('without an implementation, what only it knows is a gap', () => {
    const tree = memoryTree({[kvmDocument]: document, [kvmHeader]: header})
    const target = {input: readTree(tree), header: kvmHeader, read: tree.read}
    const text = renderSkeleton('KVM_B', target, readSectionTemplates(worldWith().world.templates))?.text
    expect(text).toMatch(
      /:Architectures: \*\*TODO:\*\* which\n:Type: \*\*TODO:\*\* .*\n:Parameters: struct kvm_b \(in\)\n/,
    )
  })
})

describe('the document', () => {
  test('an exit stands where the header has it', () => {
    const {before, after} = skeletonOf('KVM_EXIT_B')?.change ?? {before: '', after: ''}
    const text = skeletonOf('KVM_EXIT_B')?.text ?? ''
    expect(after).toBe(before.replace('About exit A.\n', `About exit A.\n\n${text}\n`))
  })

  test('and where it has no member, at the end, where what stands behind another exit is not its text', () => {
    const after = skeletonOf('KVM_EXIT_D')?.change.after ?? ''
    expect(after).toMatch(/About exit C\.\n\n::\n\n\t\t\/\* KVM_EXIT_D \*\/\n[\s\S]*again\.\n\n::\n\n\t\tchar padding/)
    expect(() => skeletonOf('KVM_EXIT_D', {[kvmDocument]: after})).toThrow(/Unexpected description of `KVM_EXIT_D`/)
  })

  test.each([
    ['an ioctl', 'KVM_A', ':4:'],
    ['a capability', 'KVM_CAP_A', ':43:'],
    ['an exit', 'KVM_EXIT_A', ':14:'],
  ])('what stands is left to whoever wrote it: %s', (_, symbol, line) => {
    expect(() => skeletonOf(symbol)).toThrow(`${line} Unexpected description of \`${symbol}\``)
  })
})

test('where it is known from', () => {
  expect(skeletonOf('KVM_CAP_B')?.remarks.map((remark) => remark.replace(/:\d+\)/, ':N)'))).toEqual([
    '`KVM_CAP_B` is 2 (include/uapi/linux/kvm.h:N)',
    '`KVM_CAP_B`: KVM_CHECK_EXTENSION answers it on x86 (arch/x86/kvm/x86.c:N)',
    '`KVM_CAP_B`: KVM_ENABLE_CAP does not serve it',
  ])
})

test('what no header has is unknown', () => {
  expect(skeletonOf('KVM_Z')).toBeUndefined()
})
