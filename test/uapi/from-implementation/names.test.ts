import {describe, expect, test} from 'vitest'
import {readToy, type Toy} from './toy.ts'

const toy: Toy = {
  generic: '#define KVM_STATS 1\nunsigned int halt_poll_ns;\nmodule_param(halt_poll_ns, uint, 0644);\n',
  kconfig: 'config HAVE_KVM_A\n\tbool\n',
  header: '#define KVM_MAX_VCPU_IDS 4\nenum kvm_bus {\n\tKVM_MMIO_BUS,\n\tNO_BUS\n};\nstruct kvm {\n\tint a;\n};\n',
  x86: {
    header: `#define KVM_X86_A 1
#define OTHER 2
struct kvm_arch {
	unsigned int indirect_shadow_pages;
#ifdef CONFIG_KVM_XEN
	struct kvm_xen xen;
	union {
		u32 first;
		u64 second;
	};
#endif
#if IS_ENABLED(CONFIG_A) && defined(B)
	struct list_head list, *more[2];
#else
	bool flag:1;
#endif
};
`,
  },
  files: {'include/uapi/linux/kvm.h': '#define KVM_RUN 1\n'},
}

describe('constants', () => {
  test('are those of the kernel itself', () => {
    const shown = [...readToy(toy).constants].map(
      ({name, form, place, architectures}) => `${form} ${name} ${place.file}:${place.line} ${architectures ?? ''}`,
    )
    expect(shown).toEqual([
      'define KVM_STATS virt/kvm/kvm_main.c:1 ',
      'define KVM_MAX_VCPU_IDS include/linux/kvm_host.h:5 ',
      'enumerator KVM_MMIO_BUS include/linux/kvm_host.h:7 ',
      'define KVM_X86_A arch/x86/include/asm/kvm_host.h:1 x86',
    ])
  })
})

test('module parameters', () => {
  expect([...readToy(toy).moduleParameters].map(({name, place}) => `${name} ${place.file}:${place.line}`)).toEqual([
    'halt_poll_ns virt/kvm/kvm_main.c:3',
  ])
})

test('configuration symbols', () => {
  const {configurationSymbols} = readToy(toy)
  expect(configurationSymbols.named('HAVE_KVM_A').map(({place}) => place.file)).toEqual(['virt/kvm/Kconfig'])
  expect(configurationSymbols.named('KVM').map(({architectures}) => architectures)).toEqual([
    ['x86'],
    ['arm64'],
    ['s390'],
  ])
})

describe('host members', () => {
  test('with their types, their guards and their architectures', () => {
    const shown = [...readToy(toy).hostMembers].map(
      ({struct, name, field, guard, architectures}) =>
        `${struct}.${name} ${field.type.kind} ${architectures ?? ''} ${guard ?? ''}`,
    )
    expect(shown).toEqual([
      'kvm.a integer  ',
      'kvm_arch.indirect_shadow_pages integer x86 ',
      'kvm_arch.xen struct x86 CONFIG_KVM_XEN',
      'kvm_arch.first integer x86 CONFIG_KVM_XEN',
      'kvm_arch.second integer x86 CONFIG_KVM_XEN',
      'kvm_arch.list struct x86 IS_ENABLED(CONFIG_A) && defined(B)',
      'kvm_arch.more array x86 IS_ENABLED(CONFIG_A) && defined(B)',
      'kvm_arch.flag bit-field x86 !(IS_ENABLED(CONFIG_A) && defined(B))',
    ])
  })
})
