/** A small kernel of our own: dispatchers as KVM has them, with the cases that a test is about. */

import type {ServedIoctl} from '../../../src/model/index.ts'
import {readImplementation} from '../../../src/uapi/from-implementation/index.ts'
import {memoryTree} from '../../memory-tree.ts'

export interface Toy {
  /** Cases of `kvm_dev_ioctl`, `kvm_vm_ioctl`, `kvm_vcpu_ioctl`. */
  readonly system?: string
  readonly vm?: string
  readonly vcpu?: string
  /** C before the dispatchers. */
  readonly generic?: string
  /** Per architecture: C, the lines of its `config KVM`, and what its `asm/kvm_host.h` has. */
  readonly x86?: Part
  readonly arm64?: Part
  readonly s390?: Part
  /** `include/linux/kvm_host.h` */
  readonly header?: string
  readonly kconfig?: string
  readonly files?: Readonly<Record<string, string>>
}

interface Part {
  readonly code?: string
  readonly kconfig?: string
  readonly header?: string
}

export function toyFiles(toy: Toy): Readonly<Record<string, string>> {
  return {
    'virt/kvm/Kconfig': toy.kconfig ?? '',
    'virt/kvm/kvm_main.c': genericCode(toy),
    'include/linux/kvm_host.h': `${asynchronous}${toy.header ?? ''}`,
    ...part('x86', toy.x86 ?? {}),
    ...part('arm64', toy.arm64 ?? {}),
    ...part('s390', toy.s390 ?? {}),
    ...toy.files,
  }
}

export function readToy(toy: Toy) {
  return readImplementation(memoryTree(toyFiles(toy)))
}

/** `vm KVM_A: x86 arm64; refused s390 (EINVAL)`, in their order. */
export function served(toy: Toy): readonly string[] {
  return [...readToy(toy).ioctls].map(({name, descriptors, architectures, refused}) => {
    const refusals = refused.map(
      ({architecture, errnos}) => `${architecture} (${errnos.map((errno) => errno.name).join(' ')})`,
    )
    return [`${descriptors[0]} ${name}: ${architectures.join(' ')}`.trim(), ...refusals].join('; refused ')
  })
}

/** The one ioctl of this name. */
export function ioctl(toy: Toy, name: string): ServedIoctl {
  const [found, ...more] = readToy(toy).ioctls.named(name)
  if (found === undefined || more.length > 0) throw new Error(`one ${name} expected`)
  return found
}

/** Of architectures without ioctls that may not wait for the vcpu. */
const asynchronous = `static inline long kvm_arch_vcpu_async_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	return -ENOIOCTLCMD;
}
`

function part(architecture: string, {code, kconfig, header}: Part): Readonly<Record<string, string>> {
  return {
    [`arch/${architecture}/kvm/Kconfig`]: `source "virt/kvm/Kconfig"\nconfig KVM\n\ttristate "KVM"\n${kconfig ?? ''}`,
    [`arch/${architecture}/kvm/main.c`]:
      code ?? 'int kvm_arch_vm_ioctl(void *file, int request, long argument)\n{\n\treturn -ENOTTY;\n}\n',
    [`arch/${architecture}/include/asm/kvm_host.h`]: header ?? '',
  }
}

function genericCode({generic = '', system = '', vm = '', vcpu = ''}: Toy): string {
  return `${generic}
static long kvm_vcpu_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	void __user *argp = (void __user *)argument;
	int r;

	r = kvm_arch_vcpu_async_ioctl(file, request, argument);
	if (r != -ENOIOCTLCMD)
		return r;
	switch (request) {
${vcpu}
	default:
		r = kvm_arch_vcpu_ioctl(file, request, argument);
	}
out:
	return r;
}

static long kvm_vm_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	void __user *argp = (void __user *)argument;
	int r;

	if (dead(file))
		return -EIO;
	switch (request) {
${vm}
	default:
		r = kvm_arch_vm_ioctl(file, request, argument);
	}
out:
	return r;
}

static long kvm_dev_ioctl(struct file *file, unsigned int request, unsigned long argument)
{
	int r = -EINVAL;

	switch (request) {
${system}
	default:
		return kvm_arch_dev_ioctl(file, request, argument);
	}
out:
	return r;
}
`
}
