/** Comma-separated values with the places of what they hold. (Python's `csv` module with docutils' dialect.) */

import {Lines, View} from '../view.ts'

export interface Dialect {
  delimiter: string
  quote: string
  /** The character that takes the special meaning away from the next one. */
  escape: string | undefined
  skipsInitialSpace: boolean
}

/** One value: its lines. */
export interface Cell {
  texts: string[]
  numbers: number[]
  columns: number[]
  /** As in `CutLines`. */
  skips: Map<number, number[]>
}

/** The rows, or what is wrong with them. */
export function parseCsv(view: View, dialect: Dialect): Cell[][] | string {
  const rows: Cell[][] = []
  let reader = new RowReader(view, dialect)
  for (let at = view.start; at < view.end; at += 1) {
    const wrong = reader.read(at)
    if (wrong !== undefined) return wrong
    if (reader.isOpen) continue
    rows.push(reader.cells)
    reader = new RowReader(view, dialect)
  }
  return reader.isOpen ? 'unexpected end of data' : rows
}

/** The lines of a cell as a block. */
export function viewOf({texts, numbers, columns, skips}: Cell, {lines}: View): View {
  const own = new Lines(lines.source, {texts, numbers, columns, skips, shift: lines.shift + 1})
  return new View(own, 0, texts.length, 0, 0)
}

class RowReader {
  readonly cells: Cell[] = []
  /** Whether a quoted value goes on in the next line. */
  isOpen = false
  readonly #view: View
  readonly #dialect: Dialect
  #cell = emptyCell()

  constructor(view: View, dialect: Dialect) {
    this.#view = view
    this.#dialect = dialect
  }

  read(line: number): string | undefined {
    const text = this.#view.text(line)
    if (text === '' && !this.isOpen) return undefined
    const {delimiter, quote, escape: escapes} = this.#dialect
    let at = 0
    if (this.isOpen) this.#beginLine(line, 0)
    else at = this.#begin(line, 0, text)
    for (; at < text.length; at += 1) {
      const character = text.charAt(at)
      if (character === escapes) {
        at += 1
        this.#appendEscaped(text.charAt(at))
      } else if (this.isOpen) {
        if (character !== quote) this.#append(character)
        else if (escapes === undefined && text.charAt(at + 1) === quote) {
          at += 1
          this.#appendEscaped(quote)
        } else {
          this.isOpen = false
          const next = text.charAt(at + 1)
          if (next !== '' && next !== delimiter) return `'${delimiter}' expected after '${quote}'`
        }
      } else if (character === delimiter) {
        this.#finish()
        at = this.#begin(line, at + 1, text) - 1
      } else this.#append(character)
    }
    if (!this.isOpen) this.#finish()
    return undefined
  }

  /** Begins a value and opens its quotes; returns where its text begins. */
  #begin(line: number, from: number, text: string): number {
    let at = from
    if (this.#dialect.skipsInitialSpace) while (text.charAt(at) === ' ') at += 1
    if (text.charAt(at) === this.#dialect.quote && this.#dialect.quote !== '') {
      this.isOpen = true
      at += 1
    }
    this.#cell = emptyCell()
    this.#beginLine(line, at)
    return at
  }

  #beginLine(line: number, column: number): void {
    const {lines} = this.#view
    this.#cell.texts.push('')
    this.#cell.numbers.push(lines.number(line))
    this.#cell.columns.push(lines.column(line) + this.#view.leftOf(line) + column)
  }

  #append(text: string): void {
    const {texts} = this.#cell
    const last = texts.length - 1
    texts[last] = `${texts[last] ?? ''}${text}`
  }

  #appendEscaped(character: string): void {
    const {texts, skips} = this.#cell
    const last = texts.length - 1
    const own = skips.get(last) ?? []
    own.push((texts[last] ?? '').length)
    skips.set(last, own)
    this.#append(character)
  }

  #finish(): void {
    const {texts} = this.#cell
    for (const [index, text] of texts.entries()) texts[index] = text.trimEnd()
    this.cells.push(this.#cell)
  }
}

function emptyCell(): Cell {
  return {texts: [], numbers: [], columns: [], skips: new Map()}
}
