/**
 * Kconfig's expressions (Documentation/kbuild/kconfig-language.rst, "Menu dependencies").
 *
 * ```text
 *   KVM && (!SMP || PPC64 != n)
 *   ^symbol ^not    ^comparison
 * ```
 */

export type KconfigExpression =
  | {readonly kind: 'symbol'; readonly name: string}
  | {readonly kind: 'not'; readonly operand: KconfigExpression}
  | {readonly kind: 'and' | 'or'; readonly left: KconfigExpression; readonly right: KconfigExpression}
  | {
      readonly kind: 'comparison'
      readonly operator: string
      readonly left: KconfigExpression
      readonly right: KconfigExpression
    }

/** Words, strings without their quotes, and operators; a comment ends the line. */
export function kconfigWords(line: string): readonly string[] {
  const words: string[] = []
  let at = 0
  while (at < line.length) {
    const character = line[at] ?? ''
    if (character === '#') break
    if (character === ' ' || character === '\t') at++
    else if (character === '"' || character === "'") {
      const close = line.indexOf(character, at + 1)
      const end = close === -1 ? line.length : close
      words.push(line.slice(at, end + 1))
      at = end + 1
    } else if (isSymbolCharacter(character)) {
      let end = at + 1
      while (end < line.length && isSymbolCharacter(line[end] ?? '')) end++
      words.push(line.slice(at, end))
      at = end
    } else {
      const two = line.slice(at, at + 2)
      const operator = ['&&', '||', '!=', '<=', '>=', '+=', ':='].includes(two) ? two : character
      words.push(operator)
      at += operator.length
    }
  }
  return words
}

/** The symbol's name, or a string's text, or a number. */
export function unquoted(word: string): string {
  return word.startsWith('"') || word.startsWith("'")
    ? word.slice(1, word.endsWith(word[0] ?? '') ? -1 : undefined)
    : word
}

function isSymbolCharacter(character: string): boolean {
  return /[\w./-]/.test(character)
}

/** What the words from `start` on say; `undefined` where they are no expression. */
export function parseKconfigExpression(words: readonly string[], start = 0): KconfigExpression | undefined {
  const parser = new ExpressionParser(words, start)
  const expression = parser.or()
  return parser.at === words.length ? expression : undefined
}

const comparisons = new Set(['=', '!=', '<', '<=', '>', '>='])
/** Deeper nesting than anybody writes; bounds the recursion. */
const maximumDepth = 200

class ExpressionParser {
  readonly #words: readonly string[]
  #depth = 0
  at: number

  constructor(words: readonly string[], start: number) {
    this.#words = words
    this.at = start
  }

  or(): KconfigExpression | undefined {
    return this.#chain('||', 'or', () => this.#chain('&&', 'and', () => this.#comparison()))
  }

  #chain(
    operator: string,
    kind: 'and' | 'or',
    next: () => KconfigExpression | undefined,
  ): KconfigExpression | undefined {
    let left = next()
    while (left !== undefined && this.#words[this.at] === operator) {
      this.at++
      const right = next()
      left = right && {kind, left, right}
    }
    return left
  }

  #comparison(): KconfigExpression | undefined {
    const left = this.#operand()
    const operator = this.#words[this.at]
    if (left === undefined || operator === undefined || !comparisons.has(operator)) return left
    this.at++
    const right = this.#operand()
    return right && {kind: 'comparison', operator, left, right}
  }

  #operand(): KconfigExpression | undefined {
    const word = this.#words[this.at]
    if (word === undefined || this.#depth > maximumDepth) return undefined
    this.at++
    this.#depth++
    try {
      if (word === '!') {
        const operand = this.#operand()
        return operand && {kind: 'not', operand}
      }
      if (word === '(') {
        const inner = this.or()
        if (this.#words[this.at] !== ')') return undefined
        this.at++
        return inner
      }
      return /^["'\w./-]/.test(word) ? {kind: 'symbol', name: unquoted(word)} : undefined
    } finally {
      this.#depth--
    }
  }
}
