/**
 * A block of lines, as docutils' `StringList`: a range of lines with a column where they begin. Nested blocks are views
 * into the same lines, so that no text is copied; only table cells and the like have lines of their own.
 */

import {indentOf, type Source} from './source.ts'
import type {Point, Position} from './types.ts'

const SPACE = 32

/** Lines that are cut out of others. */
export interface CutLines {
  texts: string[]
  /** The line in the source. */
  numbers: number[]
  /** The column in the source's line where the text begins. */
  columns: number[]
  /** By line, the indices in its text before which the source has one character more: an escape that is not shown. */
  skips?: ReadonlyMap<number, readonly number[]>
  shift: number
}

/** Lines and the way back to the source: those of the document, or those cut out of a table. */
export class Lines {
  readonly source: Source
  readonly texts: readonly string[]
  /** As in `Source`. */
  readonly indents: readonly number[]
  private readonly cut: CutLines | undefined
  /**
   * How far docutils' line numbers are off in here: it takes a table's 1-based line as an offset (`build_table_row`), so
   * each table around adds one.
   */
  readonly shift: number

  constructor(source: Source, cut?: CutLines) {
    this.source = source
    this.texts = cut?.texts ?? source.lines
    this.indents = cut ? cut.texts.map((text) => (text === '' ? -1 : indentOf(text, 0))) : source.indents
    this.cut = cut
    this.shift = cut?.shift ?? 0
  }

  /** The 0-based line in the source; one behind the last line is the line that would follow. */
  number(index: number): number {
    if (!this.cut) return index
    const {numbers} = this.cut
    return numbers[index] ?? (numbers.at(-1) ?? -1) + 1
  }

  column(index: number): number {
    return this.cut?.columns[index] ?? 0
  }

  point(index: number, column: number): Point {
    if (!this.cut) return this.source.point(index, column)
    let own = this.column(index) + column
    for (const skip of this.cut.skips?.get(index) ?? []) if (skip <= column) own += 1
    return this.source.point(this.number(index), own)
  }
}

export class View {
  readonly lines: Lines
  readonly start: number
  readonly end: number
  /** The column where the lines begin. */
  readonly left: number
  /** The column where the first line begins: behind a list item's marker, say. */
  readonly firstLeft: number

  constructor(lines: Lines, start: number, end: number, left: number, firstLeft: number) {
    this.lines = lines
    this.start = start
    this.end = end
    this.left = left
    this.firstLeft = firstLeft
  }

  leftOf(index: number): number {
    return index === this.start ? this.firstLeft : this.left
  }

  /** A line's text; empty outside of the view. */
  text(index: number): string {
    if (index >= this.end) return ''
    const left = index === this.start ? this.firstLeft : this.left
    const text = this.lines.texts[index] ?? ''
    return left === 0 ? text : text.slice(left)
  }

  blank(index: number): boolean {
    if (index === this.start) return (this.lines.texts[index] ?? '').length <= this.firstLeft
    return (this.lines.indents[index] ?? -1) < 0
  }

  /** The code unit at the line's beginning; `NaN` where it is blank. */
  code(index: number, at = 0): number {
    return (this.lines.texts[index] ?? '').charCodeAt(this.leftOf(index) + at)
  }

  /** docutils: "indented" is a blank, not any white space. */
  indented(index: number): boolean {
    return this.code(index) === SPACE && !this.blank(index)
  }

  /** The width of the white space that a line, which is not blank, begins with. */
  indent(index: number): number {
    const left = this.leftOf(index)
    const indent = (this.lines.indents[index] ?? 0) - left
    return Math.max(indent, 0)
  }

  /** The length of a line. */
  width(index: number): number {
    const width = (this.lines.texts[index] ?? '').length - this.leftOf(index)
    return Math.max(width, 0)
  }

  /** The part of the view from `start` to before `end`. */
  slice(start: number, end: number): View {
    return new View(this.lines, start, end, this.left, start === this.start ? this.firstLeft : this.left)
  }

  /** docutils' number of a line: 1-based, and off by one for every table around it. */
  lineNumber(index: number): number {
    return this.lines.number(index) + 1 + this.lines.shift
  }

  /** The line's real number. */
  sourceLine(index: number): number {
    return this.lines.number(index) + 1
  }

  /** The place of a column of a line, which is not blank. */
  point(index: number, column: number): Point {
    return this.lines.point(index, this.leftOf(index) + column)
  }

  /** The place where a line begins, or, where it is blank, ends. */
  pointAt(index: number): Point {
    return this.blank(index) ? this.pointAfter(index) : this.point(index, 0)
  }

  /** The place behind the last character of a line. */
  pointAfter(index: number): Point {
    return this.lines.point(index, (this.lines.texts[index] ?? '').length)
  }

  /** The place where a line's text begins. */
  pointBefore(index: number): Point {
    return this.indented(index) ? this.point(index, this.indent(index)) : this.pointAt(index)
  }

  /** From the first character of a line to the last of another, or of the last line before it that is not blank. */
  position(first: number, last: number): Position {
    let end = last
    while (end > first && this.blank(end)) end -= 1
    return {start: this.pointBefore(first), end: this.pointAfter(end)}
  }
}

/** What the functions below found: a block, without blank lines at its top unless asked for. */
export interface Gathered {
  view: View
  /** The line behind the block, trailing blank lines included. */
  next: number
  /** The indentation that was removed. */
  indent: number
  /** Whether the block ends with a blank line or at the end of the view. */
  blankFinish: boolean
}

/** docutils' `get_indented`: the indented lines from `at` on. */
export function indentedBlock(view: View, at: number): Gathered {
  return gather(view, at, at, undefined, undefined, false, true)
}

/** docutils' `get_known_indented`: the line at `at`, from `indent` on, and what follows with at least that indentation. */
export function blockWithIndent(view: View, at: number, indent: number): Gathered {
  return gather(view, at, at + 1, indent, indent, false, true)
}

export interface FirstIndentOptions {
  untilBlank?: boolean
  keepIndent?: boolean
  keepTop?: boolean
}

/** docutils' `get_first_known_indented`: the line at `at`, from `indent` on, and the indented lines that follow. */
export function blockAfterMarker(
  view: View,
  at: number,
  indent: number,
  {untilBlank = false, keepIndent = false, keepTop = false}: FirstIndentOptions = {},
): Gathered {
  return gather(view, at, at + 1, undefined, indent, untilBlank, !keepTop, keepIndent)
}

function gather(
  view: View,
  at: number,
  from: number,
  known: number | undefined,
  firstIndent: number | undefined,
  untilBlank: boolean,
  stripTop: boolean,
  keepIndent = false,
): Gathered {
  let indent = known
  let next = from
  let blankFinish = true
  const {end} = view
  for (; next < end; next += 1) {
    if (view.blank(next)) {
      if (untilBlank) break
      continue
    }
    const own = view.indented(next) ? view.indent(next) : 0
    if (own === 0 || (known !== undefined && own < known)) {
      blankFinish = next > at && view.blank(next - 1)
      break
    }
    if (known === undefined && (indent === undefined || own < indent)) indent = own
  }
  const cut = keepIndent ? 0 : (indent ?? 0)
  const left = view.left + cut
  const firstLeft = view.leftOf(at) + (firstIndent ?? cut)
  let top = at
  if (stripTop && at < next && (view.lines.texts[at] ?? '').length <= firstLeft) {
    top += 1
    while (top < next && view.blank(top)) top += 1
  }
  const block = new View(view.lines, top, next, left, top === at ? firstLeft : left)
  return {view: block, next, indent: indent ?? 0, blankFinish}
}
