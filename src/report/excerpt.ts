/** The lines around a finding: of the mail in a review, signs included, of the file elsewhere. */

import type {IdentifiedFinding, LinesOf} from '../findings/index.ts'
import type {Mail, Place} from '../model/index.ts'
import {type MarkedLine, markedLine} from './frame.ts'

/** What is not at the place is `before` it. */
export interface ExcerptLine extends MarkedLine {
  /** Of a file; lines of a mail have none. */
  readonly number: number | undefined
}

/** Lines above and below the one that is meant. */
const above = 2
const below = 1

/** Empty where no line is known. */
export function excerptOf({place, patch}: IdentifiedFinding, linesOf: LinesOf): readonly ExcerptLine[] {
  const at = patch ? indexIn(patch.mail, patch.mailLine) : -1
  if (!patch || at < 0) {
    const shown = around(linesOf(place.file), place.line - 1, place)
    return shown.map(({index, ...parts}) => ({number: index + 1, ...parts}))
  }
  // In the mail, a sign stands before the line of the file.
  const sign = place.file === patch.mail.file ? 0 : 1
  const shifted = {...place, column: place.column + sign, endColumn: place.endColumn + sign} as Place
  const shown = around(patch.mail.lines, at, shifted)
  return shown
    .filter(({index, before}) => index === at || !isHeader(before))
    .map(({index: _, ...parts}) => ({number: undefined, ...parts}))
}

/** The line of a place alone. */
export function lineAt(place: Place, linesOf: LinesOf): readonly ExcerptLine[] {
  const line = linesOf(place.file)[place.line - 1]
  return line === undefined ? [] : [{number: place.line, ...markedLine(line, place)}]
}

const indexIn = (mail: Mail, line: number | undefined): number =>
  line === undefined ? -1 : mail.lines.findIndex((_, index) => mail.lineOf(index) === line)

/** Of a hunk, only some lines are known. */
function around(lines: readonly (string | undefined)[], at: number, place: Place) {
  const first = Math.max(0, at - above)
  return lines.slice(first, at + below + 1).flatMap((line, offset) => {
    const index = first + offset
    return line === undefined ? [] : [{index, ...markedLine(line, index === at ? place : undefined)}]
  })
}

/** The signature, and what a diff says of a file, are no context. */
const isHeader = (line: string): boolean => /^(?:--\s*$|diff --git |index [0-9a-f]|--- |\+\+\+ )/.test(line)
