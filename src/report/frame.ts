/**
 * One source line with a mark under it, fitted into the width of the terminal.
 *
 *     3738 |         __u32 flags;
 *          |               ^^^^^
 */

import type {LinesOf} from '../findings/index.ts'
import type {Place} from '../model/index.ts'
import {escapeControls} from './escape.ts'

export interface Frame {
  readonly source: string
  readonly mark: string
}

const tabStop = 8
/** A line can have megabytes; more than this much of it on either side of the mark is never looked at. */
const reach = 400

/** `undefined` where the place is in no file that there is, as in a tree that changed meanwhile. */
export function frameOf(place: Place, linesOf: LinesOf, width: number, sign: string): Frame | undefined {
  const line = linesOf(place.file)[place.line - 1]
  if (line === undefined) return undefined
  const {before, marked, after} = columnsAround(line, place)
  return crop([...before, ...marked, ...after], before.length, Math.max(1, marked.length), width, sign)
}

export interface MarkedLine {
  readonly before: string
  readonly marked: string
  readonly after: string
}

/** A line in three parts, as it can be shown; without a place, it is all before it. What is far away is left out. */
export function markedLine(line: string, place?: Place): MarkedLine {
  if (!place) return {before: columnsOf(line.slice(0, reach), 0).join('').trimEnd(), marked: '', after: ''}
  const {before, marked, after} = columnsAround(line, place)
  return {before: before.join(''), marked: marked.join(''), after: after.join('').trimEnd()}
}

function columnsAround(line: string, place: Place) {
  const start = Math.min(place.column - 1, line.length)
  const from = Math.max(0, start - reach)
  const end = place.endLine === place.line ? Math.max(place.endColumn - 1, start) : line.trimEnd().length
  const before = columnsOf(line.slice(from, start), 0)
  const marked = columnsOf(line.slice(start, Math.min(end, start + reach)), before.length)
  const after = columnsOf(line.slice(end, end + reach), before.length + marked.length)
  return {before, marked, after}
}

/** What each column shows: tabs become blanks, what is invisible becomes its escape. */
function columnsOf(text: string, already: number): string[] {
  const columns: string[] = []
  for (const character of text) {
    if (character === '\t') {
      const blanks = tabStop - ((already + columns.length) % tabStop)
      for (let blank = 0; blank < blanks; blank++) columns.push(' ')
    } else columns.push(...escapeControls(character))
  }
  return columns
}

/** The part of a line around its mark, `...` for what does not fit; the first column of the mark is always seen. */
function crop(columns: readonly string[], start: number, length: number, width: number, sign: string): Frame {
  const room = Math.max(20, width)
  if (columns.length <= room) return frame(columns, start, length, room, sign)
  const ellipsis = [...'...']
  const wanted = start + Math.min(length, room / 2) + ellipsis.length
  const skipped = wanted <= room ? 0 : Math.min(start, Math.ceil(wanted - room) + ellipsis.length)
  const shown = [...(skipped > 0 ? ellipsis : []), ...columns.slice(skipped)]
  const fitting = shown.length <= room ? shown : [...shown.slice(0, room - ellipsis.length), ...ellipsis]
  return frame(fitting, start - skipped + (skipped > 0 ? ellipsis.length : 0), length, room, sign)
}

function frame(columns: readonly string[], start: number, length: number, room: number, sign: string): Frame {
  const marked = Math.max(1, Math.min(length, room - start))
  return {source: columns.join('').trimEnd(), mark: ' '.repeat(start) + sign.repeat(marked)}
}
