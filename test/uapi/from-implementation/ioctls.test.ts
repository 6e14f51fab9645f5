import {describe, expect, test} from 'vitest'
import {ioctl, readToy, served, type Toy} from './toy.ts'

const simple = 'case KVM_A:\n\t\tr = f(argument);\n\t\tbreak;'

describe('who serves an ioctl', () => {
  const cases: readonly (readonly [name: string, toy: Toy, expected: readonly string[]])[] = [
    ['generic code serves it everywhere', {vm: simple}, ['vm KVM_A: x86 arm64 s390']],
    ['on the descriptor of its dispatcher', {system: simple}, ['system KVM_A: x86 arm64 s390']],
    [
      'several names for one case',
      {vm: `case KVM_B:\n\t${simple}`},
      ['vm KVM_B: x86 arm64 s390', 'vm KVM_A: x86 arm64 s390'],
    ],
    [
      'where its option is selected',
      {
        vm: `#ifdef CONFIG_HAVE_A\n\t${simple}\n#endif`,
        kconfig: 'config HAVE_A\n\tbool\n',
        arm64: {kconfig: '\tselect HAVE_A\n'},
      },
      ['vm KVM_A: arm64'],
    ],
    [
      'where somebody may choose its option',
      {
        vm: `#if IS_ENABLED(CONFIG_KVM_A)\n\t${simple}\n#endif`,
        s390: {kconfig: 'config KVM_A\n\tbool "A"\n'},
      },
      ['vm KVM_A: s390'],
    ],
    [
      'where a header of the architecture asks for it',
      {vm: `#ifdef __KVM_HAVE_A\n\t${simple}\n#endif`, x86: {header: '#define __KVM_HAVE_A\n'}},
      ['vm KVM_A: x86'],
    ],
    [
      'an architecture serves its own',
      {
        x86: {
          code: `int kvm_arch_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	switch (request) {
	case KVM_X86_A:
		return f(argument);
	default:
		return -ENOTTY;
	}
}
`,
        },
      },
      ['vm KVM_X86_A: x86'],
    ],
    [
      'by a comparison instead of a case',
      {
        s390: {
          code: `long kvm_arch_dev_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	if (request == KVM_S390_A)
		return s390_enable();
	return -EINVAL;
}
`,
        },
      },
      ['system KVM_S390_A: s390'],
    ],
    [
      'before the vcpu is locked',
      {
        arm64: {
          code: `long kvm_arch_vcpu_async_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	if (request == KVM_INTERRUPT)
		return inject(argument);
	return -ENOIOCTLCMD;
}
`,
        },
      },
      ['vcpu KVM_INTERRUPT: arm64'],
    ],
    [
      'through a table of operations',
      {
        x86: {
          code: `static int vm_ioctl_hv(struct file *file, unsigned int request, unsigned long argument)
{
	int r;

	switch (request) {
	case KVM_HV_A: {
		r = f(argument);
		break;
	}
	default:
		r = -ENOTTY;
	}
	return r;
}

static struct toy_ops ops_hv = {
	.vm_ioctl = vm_ioctl_hv,
};

int kvm_arch_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	return kvm->arch.ops->vm_ioctl(file, request, argument);
}
`,
        },
      },
      ['vm KVM_HV_A: x86'],
    ],
    [
      'refused where its hook is a stub',
      {
        vcpu: 'case KVM_GET_A:\n\t\tr = kvm_arch_get_a(vcpu);\n\t\tif (r)\n\t\t\tgoto out;\n\t\tr = 0;\n\t\tbreak;',
        x86: {code: 'int kvm_arch_get_a(struct kvm_vcpu *vcpu)\n{\n\treturn read(vcpu);\n}\n'},
        arm64: {code: 'int kvm_arch_get_a(struct kvm_vcpu *vcpu)\n{\n\treturn -EINVAL;\n}\n'},
      },
      ['vcpu KVM_GET_A: x86 s390; refused arm64 (EINVAL)'],
    ],
    [
      'refused where only the weak hook is there',
      {
        generic: 'int __weak kvm_arch_a(struct kvm *kvm)\n{\n\treturn -EOPNOTSUPP;\n}\n',
        vm: 'case KVM_A:\n\t\tr = kvm_arch_a(kvm);\n\t\tbreak;',
        x86: {code: 'int kvm_arch_a(struct kvm *kvm)\n{\n\treturn 0;\n}\n'},
      },
      ['vm KVM_A: x86; refused arm64 (EIO EOPNOTSUPP); refused s390 (EIO EOPNOTSUPP)'],
    ],
    [
      'refused where a header has a stub instead',
      {
        vm: 'case KVM_IRQFD:\n\t\tr = kvm_irqfd(kvm);\n\t\tbreak;',
        header: `#ifdef CONFIG_HAVE_A
int kvm_irqfd(struct kvm *kvm);
#else
static inline int kvm_irqfd(struct kvm *kvm)
{
	return -EINVAL;
}
#endif
`,
        kconfig: 'config HAVE_A\n\tbool\n',
        files: {'virt/kvm/eventfd.c': 'int kvm_irqfd(struct kvm *kvm)\n{\n\treturn assign(kvm);\n}\n'},
        x86: {kconfig: '\tselect HAVE_A\n'},
      },
      ['vm KVM_IRQFD: x86 arm64 s390'],
    ],
    [
      'refused where its hook does nothing',
      {
        vcpu: '\tcase KVM_TRANSLATE:\n\t\tr = kvm_arch_vcpu_ioctl_translate(vcpu);\n\t\tbreak;',
        x86: {code: 'int kvm_arch_vcpu_ioctl_translate(struct kvm_vcpu *vcpu)\n{\n\treturn walk(vcpu);\n}\n'},
        arm64: {code: 'int kvm_arch_vcpu_ioctl_translate(struct kvm_vcpu *vcpu)\n{\n\treturn 0;\n}\n'},
      },
      ['vcpu KVM_TRANSLATE: x86 s390; refused arm64 ()'],
    ],
    [
      'told apart in a case for several',
      {
        vm: `case KVM_SET:
	case KVM_GET:
		if (request == KVM_SET)
			r = -EINVAL;
		else
			r = get(argument);
		break;`,
      },
      [
        'vm KVM_SET:; refused x86 (EIO EINVAL); refused arm64 (EIO EINVAL); refused s390 (EIO EINVAL)',
        'vm KVM_GET: x86 arm64 s390',
      ],
    ],
    [
      'a case of another switch is none',
      {vm: 'case KVM_A:\n\t\tswitch (argument) {\n\t\tcase KVM_B:\n\t\t\tr = 0;\n\t\t}\n\t\tbreak;'},
      ['vm KVM_A: x86 arm64 s390'],
    ],
    ['a default alone serves nobody', {}, []],
  ]
  test.each(cases)('%s', (_, toy, expected) => {
    expect(served(toy)).toEqual(expected)
  })

  test('with the place of the name and the conditions around it', () => {
    const toy: Toy = {
      vm: `#ifdef CONFIG_A\n#if defined(B) || C > 1\n\t${simple}\n#endif\n#endif`,
      x86: {kconfig: 'config A\n\tbool "A"\n'},
    }
    const {place, guard} = ioctl(toy, 'KVM_A')
    expect(place).toMatchObject({file: 'virt/kvm/kvm_main.c', line: 29, column: 7, endColumn: 12})
    expect(guard).toBe('CONFIG_A && (defined(B) || C > 1)')
  })

  test('once for each place', () => {
    const own = (value: string) => ({
      code: `int kvm_arch_vm_ioctl(void *f, int request, long argument)\n{\n\tswitch (request) {\n\tcase KVM_A:\n\t\treturn ${value};\n\t}\n\treturn -ENOTTY;\n}\n`,
    })
    const toy: Toy = {x86: own('0'), arm64: own('f(argument)'), vcpu: simple}
    const places = readToy(toy)
      .ioctls.named('KVM_A')
      .map(({place, architectures}) => `${place.file} ${architectures}`)
    expect(places).toEqual([
      'arch/x86/kvm/main.c x86',
      'virt/kvm/kvm_main.c x86,arm64,s390',
      'arch/arm64/kvm/main.c arm64',
    ])
  })
})

