/**
 * ioctl numbers: direction, size of the argument, type letter and number in 32 bits
 * (include/uapi/asm-generic/ioctl.h; arch/powerpc and arch/mips have an asm/ioctl.h of their own).
 *
 * ```text
 *   31 30 29         16 15      8 7       0
 *   dir   size          type      number      generic
 *   dir      size       type      number      powerpc, mips: 3 bits, 13 bits
 * ```
 */

import type {Direction} from '../model/index.ts'
import type {Abi} from './abi.ts'

export interface IoctlNumber {
  readonly direction: Direction
  /** The letter, or the byte where it is none: `KVMIO` is 0xae. */
  readonly type: number
  readonly number: number
  /** Bytes of the argument. */
  readonly size: number
}

interface IoctlEncoding {
  readonly sizeBits: number
  readonly directions: Readonly<Record<Direction, number>>
}

/** `in` is what userspace writes to the kernel: `_IOW`. */
const encodings: Readonly<Record<Abi['ioctl'], IoctlEncoding>> = {
  generic: {sizeBits: 14, directions: {none: 0, in: 1, out: 2, 'in/out': 3}},
  'wide-direction': {sizeBits: 13, directions: {none: 1, out: 2, in: 4, 'in/out': 6}},
}

/** The macros and what each says about the argument. */
export const ioctlMacros: ReadonlyMap<string, Direction> = new Map<string, Direction>([
  ['_IO', 'none'],
  ['_IOR', 'out'],
  ['_IOW', 'in'],
  ['_IOWR', 'in/out'],
  ['_IOR_BAD', 'out'],
  ['_IOW_BAD', 'in'],
  ['_IOWR_BAD', 'in/out'],
])

/** Each part is put in its place as the macro does it, without being cut: one that is too large reaches into the next. */
export function encodeIoctl({direction, type, number, size}: IoctlNumber, abi: Pick<Abi, 'ioctl'>): bigint {
  const {sizeBits, directions} = encodings[abi.ioctl]
  const code = (BigInt(directions[direction]) << BigInt(16 + sizeBits)) | (BigInt(type) << 8n) | BigInt(number)
  return BigInt.asUintN(32, code | (BigInt(size) << 16n))
}

/** `undefined` where the direction's bits are none that a macro gives. */
export function decodeIoctl(code: bigint, abi: Pick<Abi, 'ioctl'>): IoctlNumber | undefined {
  const {sizeBits, directions} = encodings[abi.ioctl]
  const bits = Number(code >> BigInt(16 + sizeBits))
  const direction = (Object.keys(directions) as Direction[]).find((name) => directions[name] === bits)
  if (direction === undefined) return undefined
  const size = Number((code >> 16n) & ((1n << BigInt(sizeBits)) - 1n))
  return {direction, type: Number((code >> 8n) & 0xffn), number: Number(code & 0xffn), size}
}
