/**
 * A file's hunks onto its lines, as `git apply` does it (apply.c): each hunk as it stands, at the line that its header says
 * or the nearest one above or below where all of it fits; no line is patched twice. With fuzz, lines of context at both
 * ends are left out, which git never does.
 */

import type {Hunk, HunkLine, Line} from '../model/index.ts'

/** A line with its end, and who added it. */
export interface PatchedLine {
  readonly text: string
  readonly origin: Origin | undefined
}

export interface Origin {
  /** Index of the patch in its series. */
  readonly patch: number
  readonly mailLine: Line
}

/** `starts`: the 1-based line of the result that each hunk begins on. */
export type Hunks =
  | {
      readonly ok: true
      readonly lines: readonly PatchedLine[]
      readonly fuzzed: boolean
      readonly starts: readonly number[]
    }
  /** The hunk that fits nowhere. */
  | {readonly ok: false; readonly hunk: Hunk}

export interface HunkOptions {
  readonly patch: number
  /** Most lines of context at each end that need not fit. */
  readonly fuzz: number
}

export function applyHunks(lines: readonly PatchedLine[], hunks: readonly Hunk[], {patch, fuzz}: HunkOptions): Hunks {
  let image = [...lines]
  // Lines that a hunk has been at, its context included: the next one may not touch them.
  const touched = new Set<PatchedLine>()
  let fuzzed = false
  const starts: number[] = []
  for (const hunk of hunks) {
    const fit = find(image, hunk, touched, fuzz)
    if (!fit) return {ok: false, hunk}
    const {at, from, to, less} = fit
    fuzzed ||= less > 0
    starts.push(at + 1 - from)
    const before = hunk.lines.slice(from, to)
    const after: PatchedLine[] = []
    let old = at
    for (const line of before) {
      if (line.kind === 'added') after.push({text: textOf(line), origin: {patch, mailLine: line.mailLine}})
      else {
        const kept = image[old++]
        // Only a line without an end can differ from what is there: by its end.
        if (line.kind === 'context' && kept) after.push(line.noNewline ? {...kept, text: line.text} : kept)
      }
    }
    image = replaced(image, at, old, after)
    for (const line of after) touched.add(line)
  }
  return {ok: true, lines: image, fuzzed, starts}
}

/** Most values that a function is given at once. */
const mostArguments = 10_000

/** In place where that can be: a file may have very many hunks, and a hunk very many lines. */
function replaced(image: PatchedLine[], from: number, to: number, lines: readonly PatchedLine[]): PatchedLine[] {
  if (lines.length > mostArguments) return image.slice(0, from).concat(lines, image.slice(to))
  image.splice(from, to - from, ...lines)
  return image
}

interface Fit {
  /** Index of the first line. */
  readonly at: number
  /** The part of the hunk that fits. */
  readonly from: number
  readonly to: number
  /** Lines of context left out at an end. */
  readonly less: number
}

function find(
  image: readonly PatchedLine[],
  hunk: Hunk,
  touched: ReadonlySet<PatchedLine>,
  fuzz: number,
): Fit | undefined {
  const isContext = ({kind}: HunkLine) => kind === 'context'
  const leading = leadingOf(hunk.lines, isContext)
  const trailing = leadingOf(hunk.lines.toReversed(), isContext)
  // A hunk that begins in the first line, or adds to an empty file, stands at the start; one without context at its end
  // stands at the end.
  const atStart = hunk.oldStart <= 1
  const atEnd = trailing === 0
  for (let less = 0; less <= fuzz; less++) {
    const [from, cut] = [Math.min(less, leading), Math.min(less, trailing)]
    if (less > 0 && from < less && cut < less) break
    const to = hunk.lines.length - cut
    const old = hunk.lines
      .slice(from, to)
      .filter(({kind}) => kind !== 'added')
      .map(textOf)
    const guess = Math.max(0, hunk.newStart - 1) + from
    const at = position(image, old, touched, {
      guess: atStart && less === 0 ? 0 : atEnd && less === 0 ? image.length - old.length : guess,
      atStart: atStart && less === 0,
      atEnd: atEnd && less === 0,
    })
    if (at !== undefined) return {at, from, to, less}
  }
  return undefined
}

function leadingOf(lines: readonly HunkLine[], test: (line: HunkLine) => boolean): number {
  const end = lines.findIndex((line) => !test(line))
  return end < 0 ? lines.length : end
}

interface Anchor {
  readonly guess: number
  readonly atStart: boolean
  readonly atEnd: boolean
}

/** The nearest place to the guess, one line below before one above. */
function position(
  image: readonly PatchedLine[],
  old: readonly string[],
  touched: ReadonlySet<PatchedLine>,
  {guess, atStart, atEnd}: Anchor,
): number | undefined {
  const last = image.length - old.length
  const fits = (at: number): boolean => {
    if (at < 0 || at > last || (atStart && at > 0) || (atEnd && at !== last)) return false
    return old.every((text, index) => {
      const line = image[at + index]
      return line !== undefined && isSame(line.text, text, atEnd) && !touched.has(line)
    })
  }
  const start = guess < 0 || guess > image.length ? image.length : guess
  if (fits(start)) return start
  for (let distance = 1; distance <= image.length; distance++) {
    if (fits(start + distance)) return start + distance
    if (fits(start - distance)) return start - distance
  }
  return undefined
}

/** git compares bytes from the first on: a line that nothing ends is also the beginning of one that something does. */
function isSame(there: string | undefined, text: string, atEnd: boolean): boolean {
  return there === text || (!atEnd && !text.endsWith('\n') && there === `${text}\n`)
}

function textOf({text, noNewline}: HunkLine): string {
  return noNewline ? text : `${text}\n`
}
