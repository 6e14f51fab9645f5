/**
 * What stands in the patched file where a hunk is, as a text of its own, which the readers take for a file:
 *
 * ```text
 *   @@ -5,3 +5,3 @@ struct kvm_run {        text            line of the view, of the file
 *    \t__u32 flags;                        \t__u32 flags;  1               5
 *   -\t__u32 a;
 *   +\t__u64 a;                            \t__u64 a;      2               6     added
 * ```
 *
 * Its name is no path of any file, so that a place in it says which hunk it is in, until `PatchView` moves it.
 */

import {
  type FileDiff,
  type Hunk,
  type HunkLine,
  type Line,
  type Offset,
  type Place,
  placeOf,
} from '../../model/index.ts'

export interface HunkView {
  readonly path: string
  readonly name: string
  readonly hunk: Hunk
  readonly text: string
  /** The hunk's lines that stand in `text`, in their order. */
  readonly lines: readonly HunkLine[]
  /** Moves all offsets, so that places of one file keep their order. */
  readonly offset: number
}

/** A line of the view, by its index in `lines`; from its first character to its last. */
export function linePlace({name, lines}: HunkView, index: number): Place {
  const offset = lines.slice(0, index).reduce((sum, {text}) => sum + text.length + 1, 0)
  const length = lines[index]?.text.length ?? 0
  return placeOf(name, {
    start: {line: index + 1, column: 1, offset},
    end: {line: index + 1, column: length + 1, offset: offset + length},
  })
}

/** A patch's hunks; one of a deleted or binary file has nothing to look at. */
export class PatchView {
  readonly hunks: readonly HunkView[]
  readonly #byName: ReadonlyMap<string, HunkView>
  readonly #byPath = new Map<string, HunkView[]>()
  readonly #moved: ReadonlySet<HunkLine>
  readonly #shown = new Map<string, readonly string[]>()

  /** `id` tells the patches of a series apart. */
  constructor(files: readonly FileDiff[], id: string) {
    this.hunks = files.flatMap((file, index) => viewsOf(file, `${id}.${index}`))
    this.#moved = movedLines(files)
    this.#byName = new Map(this.hunks.map((view) => [view.name, view]))
    for (const view of this.hunks) {
      const same = this.#byPath.get(view.path)
      if (same) same.push(view)
      else this.#byPath.set(view.path, [view])
    }
  }

  /** Whether the place is in one of the hunks, as the readers give it. */
  has(place: Place): boolean {
    return this.#byName.has(place.file)
  }

  /** Where a place of a hunk is in the patched file; any other place is where it is. */
  locate(place: Place): Place {
    const view = this.#byName.get(place.file)
    if (!view) return place
    const lines = view.hunk.newStart - 1
    return {
      ...place,
      file: view.path,
      line: (place.line + lines) as Line,
      endLine: (place.endLine + lines) as Line,
      offset: (place.offset + view.offset) as Offset,
      endOffset: (place.endOffset + view.offset) as Offset,
    }
  }

  /** Whether the patch adds a line that the place is on, and does not only move it; the place is of a hunk or of the patched file. */
  isAdded(place: Place): boolean {
    return this.#linesAt(place).some((line) => this.#isNew(line))
  }

  /** Whether all of its lines are new. */
  isWhollyAdded(place: Place): boolean {
    const lines = this.#linesAt(place)
    return lines.length > 0 && lines.every((line) => this.#isNew(line))
  }

  #isNew(line: HunkLine): boolean {
    return line.kind === 'added' && !this.#moved.has(line)
  }

  /** The mail's line that the place begins on; `undefined` where no hunk shows it. */
  mailLine(place: Place): Line | undefined {
    return this.#linesAt({...place, endLine: place.line})[0]?.mailLine
  }

  #linesAt(place: Place): readonly HunkLine[] {
    const view = this.#byName.get(place.file)
    if (view) return view.lines.slice(place.line - 1, place.endLine)
    return (this.#byPath.get(place.file) ?? []).flatMap(({hunk, lines}) =>
      lines.slice(Math.max(0, place.line - hunk.newStart), Math.max(0, place.endLine - hunk.newStart + 1)),
    )
  }

  /** The lines of a patched file that its hunks show, by line number; there is nothing between them. */
  linesOf(path: string): readonly string[] {
    const known = this.#shown.get(path)
    if (known) return known
    const shown: string[] = []
    for (const {hunk, lines} of this.#byPath.get(path) ?? []) {
      // A header may claim any line; nobody looks at one beyond what a file can have.
      if (hunk.newStart > farthest) continue
      for (const [index, {text}] of lines.entries()) shown[hunk.newStart - 1 + index] = text
    }
    this.#shown.set(path, shown)
    return shown
  }
}

const farthest = 10_000_000

/** Added lines that the patch takes out elsewhere, white space and comments of C aside: what moves says nothing new. */
function movedLines(files: readonly FileDiff[]): ReadonlySet<HunkLine> {
  const lines = files.flatMap(({before, after, hunks}) => {
    const isC = /\.[ch]$/.test(after ?? before ?? '')
    const words = ({text}: HunkLine) => wordsOf(isC ? withoutComment(text) : text)
    return hunks.flatMap((hunk) => hunk.lines.map((line) => ({line, words})))
  })
  const removed = new Map<string, number>()
  for (const {line, words} of lines) {
    const text = line.kind === 'removed' ? words(line) : ''
    if (text.length >= shortest) removed.set(text, (removed.get(text) ?? 0) + 1)
  }
  const moved = new Set<HunkLine>()
  if (removed.size === 0) return moved
  for (const {line, words} of lines) {
    const text = line.kind === 'added' ? words(line) : ''
    const left = removed.get(text) ?? 0
    if (left === 0) continue
    removed.set(text, left - 1)
    moved.add(line)
  }
  return moved
}

/** Characters; a brace or a word stands in many places. */
const shortest = 6

const wordsOf = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** A line that is nothing but a comment is what it says. */
const withoutComment = (text: string): string => text.replace(/(?<=\S)\s*\/[*/].*$/, '')

function viewsOf({after, hunks}: FileDiff, id: string): readonly HunkView[] {
  if (after === undefined) return []
  let offset = 0
  return hunks.map((hunk, index) => {
    const lines = hunk.lines.filter(({kind}) => kind !== 'removed')
    const text = lines.map((line) => `${line.text}\n`).join('')
    const view = {path: after, name: `${after}@@${id}.${index}`, hunk, lines, text, offset}
    offset += text.length
    return view
  })
}
