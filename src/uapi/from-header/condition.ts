/**
 * Whether a branch of a conditional holds. A name that is no macro is 0 (C11 6.10.1); what cannot be valued does not hold.
 *
 * ```text
 *   #if defined(__x86_64__) && BITS_PER_LONG == 64
 * ```
 */

import {
  type Branch,
  evaluate,
  expand,
  Kind,
  type MacroLookup,
  type PreprocessingToken,
  preprocessingTokens,
  type Tokens,
  tokenText,
  type Value,
} from '../../read/c/index.ts'

const zero: Value = {value: 0n, size: 8, unsigned: false}

const number = (text: string): PreprocessingToken => ({kind: Kind.number, text, hidden: undefined})

/** Index of the branch that holds; -1 where none does. */
export function branchThatHolds(branches: readonly Branch<unknown>[], tokens: Tokens, lookup: MacroLookup): number {
  return branches.findIndex((branch) => holds(branch, tokens, lookup))
}

function holds({directive, condition}: Branch<unknown>, tokens: Tokens, lookup: MacroLookup): boolean {
  switch (directive) {
    case 'else':
      return true
    case 'ifdef':
    case 'elifdef':
      return lookup(tokenText(tokens, condition.from)) !== undefined
    case 'ifndef':
    case 'elifndef':
      return lookup(tokenText(tokens, condition.from)) === undefined
    case 'if':
    case 'elif': {
      const list = expand(decideDefined(preprocessingTokens(tokens, condition), lookup), lookup)
      const value = list && evaluate(list, {long: 8, widest: true, identifier: () => zero, call: () => zero})
      return value !== undefined && value.value !== 0n
    }
  }
}

/** `defined X` and `defined(X)` as 1 or 0, before anything is expanded. */
function decideDefined(list: readonly PreprocessingToken[], lookup: MacroLookup): PreprocessingToken[] {
  const decided: PreprocessingToken[] = []
  for (let index = 0; index < list.length; index++) {
    const token = list[index]
    if (!token) break
    if (token.text !== 'defined') {
      decided.push(token)
      continue
    }
    const inParentheses = list[index + 1]?.text === '('
    index += inParentheses ? 2 : 1
    decided.push(number(lookup(list[index]?.text ?? '') ? '1' : '0'))
    if (inParentheses && list[index + 1]?.text === ')') index++
  }
  return decided
}
