/** Changes of a text as data: which slice becomes what. Everything outside of the slices stays as it is. */

export interface TextEdit {
  /** Offset of the first character that is replaced. */
  readonly start: number
  /** Offset behind the last one; `start` where nothing is replaced. */
  readonly end: number
  readonly text: string
}

/** In the order of the text; of two that begin in one place, the insertion comes first, else the given order holds. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** Whether no two of them change the same characters. */
export function areApart(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits)
  return sorted.every(({start}, index) => index === 0 || (sorted[index - 1]?.end ?? 0) <= start)
}

/** The text with all edits made; they have to be apart. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const edit of sortEdits(edits)) {
    pieces.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  pieces.push(text.slice(at))
  return pieces.join('')
}
