/** A document's outline as offsets: where a section's title begins, where its text ends, what stands between sections. */

import {type DocumentUapi, InputError, type Section} from '../../model/index.ts'
import {startOfLine} from '../c/chunk.ts'

export class Outline {
  readonly document: DocumentUapi
  readonly text: string

  constructor(document: DocumentUapi, text: string) {
    this.document = document
    this.text = text
  }

  /** Throws `InputError` where there is none or there are two: nobody can tell then what belongs where. */
  chapter(number: number): Section {
    const found = this.document.sections.filter((section) => section.number === String(number))
    const [first, second] = found
    const {file} = this.document
    if (!first) throw new InputError(`${file}: Unexpected document without section ${number}, expected one`)
    if (second) {
      throw new InputError(
        `${file}:${second.place.line}: Unexpected second section ${number}, expected the one of line ${first.place.line} alone`,
      )
    }
    return first
  }

  /** The numbered sections of a chapter, in the order of the document. */
  sectionsOf(chapter: Section): readonly Section[] {
    return this.document.sections.filter(
      ({number, parent}) => number?.startsWith(`${chapter.number}.`) && parent === chapter,
    )
  }

  /** Where the title begins, its overline included. */
  start({place}: Section): number {
    const line = startOfLine(this.text, place.offset)
    if (line === 0) return line
    const above = startOfLine(this.text, line - 1)
    return isAdornment(this.text.slice(above, line - 1)) ? above : line
  }

  /** Behind the last character of a section with what belongs to it: headings without a number do. */
  end(section: Section): number {
    const {sections} = this.document
    const next = sections
      .slice(sections.indexOf(section) + 1)
      .find(({number, depth}) => number !== undefined || depth < section.depth)
    return this.contentEnd(this.start(section), next ? this.start(next) : this.text.length)
  }

  /** Behind the last line that is neither blank nor a target of what follows: `.. _kvm_run:`. */
  contentEnd(from: number, limit: number): number {
    const {text} = this
    let end = limit
    for (;;) {
      end = from + text.slice(from, end).trimEnd().length
      const line = startOfLine(text, end)
      if (line <= from || !/^\.\. _[^:]*:$/.test(text.slice(line, end))) return end
      end = line
    }
  }

  /** The character below a title. */
  adornment(section: Section): string {
    const below = this.text.indexOf('\n', section.place.endOffset) + 1
    return this.text.charAt(below)
  }

  /** What the sections of a chapter are underlined with; of the first other chapter's that has any, where it has none. */
  adornmentBelow(chapter: Section): string {
    const [own] = this.sectionsOf(chapter)
    const other = own ?? this.document.sections.find(({depth}) => depth === chapter.depth + 1)
    return other ? this.adornment(other) : '-'
  }

  /** The blank lines that a chapter has between its last two sections. */
  gap(chapter: Section): string {
    const [before, last] = this.sectionsOf(chapter).slice(-2)
    if (!before || !last) return '\n\n'
    const between = this.text.slice(this.end(before), this.start(last))
    return '\n'.repeat(Math.max(2, between.split('\n').length - 1))
  }
}

function isAdornment(line: string): boolean {
  const [first = ''] = line
  return line.length > 2 && /[!-/:-@[-`{-~]/.test(first) && line.trimEnd() === first.repeat(line.trimEnd().length)
}
