/**
 * A document's text, line by line, as docutils' `string2lines` sees it: tabs expanded to 8 columns, form feeds and
 * vertical tabs as blanks, no trailing white space. Knows the way back to the real line, column and offset.
 */

import type {Point} from './types.ts'

const TAB = 9
const TAB_WIDTH = 8

export class Source {
  readonly text: string
  /** The offset of each line's first character. */
  readonly starts: number[] = []
  /** The lines with tabs expanded and the end trimmed. */
  readonly lines: string[] = []
  /** The width of the white space that a line begins with; -1 where the line is blank. */
  readonly indents: number[] = []
  /** The lines whose columns are not those of the real source, because a tab was expanded. */
  readonly #expanded = new Set<number>()

  constructor(text: string) {
    this.text = text
    const hasReturns = text.includes('\r')
    const hasControls = /[\t\v\f]/.test(text)
    const {length} = text
    // A byte order mark is no part of the first line.
    let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
    let nextReturn = hasReturns ? text.indexOf('\r', start) : -1
    while (start < length) {
      let end = text.indexOf('\n', start)
      if (end < 0) end = length
      let next = end + 1
      if (nextReturn >= 0 && nextReturn < start) nextReturn = text.indexOf('\r', start)
      if (nextReturn >= 0 && nextReturn < end) {
        end = nextReturn
        next = text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1
      }
      this.#add(start, end, hasControls)
      start = next
    }
  }

  #add(start: number, end: number, hasControls: boolean): void {
    const {text, lines} = this
    let line = text.slice(start, end)
    if (hasControls) {
      if (line.includes('\t')) {
        line = expandTabs(line)
        this.#expanded.add(lines.length)
      }
      if (/[\v\f]/.test(line)) line = line.replace(/[\v\f]/g, ' ')
    }
    const last = line.charCodeAt(line.length - 1)
    if (last <= 32 || last >= 0x80) line = line.trimEnd()
    this.starts.push(start)
    lines.push(line)
    this.indents.push(line === '' ? -1 : indentOf(line, 0))
  }

  /** The place of a column (0-based, tabs expanded) of a line (0-based). */
  point(line: number, column: number): Point {
    const start = this.starts[line]
    if (start === undefined) return this.end()
    const real = this.#expanded.has(line) ? this.#realColumn(start, column) : column
    return {line: line + 1, column: real + 1, offset: start + real}
  }

  /** Behind the last character of the text. */
  end(): Point {
    const {text, starts} = this
    const start = starts.at(-1)
    if (start === undefined) return {line: 1, column: text.length + 1, offset: text.length}
    let end = text.length
    const last = text.charCodeAt(end - 1)
    if (last === 10 || last === 13) return {line: starts.length + 1, column: 1, offset: end}
    if (end < start) end = start
    return {line: starts.length, column: end - start + 1, offset: end}
  }

  /** Where the column falls into a tab, the tab's own column. */
  #realColumn(start: number, column: number): number {
    const {text} = this
    let width = 0
    let surrogates = 0
    for (let offset = start; ; offset += 1) {
      if (width >= column) return offset - start
      const code = text.charCodeAt(offset)
      if (code === TAB) {
        width += TAB_WIDTH - ((width - surrogates) % TAB_WIDTH)
        if (width > column) return offset - start
      } else {
        if ((code & 0xfc00) === 0xdc00) surrogates += 1
        width += 1
      }
    }
  }
}

/** Tab stops count characters, so that one outside of the basic plane (two code units) is one column. */
export function expandTabs(line: string): string {
  let expanded = ''
  let from = 0
  let surrogates = 0
  for (let tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
    expanded += line.slice(from, tab)
    for (let i = from; i < tab; i += 1) if ((line.charCodeAt(i) & 0xfc00) === 0xdc00) surrogates += 1
    expanded += ' '.repeat(TAB_WIDTH - ((expanded.length - surrogates) % TAB_WIDTH))
    from = tab + 1
  }
  return expanded + line.slice(from)
}

/** How much white space stands at `from`, as Python's `str.lstrip` counts it; the line is not blank there. */
export function indentOf(line: string, from: number): number {
  let at = from
  while (line.charCodeAt(at) === 32) at += 1
  if (line.charCodeAt(at) < 0x80) return at - from
  const rest = line.slice(at)
  return at - from + rest.length - rest.trimStart().length
}
