/**
 * Inline nodes to words, between which a line may be broken.
 *
 * Markup begins behind white space or punctuation and ends before such; where text or markup meets it without, an escaped
 * blank stands between, which is shown as nothing. (docutils: "Inline Markup Recognition Rules".)
 */

import {isEnclosed, isPrefix, isSuffix} from '../../../read/rst/index.ts'
import type {RstInline} from '../types.ts'
import {drawnWidth} from '../width.ts'
import {escapeText} from './escape.ts'
import {type Markup, markupOf, unbroken} from './markup.ts'
import type {TextContext} from './unsafe.ts'

const SEPARATOR = '\\ '

export function wordsOf(nodes: readonly RstInline[], context: TextContext): string[] {
  const merged = mergeTexts(nodes)
  const markups = merged.map((node) => (node.type === 'text' ? undefined : markupOf(node)))
  const hasAddress = markups.some((markup) => markup?.isAddress)
  const words = new Words()
  for (const [index, node] of merged.entries()) {
    const markup = markups[index]
    const previous = markups[index - 1]
    if (markup) {
      if (node.type !== 'problematic' && (previous || needsSeparatorBefore(words.last, markup))) words.separate()
      words.append(markup.source, markup.breaks ?? false)
    } else if (node.type === 'text') {
      if (previous && needsSeparatorBehind(previous, node.value)) words.separate()
      const after = charBehind(node.value, markups[index + 1])
      words.append(escapeText(node.value, {before: words.tail, after, context, hasAddress}), true)
    }
  }
  return words.all
}

/** Where the text meets markup without white space or punctuation, a backslash will follow. */
function charBehind(text: string, next: Markup | undefined): string {
  if (!next) return ''
  return isPrefix(text, text.length - 1) ? next.source.charAt(0) : '\\'
}

/** Neighbouring texts are one; line breaks in them are white space. */
function mergeTexts(nodes: readonly RstInline[]): RstInline[] {
  const merged: RstInline[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    if (node.type !== 'text') merged.push(node)
    else if (node.value === '') continue
    else if (last?.type === 'text') merged[merged.length - 1] = {type: 'text', value: last.value + unbroken(node.value)}
    else merged.push({type: 'text', value: unbroken(node.value)})
  }
  return merged
}

function needsSeparatorBefore(before: string, {source, start, isAddress, isName}: Markup): boolean {
  if (before === '') return false
  if (isAddress) return !/[\s(<["]$/.test(before)
  if (!isPrefix(before, before.length - 1) || (isName && /[-._+:]$/.test(before))) return true
  // `:name:` before a backquote would be a role.
  if (before.endsWith(':') && /^`(?!`)/.test(source)) return true
  return start > 0 && isEnclosed(before + source.charAt(start), before.length - 1, before.length)
}

function needsSeparatorBehind({source, start, isAddress}: Markup, text: string): boolean {
  if (isAddress) return !/^(?:[.,;:!?)\]'"]*(?:\s|$))/.test(text)
  if (start < 2 && source.endsWith('`') && /^:\S/.test(text)) return true
  return !isSuffix(text, 0)
}

/** What is written, divided at the blanks where lines may be broken. */
class Words {
  readonly all: string[] = ['']

  /** The last word, as far as it is written. */
  get tail(): string {
    const {all} = this
    // At the beginning of a word the blank before it counts.
    return (all.length > 1 ? ' ' : '') + (all.at(-1) ?? '')
  }

  /** The last two characters at most, which is what a rule looks at. */
  get last(): string {
    return this.tail.slice(-2)
  }

  separate(): void {
    this.append(SEPARATOR, false)
  }

  append(source: string, breaks: boolean): void {
    const [first = '', ...rest] = breaks ? source.split(/(?<![\\\s]) (?!\s)/) : [source]
    this.all[this.all.length - 1] += first
    for (const word of rest) this.all.push(word)
  }
}

/** Which of the lines of a text it is. */
export interface Ends {
  readonly isFirst: boolean
  readonly isLast: boolean
}

/**
 * Words to lines of at most `width` columns, where words are not longer. `guard` gives a line as it has to be written,
 * which may be longer.
 */
export function wrapWords(
  words: readonly string[],
  width: number,
  guard: (line: string, ends: Ends) => string,
): string[] {
  const lines: string[] = []
  for (let at = 0; at < words.length; ) {
    const write = (end: number) =>
      guard(words.slice(at, end).join(' '), {isFirst: at === 0, isLast: end === words.length})
    let end = lineEnd(words, at, width)
    let line = write(end)
    while (end > at + 1 && drawnWidth(line) > width) {
      end -= 1
      line = write(end)
    }
    lines.push(line)
    at = end
  }
  return lines
}

/** The word behind the last one that fits. */
function lineEnd(words: readonly string[], start: number, width: number): number {
  let columns = drawnWidth(words[start] ?? '')
  let end = start + 1
  for (; end < words.length; end += 1) {
    columns += 1 + drawnWidth(words[end] ?? '')
    if (columns > width) break
  }
  return end
}
