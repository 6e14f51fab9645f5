/** What a macro expands to, as a text of its own whose places are those of what it came out of. */

import type {Place} from '../../model/index.ts'
import {type PreprocessingToken, SourceText} from '../../read/c/index.ts'

interface Mark {
  readonly offset: number
  readonly start: number
  readonly end: number
}

export class ExpandedText extends SourceText {
  readonly #origin: SourceText
  readonly #start: number
  readonly #end: number
  readonly #marks: readonly Mark[]

  /** The tokens that replace what stands between two offsets of another text. */
  constructor(tokens: readonly PreprocessingToken[], origin: SourceText, start: number, end: number) {
    const marks: Mark[] = []
    let text = ''
    for (const {text: word, written} of tokens) {
      if (written) marks.push({offset: text.length, ...written})
      text += `${word} `
    }
    // A macro's last member has its semicolon behind the call.
    super(origin.file, `${text};`)
    this.#origin = origin
    this.#start = start
    this.#end = end
    this.#marks = marks
  }

  override place(start: number, end: number): Place {
    const mark = this.#marks.find(({offset}) => offset === start)
    if (mark && mark.end - mark.start === end - start) return this.#origin.place(mark.start, mark.end)
    return this.#origin.place(this.#start, this.#end)
  }
}