test.each([
  ['no implementation', {}],
  ['empty files', {'virt/kvm/kvm_main.c': '', 'arch/x86/kvm/x86.c': ''}],
  [
    'a dispatcher without its end',
    {
      'virt/kvm/kvm_main.c': 'int kvm_vm_ioctl(int f, int request)\n{\n\tswitch (request) {\n\tcase KVM_A',
      'arch/x86/kvm/x86.c': '',
    },
  ],
  [
    'a dispatcher that calls itself',
    {
      'virt/kvm/kvm_main.c': 'int kvm_vm_ioctl(int f, int request)\n{\n\treturn kvm_vm_ioctl(f, request);\n}\n',
      'arch/x86/kvm/x86.c': '',
    },
  ],
  [
    'an option that selects itself',
    {
      'arch/x86/kvm/Kconfig': 'config A\n\tselect A\n\tdepends on !A\n',
      'arch/x86/kvm/x86.c': '#ifdef CONFIG_A\n#endif\n',
    },
  ],
] as const)('%s', (_, files) => {
  const {memoryTree} = {memoryTree: toyTree}
  expect(() => [...memoryTree(files).ioctls]).not.toThrow()
})

function toyTree(files: Readonly<Record<string, string>>) {
  return readToy({files: {...emptied, ...files}})
}

const emptied = {
  'virt/kvm/kvm_main.c': '',
  'arch/x86/kvm/main.c': '',
  'arch/arm64/kvm/main.c': '',
  'arch/s390/kvm/main.c': '',
}
