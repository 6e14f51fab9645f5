/** Which words begin a type: C's, the kernel's, and by their form those that end in `_t`. */

import {Kind} from '../token.ts'
import type {BodyCursor} from './body-cursor.ts'

const keywords = new Set(
  `struct union enum const volatile static register unsigned signed int char long short void bool _Bool float double
  __auto_type typeof __typeof__ __user __iomem __force __maybe_unused __always_unused __aligned extern inline`.split(
    /\s+/,
  ),
)

/** Words that say how, not what. */
const qualifiers = new Set(
  `const volatile static register extern inline __user __iomem __force __maybe_unused __always_unused __rcu __percpu
  __read_mostly __initdata __ro_after_init`.split(/\s+/),
)

const typedefName = /^(?:_{0,2}[us](?:8|16|32|64)|_{0,2}[bl]e(?:16|32|64)|\w+_t|u?int|ulong|ushort|uchar)$/

/** `__be64` */
const longestTypedef = 6

export function isQualifier(word: string): boolean {
  return qualifiers.has(word)
}

export function beginsType(word: string): boolean {
  return keywords.has(word) || ((word.length <= longestTypedef || word.endsWith('_t')) && typedefName.test(word))
}

/** `struct kvm_regs __user *[4]`: reads the words of a type and what stands behind them without a name. */
export function parseTypeWords(cursor: BodyCursor): string {
  const words: string[] = []
  while (cursor.is(Kind.identifier)) {
    const word = cursor.text
    if (qualifiers.has(word)) {
      cursor.next()
      continue
    }
    const tagged = word === 'struct' || word === 'union' || word === 'enum'
    if (words.length > 0 && !tagged && !isPartOf(words, word)) break
    if (word === 'typeof' || word === '__typeof__') {
      const from = cursor.at
      cursor.next()
      cursor.skipBrackets()
      words.push(cursor.textFrom(from))
      continue
    }
    words.push(cursor.take())
    if (tagged && cursor.is(Kind.identifier)) words.push(cursor.take())
  }
  return words.join(' ')
}

const integerWords = new Set('unsigned signed int char long short double'.split(' '))

/** Whether a type that has begun goes on with this word: `unsigned` with `long`, but `u32` with nothing. */
function isPartOf(words: readonly string[], word: string): boolean {
  return integerWords.has(word) && words.every((before) => integerWords.has(before))
}
