/** The architectures of the kernel that have KVM, by the names of their directories under `arch/`. */

export const architectures = ['x86', 'arm64', 'powerpc', 's390', 'mips', 'riscv', 'loongarch', 'arm'] as const

export type Architecture = (typeof architectures)[number]
