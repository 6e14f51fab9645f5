/** clang, and what it calls the machines. It learned LoongArch in version 16. */

export const clang = 'clang-14'

export const targets: Readonly<Record<string, string>> = {
  'x86-64': 'x86_64-linux-gnu',
  i386: 'i386-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  arm: 'arm-linux-gnueabi',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
  ppc64: 'powerpc64-linux-gnu',
  mips64: 'mips64-linux-gnuabi64',
}
