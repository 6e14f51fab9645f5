/**
 * A document's text, line by line, as docutils' `string2lines` sees it: tabs expanded to 8 columns, form feeds and
 * vertical tabs as blanks, no trailing white space. Knows the way back to the real line, column and offset.
 *
 * Lines end with a line feed, a carriage return or both, as everywhere else in the file's reports; docutils also splits at
 * Unicode's line separators and at control characters, which no document has.
 */

import type {Point} from './types.ts'

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const TAB_WIDTH = 8
const BYTE_ORDER_MARK = 0xfeff

export class Source {
  readonly text: string
  /** The offset of each line's first character. */
  readonly starts: number[]
  /** The lines with tabs expanded and the end trimmed. */
  readonly lines: string[]
  /** The width of the white space that a line begins with; -1 where the line is blank. */
  readonly indents: number[]
  /** The length of the byte order mark, which is no part of the first line. */
  private readonly mark: number
  /** The lines whose columns are not those of the real source, because a tab was expanded. */
  private readonly expanded: Set<number>

  constructor(text: string) {
    this.text = text
    this.starts = []
    this.lines = []
    this.indents = []
    this.expanded = new Set()
    this.mark = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0
    let start = this.mark
    let rare = findRare(text, start)
    let end = -1
    while (start < text.length) {
      if (end < start) end = text.indexOf('\n', start)
      if (end < 0) end = text.length
      if (rare < start) rare = findRare(text, start)
      if (rare < end) start = this.addWithControls(start, end)
      else {
        this.add(start, text.slice(start, end))
        start = end + 1
      }
    }
  }

  /** A line with a tab and the like in it, which a carriage return may end; gives the start of the next one. */
  private addWithControls(start: number, lineEnd: number): number {
    const {text} = this
    const carriage = text.slice(start, lineEnd).indexOf('\r')
    const end = carriage < 0 ? lineEnd : start + carriage
    const line = text.slice(start, end)
    if (line.includes('\t')) this.expanded.add(this.lines.length)
    this.add(start, expandTabs(line).replace(/[\v\f]/g, ' '))
    return text.charCodeAt(end) === RETURN && text.charCodeAt(end + 1) === NEWLINE ? end + 2 : end + 1
  }

  private add(start: number, line: string): void {
    const last = line.charCodeAt(line.length - 1)
    const trimmed = last > SPACE && last < 0x80 ? line : line.trimEnd()
    this.starts.push(start)
    this.lines.push(trimmed)
    this.indents.push(trimmed === '' ? -1 : indentOf(trimmed, 0))
  }

  /** The place of a column (0-based, tabs expanded) of a line (0-based). */
  point(line: number, column: number): Point {
    const start = this.starts[line]
    if (start === undefined) return this.end()
    const real = this.expanded.has(line) ? realColumn(this.text, start, column) : column
    return {line: line + 1, column: real + 1 + (line === 0 ? this.mark : 0), offset: start + real}
  }

  /** Behind the last character of the text. */
  end(): Point {
    const {text, starts} = this
    const offset = text.length
    const start = starts.at(-1)
    if (start === undefined) return {line: 1, column: offset + 1, offset}
    const last = text.charCodeAt(offset - 1)
    if (last === NEWLINE || last === RETURN) return {line: starts.length + 1, column: 1, offset}
    return {line: starts.length, column: offset - start + 1 + (starts.length === 1 ? this.mark : 0), offset}
  }
}

/**
 * The column in the source of a column with tabs expanded, both 0-based, in the line that begins at `start`; a tab's own
 * where a tab covers it.
 */
export function realColumn(text: string, start: number, column: number): number {
  let width = 0
  let surrogates = 0
  for (let offset = start; ; offset += 1) {
    if (width >= column || offset >= text.length) return offset - start
    const code = text.charCodeAt(offset)
    if (code === TAB) {
      width += TAB_WIDTH - ((width - surrogates) % TAB_WIDTH)
      if (width > column) return offset - start
    } else {
      if (isSecondHalf(code)) surrogates += 1
      width += 1
    }
  }
}

/** The way back: the column with tabs expanded of a place in the line that begins at `start`. */
export function expandedColumn(text: string, start: number, offset: number): number {
  return expandTabs(text.slice(start, offset)).length
}

/** Of a character outside of the basic plane, which is two code units and one column. */
function isSecondHalf(code: number): boolean {
  return (code & 0xfc00) === 0xdc00
}

const rareCharacters = /[\t\v\f\r]/g

/** Where a character stands next that makes a line another one than its source; infinite where none does. */
function findRare(text: string, from: number): number {
  rareCharacters.lastIndex = from
  return rareCharacters.test(text) ? rareCharacters.lastIndex - 1 : Number.POSITIVE_INFINITY
}

/** Tab stops count characters, so that one outside of the basic plane (two code units) is one column. */
export function expandTabs(line: string): string {
  let expanded = ''
  let from = 0
  let surrogates = 0
  for (let tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
    expanded += line.slice(from, tab)
    for (let i = from; i < tab; i += 1) if (isSecondHalf(line.charCodeAt(i))) surrogates += 1
    expanded += ' '.repeat(TAB_WIDTH - ((expanded.length - surrogates) % TAB_WIDTH))
    from = tab + 1
  }
  return expanded + line.slice(from)
}

/** How much white space stands at `from`, as Python's `str.lstrip` counts it; the line is not blank there. */
export function indentOf(line: string, from: number): number {
  let at = from
  while (line.charCodeAt(at) === SPACE) at += 1
  if (line.charCodeAt(at) < 0x80) return at - from
  const rest = line.slice(at)
  return at - from + rest.length - rest.trimStart().length
}
