/** What is defined before the first line: by a compiler for userspace, and by headers that a tree may lack. */

import type {Abi} from '../../abi/index.ts'

/** A compiler's own macros (`gcc -dM -E`), as far as uapi headers ask for them. `__KERNEL__` is none of them. */
export function compilerMacros(abi: Abi): string {
  const {word, endian, charSigned, macros} = abi
  const lines = [
    '#define __STDC__ 1',
    '#define __STDC_VERSION__ 201710L',
    '#define __GNUC__ 12',
    '#define __GNUC_MINOR__ 2',
    '#define __linux__ 1',
    '#define __unix__ 1',
    '#define __ELF__ 1',
    '#define __CHAR_BIT__ 8',
    '#define __INT_MAX__ 0x7fffffff',
    '#define __LONG_LONG_MAX__ 0x7fffffffffffffffLL',
    `#define __LONG_MAX__ 0x7fffffff${word === 8 ? 'ffffffff' : ''}L`,
    '#define __SIZEOF_INT__ 4',
    `#define __SIZEOF_LONG__ ${word}`,
    `#define __SIZEOF_POINTER__ ${word}`,
    '#define __SIZEOF_LONG_LONG__ 8',
    '#define __ORDER_LITTLE_ENDIAN__ 1234',
    '#define __ORDER_BIG_ENDIAN__ 4321',
    `#define __BYTE_ORDER__ __ORDER_${endian.toUpperCase()}_ENDIAN__`,
    ...(word === 8 ? ['#define __LP64__ 1', '#define _LP64 1', '#define __SIZEOF_INT128__ 16'] : []),
    ...(charSigned ? [] : ['#define __CHAR_UNSIGNED__ 1']),
    // Headers that are installed for userspace say so themselves; in the tree they warn without it.
    '#define __EXPORTED_HEADERS__ 1',
    ...Object.entries(macros).map(([name, value]) => `#define ${name} ${value}`),
  ]
  return `${lines.join('\n')}\n`
}

/**
 * Macros of include/uapi/linux/const.h, include/vdso/bits.h, include/linux/bits.h and include/linux/sizes.h, which a tree
 * that holds only the interface's own header lacks. A definition in the tree takes their place.
 */
export const helperMacros = `
#define _AC(x, suffix) x##suffix
#define _AT(type, x) ((type)(x))
#define _UL(x) (x##UL)
#define _ULL(x) (x##ULL)
#define _BITUL(n) (1UL << (n))
#define _BITULL(n) (1ULL << (n))
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(high, low) ((~0UL << (low)) & (~0UL >> (8 * sizeof(long) - 1 - (high))))
#define GENMASK_ULL(high, low) ((~0ULL << (low)) & (~0ULL >> (63 - (high))))
#define __GENMASK(high, low) GENMASK(high, low)
#define __GENMASK_ULL(high, low) GENMASK_ULL(high, low)
${sizes()}`

/** `SZ_64K` and its siblings. */
function sizes(): string {
  const lines: string[] = []
  for (let shift = 0; shift < 32; shift++) {
    const unit = ['', 'K', 'M', 'G'][Math.floor(shift / 10)]
    lines.push(`#define SZ_${2 ** (shift % 10)}${unit} 0x${(2 ** shift).toString(16)}\n`)
  }
  return lines.join('')
}

/** Names of typedefs that userspace has from its own library, with what the kernel's ABI takes them for. */
export const libraryTypes: Readonly<Record<string, string>> = {
  size_t: 'unsigned long',
  ssize_t: 'long',
  uintptr_t: 'unsigned long',
  intptr_t: 'long',
  off_t: 'long',
  loff_t: 'long long',
  pid_t: 'int',
  uid_t: 'unsigned int',
  gid_t: 'unsigned int',
  time_t: 'long',
  sa_family_t: 'unsigned short',
  caddr_t: 'char *',
}
