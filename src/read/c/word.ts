/** Words that mean something where a declaration stands. What is not listed here is a name. */

export type Word = 'storage' | 'qualifier' | 'type' | 'struct' | 'union' | 'enum' | 'typeof' | 'attribute' | 'statement'

/** A row a role; kernel annotations that only sparse or a compiler's warnings read count as qualifiers. */
const words: readonly (readonly [Word, string])[] = [
  ['storage', 'typedef extern static register auto inline __inline __inline__ _Noreturn _Thread_local __thread'],
  ['qualifier', 'const __const __const__ volatile __volatile__ restrict __restrict __restrict__ _Atomic __extension__'],
  ['qualifier', '__user __kernel __iomem __percpu __rcu __force __private __safe __nocast __bitwise __bitwise__'],
  [
    'qualifier',
    '__must_check __deprecated __maybe_unused __always_unused __nonstring __read_mostly __attribute_const__',
  ],
  [
    'qualifier',
    '__always_inline noinline __init __exit __cold __hot __weak __pure __randomize_layout __no_randomize_layout',
  ],
  [
    'type',
    'void char short int long float double signed __signed __signed__ unsigned _Bool __int128 __float128 _Complex',
  ],
  ['struct', 'struct'],
  ['union', 'union'],
  ['enum', 'enum'],
  ['typeof', 'typeof __typeof __typeof__'],
  ['attribute', '__attribute__ __attribute _Alignas __aligned __packed __counted_by __counted_by_le __counted_by_be'],
  [
    'statement',
    'if else for while do switch case default return goto break continue sizeof _Static_assert static_assert',
  ],
  ['statement', 'asm __asm __asm__'],
]

const roles = new Map<string, Word>(
  words.flatMap(([role, list]) => list.split(' ').map((word) => [word, role] as const)),
)

export function wordRole(text: string): Word | undefined {
  return roles.get(text)
}
