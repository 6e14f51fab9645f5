/** The one order of findings: by place, whose offset may be one in a hunk, then by what they say. Never by locale, never by the order rules happen to run. */

import type {Finding} from '../model/index.ts'

export function inOrder<F extends Finding>(findings: readonly F[]): readonly F[] {
  return findings.toSorted(compareFindings)
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    a.place.endLine - b.place.endLine ||
    a.place.endColumn - b.place.endColumn ||
    compareText(a.rule, b.rule) ||
    compareText(a.symbol, b.symbol) ||
    compareText(a.message, b.message)
  )
}

/** By UTF-16 code units, which is the same everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
