/** Findings as VFiles with VFileMessages, for unified's own reporters and editors. */

import {VFile} from 'vfile'
import {VFileMessage} from 'vfile-message'
import type {IdentifiedFinding} from '../findings/index.ts'
import type {Place} from '../model/index.ts'

/** One VFile per file with findings, in their order. `error` is `fatal: true`, `warning` `false`, `info` `undefined`. */
export function toVFiles(findings: readonly IdentifiedFinding[]): readonly VFile[] {
  const files = new Map<string, VFile>()
  for (const finding of findings) {
    const {file} = finding.place
    const known = files.get(file) ?? new VFile({path: file})
    known.messages.push(toMessage(finding))
    files.set(file, known)
  }
  return [...files.values()]
}

function toMessage({rule, severity, message, place, related, note}: IdentifiedFinding): VFileMessage {
  const result = new VFileMessage(message, {place: positionOf(place), source: 'uapidoc', ruleId: rule})
  result.file = place.file
  result.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  const lines = related.map(
    ({place, message}) => `${place.file}:${place.line}${message === undefined ? '' : `: ${message}`}`,
  )
  if (note !== undefined) lines.unshift(note)
  if (lines.length > 0) result.note = lines.join('\n')
  return result
}

function positionOf({line, column, offset, endLine, endColumn, endOffset}: Place) {
  return {start: {line, column, offset}, end: {line: endLine, column: endColumn, offset: endOffset}}
}
