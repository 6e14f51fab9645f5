/** Integers by name: which words are one type, which names mean the same. */

/** What each spelling of C's own types means; the words in any order. */
const spellings: readonly (readonly [canonical: string, ...others: string[]])[] = [
  ['char'],
  ['signed char'],
  ['unsigned char'],
  ['short', 'short int', 'signed short', 'signed short int'],
  ['unsigned short', 'unsigned short int'],
  ['int', 'signed', 'signed int'],
  ['unsigned int', 'unsigned'],
  ['long', 'long int', 'signed long', 'signed long int'],
  ['unsigned long', 'unsigned long int'],
  ['long long', 'long long int', 'signed long long', 'signed long long int'],
  ['unsigned long long', 'unsigned long long int'],
  ['__int128', 'signed __int128'],
  ['unsigned __int128'],
  ['_Bool', 'bool'],
]

/** Names for integers of a fixed width. A row holds those that mean the same; the first is the kernel's for userspace. */
const fixed: readonly (readonly string[])[] = [
  ['__u8', 'u8', 'uint8_t', 'u_int8_t', 'unsigned char'],
  ['__u16', 'u16', 'uint16_t', 'u_int16_t', 'unsigned short'],
  ['__u32', 'u32', 'uint32_t', 'u_int32_t', 'unsigned int'],
  ['__u64', 'u64', 'uint64_t', 'u_int64_t', 'unsigned long long'],
  ['__s8', 's8', 'int8_t', 'signed char'],
  ['__s16', 's16', 'int16_t', 'short'],
  ['__s32', 's32', 'int32_t', 'int'],
  ['__s64', 's64', 'int64_t', 'long long'],
  ['__le16', 'le16'],
  ['__le32', 'le32'],
  ['__le64', 'le64'],
  ['__be16', 'be16'],
  ['__be32', 'be32'],
  ['__be64', 'be64'],
  ['__u128', 'u128', '__uint128_t', 'unsigned __int128'],
  ['__s128', 's128', '__int128_t', '__int128'],
]

/** Typedefs of the kernel with an alignment of their own, on every machine (include/uapi/linux/types.h). */
const alignedIntegers: ReadonlyMap<string, string> = new Map([
  ['__aligned_u64', '__u64'],
  ['__aligned_s64', '__s64'],
  ['__aligned_be64', '__be64'],
  ['__aligned_le64', '__le64'],
  ['aligned_u64', 'u64'],
])

const sortWords = (name: string): string =>
  name
    .replace(/__signed__|__signed/g, 'signed')
    .split(' ')
    .sort()
    .join(' ')

const canonical = new Map<string, string>()
for (const [name, ...others] of spellings) {
  for (const spelling of [name, ...others]) canonical.set(sortWords(spelling), name)
}
const meaning = new Map<string, string>()
for (const row of fixed) {
  for (const name of row) meaning.set(name, row[0] ?? name)
}

/** `unsigned int` for `unsigned`, `__u64` for itself; `undefined` for a name that is no integer everywhere. */
export function canonicalInteger(name: string): string | undefined {
  if (meaning.has(name)) return name
  return canonical.get(name.includes(' ') || name.startsWith('__signed') ? sortWords(name) : name)
}

/** Whether two integers are the same on every machine: `u64` and `__u64`, but neither is `unsigned long`. */
export function sameInteger(one: string, other: string): boolean {
  return integerMeaning(one) === integerMeaning(other)
}

/** `__u64` for every name of that integer. */
export function integerMeaning(name: string): string {
  const spelling = canonicalInteger(name) ?? name
  return meaning.get(spelling) ?? spelling
}

/** The integer that `__aligned_u64` and its siblings align to 8 bytes. */
export function alignedInteger(name: string): string | undefined {
  return alignedIntegers.get(name)
}
