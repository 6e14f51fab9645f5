/**
 * A body's tokens with its preprocessor directives made fit for a statement parser: a conditional around whole statements
 * stays, of any other one the first branch is taken, and all other directives go.
 *
 * ```text
 *   switch (x) {                      if (a)
 *   #ifdef CONFIG_Y    stays          #ifdef CONFIG_Y    goes: `if (a) b;`
 *   case 1: …                           b;
 *   #endif                            #else
 *   }                                   c;
 *                                     #endif
 * ```
 */

import {Kind, type Tokens} from '../token.ts'
import {tokenize} from '../tokenize.ts'

/** A run of tokens in parallel arrays; the last one is `Kind.end`. */
export interface BodyTokens {
  readonly text: string
  readonly kinds: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly count: number
}

interface Group {
  /** Token indexes of `#`: of `#if`, of each `#elif` and `#else`, of `#endif`. */
  readonly directives: number[]
  whole: boolean
}

export function bodyTokens(text: string, start: number, end: number): BodyTokens {
  const tokens = tokenize(text, {start, end})
  const kept = new Uint8Array(tokens.count).fill(1)
  let dropped = 0
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] === Kind.directive) {
      dropped = dropDirectives(tokens, kept)
      break
    }
  }
  return compact(tokens, kept, tokens.count - dropped, end)
}

/** Marks what goes; how many those are. */
function dropDirectives(tokens: Tokens, kept: Uint8Array): number {
  const open: Group[] = []
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] !== Kind.directive) continue
    const word = directiveWord(tokens, index)
    const group = open.at(-1)
    if (word.startsWith('if')) open.push({directives: [index], whole: true})
    else if (group && (word.startsWith('el') || word === 'endif')) {
      group.directives.push(index)
      if (word === 'endif') {
        open.pop()
        if (!isWhole(tokens, group)) dropGroup(tokens, kept, group)
      }
    } else drop(kept, index, directiveEnd(tokens, index) + 1)
  }
  for (const group of open) dropGroup(tokens, kept, group)
  let dropped = 0
  for (const flag of kept) if (flag === 0) dropped++
  return dropped
}

/** Leaves the first branch. */
function dropGroup(tokens: Tokens, kept: Uint8Array, group: Group): void {
  const [first, second] = group.directives
  const last = group.directives.at(-1)
  if (first === undefined || last === undefined) return
  drop(kept, first, directiveEnd(tokens, first) + 1)
  if (second !== undefined) drop(kept, second, directiveEnd(tokens, last) + 1)
}

function drop(kept: Uint8Array, from: number, to: number): void {
  kept.fill(0, from, to)
}

/** Whether each branch begins and ends between statements and closes what it opens. */
function isWhole(tokens: Tokens, group: Group): boolean {
  const before = previousToken(tokens, group.directives[0] ?? 0)
  if (before !== -1 && !endsStatement(tokens.kinds[before])) return false
  for (let branch = 0; branch + 1 < group.directives.length; branch++) {
    const from = directiveEnd(tokens, group.directives[branch] ?? 0) + 1
    const to = group.directives[branch + 1] ?? 0
    if (!isBalanced(tokens, from, to)) return false
    const first = nextToken(tokens, from, to)
    if (first === -1) continue
    if (isWord(tokens, first, 'else')) return false
    if (!endsStatement(tokens.kinds[previousToken(tokens, to)])) return false
  }
  return true
}

function endsStatement(kind: number | undefined): boolean {
  return kind === Kind.semicolon || kind === Kind.openBrace || kind === Kind.closeBrace || kind === Kind.colon
}

function isBalanced(tokens: Tokens, from: number, to: number): boolean {
  let depth = 0
  for (let index = from; index < to; index++) {
    const kind = tokens.kinds[index]
    if (kind === Kind.directive) index = directiveEnd(tokens, index)
    else if (kind === Kind.openBrace || kind === Kind.openParenthesis) depth++
    else if ((kind === Kind.closeBrace || kind === Kind.closeParenthesis) && --depth < 0) return false
  }
  return depth === 0
}

/** The last token before `index` that is in no directive; -1 where there is none. */
function previousToken(tokens: Tokens, index: number): number {
  let at = index - 1
  while (at >= 0 && tokens.kinds[at] === Kind.directiveEnd) {
    while (at >= 0 && tokens.kinds[at] !== Kind.directive) at--
    at--
  }
  return at
}

function nextToken(tokens: Tokens, from: number, to: number): number {
  let at = from
  while (at < to && tokens.kinds[at] === Kind.directive) at = directiveEnd(tokens, at) + 1
  return at < to ? at : -1
}

/** The index of the token that ends the directive at `index`. */
function directiveEnd(tokens: Tokens, index: number): number {
  let at = index
  while (at < tokens.count - 1 && tokens.kinds[at] !== Kind.directiveEnd) at++
  return at
}

function directiveWord(tokens: Tokens, index: number): string {
  return tokens.kinds[index + 1] === Kind.identifier
    ? tokens.text.slice(tokens.starts[index + 1], tokens.ends[index + 1])
    : ''
}

function isWord(tokens: Tokens, index: number, word: string): boolean {
  const start = tokens.starts[index] ?? 0
  return (tokens.ends[index] ?? 0) - start === word.length && tokens.text.startsWith(word, start)
}

function compact(tokens: Tokens, kept: Uint8Array, count: number, end: number): BodyTokens {
  const kinds = new Uint8Array(count + 1)
  const starts = new Uint32Array(count + 1)
  const ends = new Uint32Array(count + 1)
  let to = 0
  for (let from = 0; from < tokens.count; from++) {
    if (kept[from] === 0) continue
    kinds[to] = tokens.kinds[from] ?? 0
    starts[to] = tokens.starts[from] ?? 0
    ends[to] = tokens.ends[from] ?? 0
    to++
  }
  kinds[to] = Kind.end
  starts[to] = end
  ends[to] = end
  return {text: tokens.text, kinds, starts, ends, count}
}
