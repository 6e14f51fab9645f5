/** One point is one comment: what the hunks say of a line is not said again by the tree that they were applied to. */

import type {Finding} from '../model/index.ts'
import type {PatchFinding} from '../rules/index.ts'

/** Rules of hunks, and those of trees that say the same of the same line, with the other side of it. */
export const sameOfTrees: Readonly<Record<string, readonly string[]>> = {
  'interface-undocumented': ['ioctl-undocumented', 'capability-undocumented', 'exit-undocumented'],
  'ioctl-type': ['ioctl-descriptor'],
  'name-misspelled': ['ioctl-unknown', 'capability-unknown', 'exit-unknown', 'constant-unknown'],
  'number-taken': ['section-number'],
  'rst-markup': ['markup'],
  'section-fields': ['field-missing'],
}

/** Keeps a finding of the hunks unless one of the tree says it. */
export function isSaidOnce(ofTree: readonly PatchFinding[]): (item: PatchFinding) => boolean {
  const at = (rule: string, {place: {file, line}}: Finding): string => `${rule} ${file}:${line}`
  const symbols = new Set(ofTree.map(({finding: {rule, symbol}}) => `${rule} ${symbol}`))
  const lines = new Set(ofTree.map(({finding}) => at(finding.rule, finding)))
  return ({finding}) =>
    !symbols.has(`${finding.rule} ${finding.symbol}`) &&
    !(sameOfTrees[finding.rule] ?? []).some((rule) => lines.has(at(rule, finding)))
}
