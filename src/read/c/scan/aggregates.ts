/**
 * Definitions at a file's top level that are no functions: where they are, by words in column 0.
 *
 * ```text
 *   struct kvm_vcpu {          static const struct kvm_device_ops kvm_mpic_ops = {      module_param(nested, bool, 0444);
 *   ^keyword  ^tag  ^body       ^declaration                                 ^body       ^name        ^argument
 *   };                         };
 * ```
 */

import {isWordCharacter, lineEnd, lineStart} from './characters.ts'

export interface AggregateSource {
  readonly tag: string | undefined
  readonly start: number
  /** From the `{` to behind the `}`. */
  readonly bodyStart: number
  readonly bodyEnd: number
}

export type Keyword = 'struct' | 'union' | 'enum'

/** `enum {…};`, `struct kvm_vcpu {…};` */
export function scanAggregates(text: string, keyword: Keyword): readonly AggregateSource[] {
  const found: AggregateSource[] = []
  for (const start of columnZero(text, keyword)) {
    const end = lineEnd(text, start)
    let at = skipBlanks(text, start + keyword.length)
    const tagStart = at
    while (isWordCharacter(text.charCodeAt(at))) at++
    const tag = at === tagStart ? undefined : text.slice(tagStart, at)
    const brace = text.indexOf('{', at)
    // On the same line, or alone on the next.
    if (brace === -1 || (brace > end && brace !== end + 1) || !isPlain(text, at, brace)) continue
    found.push({tag, start, bodyStart: brace, bodyEnd: bodyEnd(text, brace)})
  }
  return found
}

/** Only words: no declarator, no assignment. */
function isPlain(text: string, from: number, to: number): boolean {
  return /^[\s\w]*$/.test(text.slice(from, to))
}

export interface InitialiserSource {
  readonly bodyStart: number
  readonly bodyEnd: number
}

/** `= {…}`, from the `{` on, whose declaration begins in column 0. */
export function scanInitialisers(text: string): readonly InitialiserSource[] {
  const found: InitialiserSource[] = []
  let done = 0
  for (let at = text.indexOf('= {'); at !== -1; at = text.indexOf('= {', at + 1)) {
    if (at < done || !isWordCharacter(text.charCodeAt(lineStart(text, at)))) continue
    done = bodyEnd(text, at)
    found.push({bodyStart: at + 2, bodyEnd: done})
  }
  return found
}

export interface TopLevelCall {
  /** The text of the first argument, and where it stands. */
  readonly argument: string
  readonly start: number
  readonly end: number
}

/** Calls of a macro in column 0. */
export function scanCalls(text: string, name: string): readonly TopLevelCall[] {
  const found: TopLevelCall[] = []
  for (const at of columnZero(text, `${name}(`)) {
    const start = skipBlanks(text, at + name.length + 1)
    let end = start
    while (isWordCharacter(text.charCodeAt(end))) end++
    if (end > start) found.push({argument: text.slice(start, end), start, end})
  }
  return found
}

/** Offsets of a text in column 0. */
function* columnZero(text: string, word: string): Generator<number> {
  if (text.startsWith(word)) yield 0
  const wanted = `\n${word}`
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) yield at + 1
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}

/** Behind the next `}` in column 0, or that of the same line. */
function bodyEnd(text: string, brace: number): number {
  const end = lineEnd(text, brace)
  const close = text.slice(brace, end).lastIndexOf('}')
  if (close !== -1) return brace + close + 1
  const below = text.indexOf('\n}', brace)
  return below === -1 ? text.length : below + 2
}
