/** Tokens that no longer stand in one text, because macros were expanded: each carries its own. */

import {Kind, type TokenRange, type Tokens, tokenText} from './token.ts'
import {type Slice, tokenize} from './tokenize.ts'

export interface PreprocessingToken {
  readonly kind: number
  readonly text: string
  /** Macros that this token came out of and that must not be expanded in it again (C11 6.10.3.4). */
  readonly hidden: HideSet | undefined
  /** Where it is written, as long as it is the same token. */
  readonly written?: Slice
}

/** A list of names; short, so that looking through it is cheap. */
export interface HideSet {
  readonly name: string
  readonly next: HideSet | undefined
}

export function isHidden(name: string, set: HideSet | undefined): boolean {
  for (let entry = set; entry; entry = entry.next) {
    if (entry.name === name) return true
  }
  return false
}

/** Longer than any expression or declaration; as objects, a line of 10 MB would fill the memory. */
export const mostTokens = 50_000

/** What a run that is too long is: one token, of which nobody can make anything. */
const tooLong: PreprocessingToken = {kind: Kind.unknown, text: '…', hidden: undefined}

/** A run of tokens that know where they are written. */
export function writtenTokens(tokens: Tokens, {from, to}: TokenRange): PreprocessingToken[] {
  if (to - from > mostTokens) return [tooLong]
  const list: PreprocessingToken[] = []
  for (let index = from; index < to; index++) {
    const written = {start: tokens.starts[index] ?? 0, end: tokens.ends[index] ?? 0}
    list.push({kind: tokens.kinds[index] ?? Kind.end, text: tokenText(tokens, index), hidden: undefined, written})
  }
  return list
}

/** A run of tokens, without directives' ends. */
export function preprocessingTokens(tokens: Tokens, {from, to}: TokenRange): PreprocessingToken[] {
  if (to - from > mostTokens) return [tooLong]
  const list: PreprocessingToken[] = []
  for (let index = from; index < to; index++) {
    const kind = tokens.kinds[index] ?? Kind.end
    if (kind !== Kind.directiveEnd) list.push({kind, text: tokenText(tokens, index), hidden: undefined})
  }
  return list
}

export function preprocessingTokensOf(text: string): PreprocessingToken[] {
  const tokens = tokenize(text)
  return preprocessingTokens(tokens, {from: 0, to: tokens.count})
}

const isWord = (kind: number | undefined): boolean => kind === Kind.identifier || kind === Kind.number

/** The tokens as text, blanks only where two words would become one. */
export function joinTokenTexts(list: readonly {readonly kind: number; readonly text: string}[]): string {
  const texts = list.map(({kind, text}, index) => (isWord(kind) && isWord(list[index - 1]?.kind) ? ` ${text}` : text))
  return texts.join('')
}

/** A run of tokens as text, blanks only where two words would become one. */
export function rangeText(tokens: Tokens, {from, to}: TokenRange): string {
  const {kinds} = tokens
  const texts: string[] = []
  for (let index = from; index < to; index++) {
    if (index > from && isWord(kinds[index]) && isWord(kinds[index - 1])) texts.push(' ')
    texts.push(tokenText(tokens, index))
  }
  return texts.join('')
}
