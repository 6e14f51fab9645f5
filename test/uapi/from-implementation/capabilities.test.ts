import {describe, expect, test} from 'vitest'
import {readToy, type Toy} from './toy.ts'

/** `enable vm KVM_CAP_A: x86`, in their order. */
function answered(toy: Toy): readonly string[] {
  return [...readToy(toy).capabilities].map(
    ({name, operation, target = [], architectures}) =>
      `${[operation, ...target].join(' ')} ${name}: ${architectures.join(' ')}`,
  )
}

const check = (cases: string) => `
static int kvm_vm_ioctl_check_extension_generic(struct kvm *kvm, long argument)
{
	switch (argument) {
${cases}
	default:
		break;
	}
	return kvm_vm_ioctl_check_extension(kvm, argument);
}
`
const own = (cases: string) => `
int kvm_vm_ioctl_check_extension(struct kvm *kvm, long capability)
{
	int r;

	switch (capability) {
${cases}
	default:
		r = 0;
	}
	return r;
}
`
const enable = (cases: string) => `
static int kvm_vcpu_ioctl_enable_cap(struct kvm_vcpu *vcpu, struct kvm_enable_cap *wanted)
{
	if (cap->flags)
		return -EINVAL;
	switch (wanted->cap) {
${cases}
	default:
		return -EINVAL;
	}
}
`
const option = 'config HAVE_A\n\tbool\n'

describe('KVM_CHECK_EXTENSION', () => {
  const cases: readonly (readonly [name: string, toy: Toy, expected: readonly string[]])[] = [
    ['a number', {generic: check('\tcase KVM_CAP_A:\n\t\treturn 1;')}, ['check KVM_CAP_A: x86 arm64 s390']],
    ['0 is no', {generic: check('\tcase KVM_CAP_A:\n\t\treturn 0;')}, []],
    [
      'what depends on the machine may be yes',
      {generic: check('\tcase KVM_CAP_A:\n\t\treturn has_a(kvm);')},
      ['check KVM_CAP_A: x86 arm64 s390'],
    ],
    [
      'of an architecture',
      {generic: check(''), x86: {code: own('\tcase KVM_CAP_A:\n\tcase KVM_CAP_B:\n\t\tr = 1;\n\t\tbreak;')}},
      ['check KVM_CAP_A: x86', 'check KVM_CAP_B: x86'],
    ],
    [
      'where the case is compiled',
      {
        generic: check('#ifdef CONFIG_HAVE_A\n\tcase KVM_CAP_A:\n#endif\n\tcase KVM_CAP_B:\n\t\treturn 1;'),
        kconfig: option,
        arm64: {kconfig: '\tselect HAVE_A\n'},
      },
      ['check KVM_CAP_B: x86 arm64 s390', 'check KVM_CAP_A: arm64'],
    ],
    [
      'where the answer is not 0',
      {
        generic: check('\tcase KVM_CAP_A:\n#ifdef CONFIG_HAVE_A\n\t\treturn 4;\n#else\n\t\treturn 0;\n#endif'),
        kconfig: option,
        s390: {kconfig: '\tselect HAVE_A\n'},
      },
      ['check KVM_CAP_A: s390'],
    ],
    [
      'where a macro is not 0',
      {
        generic: check('\tcase KVM_CAP_A:\n\t\treturn KVM_PAGE_OFFSET;'),
        header: '#ifndef KVM_PAGE_OFFSET\n#define KVM_PAGE_OFFSET 0\n#endif\n',
        x86: {header: '#define KVM_PAGE_OFFSET 64\n'},
      },
      ['check KVM_CAP_A: x86'],
    ],
  ]
  test.each(cases)('%s', (_, toy, expected) => {
    expect(answered(toy)).toEqual(expected)
  })
})

describe('KVM_ENABLE_CAP', () => {
  const cases: readonly (readonly [name: string, toy: Toy, expected: readonly string[]])[] = [
    [
      'on the vcpu',
      {x86: {code: enable('\tcase KVM_CAP_A:\n\t\treturn set_a(vcpu);')}},
      ['enable vcpu KVM_CAP_A: x86'],
    ],
    ['that fails always', {x86: {code: enable('\tcase KVM_CAP_A:\n\t\treturn -ENOTTY;')}}, []],
    [
      'on the VM',
      {
        generic: `
static int kvm_vm_ioctl_enable_cap_generic(struct kvm *kvm, struct kvm_enable_cap *wanted)
{
	switch (wanted->cap) {
	case KVM_CAP_A:
		return 0;
	default:
		return kvm_vm_ioctl_enable_cap(kvm, wanted);
	}
}
`,
        arm64: {
          code: `
int kvm_vm_ioctl_enable_cap(struct kvm *kvm, struct kvm_enable_cap *wanted)
{
	if (wanted->cap == KVM_CAP_B)
		return set_b(kvm);
	return -EINVAL;
}
`,
        },
      },
      ['enable vm KVM_CAP_A: x86 arm64 s390', 'enable vm KVM_CAP_B: arm64'],
    ],
    [
      'behind a test that refuses what it does not know',
      {
        s390: {
          code: `${own('\tcase KVM_CAP_A:\n\tcase KVM_CAP_C:\n\t\tr = 1;\n\t\tbreak;')}
static int kvm_vcpu_ioctl_enable_cap(struct kvm_vcpu *vcpu, struct kvm_enable_cap *wanted)
{
	if (!kvm_vm_ioctl_check_extension(vcpu->kvm, wanted->cap))
		return -EINVAL;
	switch (wanted->cap) {
	case KVM_CAP_A:
		return 0;
	default:
		return -EINVAL;
	}
}
`,
        },
      },
      ['enable vcpu KVM_CAP_A: s390'],
    ],
  ]
  test.each(cases)('%s', (_, toy, expected) => {
    expect(answered(toy)).toEqual(expected)
  })
})
