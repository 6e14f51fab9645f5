/** A run is one block's text as it stands in the source, with where it stands: what the readers of prose look at. */

import type {MentionContext, Place, Section} from '../../model/index.ts'

export interface Run {
  readonly text: string
  /** Offset of `text` in the document. */
  readonly offset: number
  readonly section: Section | undefined
  readonly context: MentionContext
  /** The field's name in lower case, where the run is a field's body. */
  readonly field: string | undefined
}

/** Gives the place of a part of the document, by offsets. */
export type PlaceAt = (start: number, end: number) => Place

/** Every match of a sticky-free global expression in a run; `group` selects what the place covers. */
export function* matchesIn(run: Run, expression: RegExp): Generator<RegExpExecArray> {
  for (const match of run.text.matchAll(expression)) yield match
}
