/** The ABIs that the kernel's userspace interface is compiled for: a row each. */

import type {Architecture} from '../model/index.ts'

export type AbiName = 'x86-64' | 'i386' | 'arm64' | 'arm' | 'riscv64' | 's390x' | 'ppc64' | 'mips64' | 'loongarch64'

export interface Abi {
  readonly name: AbiName
  /** The directory under `arch/` that holds its headers. */
  readonly architecture: Architecture
  readonly endian: 'little' | 'big'
  /** Bytes of `long` and of a pointer. */
  readonly word: 4 | 8
  /** Alignment of 8-byte integers and of `double` inside a struct. */
  readonly align64: 4 | 8
  /** Alignment of 16-byte integers. */
  readonly align128: 8 | 16
  readonly longDouble: {readonly size: number; readonly align: number}
  /** Bytes that `__attribute__((aligned))` without operand means. */
  readonly largestAlignment: 8 | 16
  readonly charSigned: boolean
  /** Whether a bit-field without a name aligns its struct too, as AAPCS has it. */
  readonly unnamedBitFieldsAlign: boolean
  /** How ioctl numbers are put together: `IoctlEncoding` in `ioctl.ts`. */
  readonly ioctl: 'generic' | 'wide-direction'
  /** Macros that only compilers for this machine define, with their values. */
  readonly macros: Readonly<Record<string, string>>
}

/** What most machines have in common. */
const lp64 = {
  endian: 'little',
  word: 8,
  align64: 8,
  align128: 16,
  longDouble: {size: 16, align: 16},
  largestAlignment: 16,
  charSigned: true,
  unnamedBitFieldsAlign: false,
  ioctl: 'generic',
} as const

const x8664: Abi = {...lp64, name: 'x86-64', architecture: 'x86', macros: {__x86_64__: '1', __x86_64: '1'}}
const i386: Abi = {
  ...lp64,
  name: 'i386',
  architecture: 'x86',
  word: 4,
  align64: 4,
  longDouble: {size: 12, align: 4},
  macros: {__i386__: '1', __i386: '1', i386: '1'},
}
const arm64: Abi = {
  ...lp64,
  name: 'arm64',
  architecture: 'arm64',
  charSigned: false,
  unnamedBitFieldsAlign: true,
  macros: {__aarch64__: '1', __AARCH64EL__: '1'},
}
const arm: Abi = {
  ...lp64,
  name: 'arm',
  architecture: 'arm',
  word: 4,
  longDouble: {size: 8, align: 8},
  largestAlignment: 8,
  charSigned: false,
  unnamedBitFieldsAlign: true,
  macros: {__arm__: '1', __ARMEL__: '1', __ARM_EABI__: '1'},
}
const riscv64: Abi = {
  ...lp64,
  name: 'riscv64',
  architecture: 'riscv',
  charSigned: false,
  macros: {__riscv: '1', __riscv_xlen: '64'},
}
const s390x: Abi = {
  ...lp64,
  name: 's390x',
  architecture: 's390',
  endian: 'big',
  align128: 8,
  longDouble: {size: 16, align: 8},
  largestAlignment: 8,
  charSigned: false,
  macros: {__s390__: '1', __s390x__: '1', __zarch__: '1'},
}
const ppc64: Abi = {
  ...lp64,
  name: 'ppc64',
  architecture: 'powerpc',
  endian: 'big',
  charSigned: false,
  ioctl: 'wide-direction',
  macros: {__powerpc__: '1', __powerpc64__: '1', __PPC__: '1', __PPC64__: '1', _ARCH_PPC64: '1'},
}
const mips64: Abi = {
  ...lp64,
  name: 'mips64',
  architecture: 'mips',
  endian: 'big',
  ioctl: 'wide-direction',
  macros: {
    __mips__: '1',
    __mips: '64',
    __mips64: '1',
    __MIPSEB__: '1',
    _ABIO32: '1',
    _ABIN32: '2',
    _ABI64: '3',
    _MIPS_SIM: '3',
    _MIPS_SZLONG: '64',
    _MIPS_SZPTR: '64',
    _MIPS_SZINT: '32',
  },
}
const loongarch64: Abi = {
  ...lp64,
  name: 'loongarch64',
  architecture: 'loongarch',
  macros: {__loongarch__: '1', __loongarch_grlen: '64', __loongarch64: '1'},
}

/** The ABI of 64-bit userspace, or of the only userspace there is. */
const byArchitecture: Readonly<Record<Architecture, Abi>> = {
  x86: x8664,
  arm64,
  arm,
  riscv: riscv64,
  s390: s390x,
  powerpc: ppc64,
  mips: mips64,
  loongarch: loongarch64,
}

export function abiOf(architecture: Architecture): Abi {
  return byArchitecture[architecture]
}

const byName: Readonly<Record<AbiName, Abi>> = {
  'x86-64': x8664,
  i386,
  arm64,
  arm,
  riscv64,
  s390x,
  ppc64,
  mips64,
  loongarch64,
}

export const abis: readonly Abi[] = Object.values(byName)

export function abiNamed(name: AbiName): Abi {
  return byName[name]
}
