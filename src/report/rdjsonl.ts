/** Reviewdog's diagnostic format, one object a line (`proto/rdf/reviewdog.proto`). */

import {Buffer} from 'node:buffer'
import type {LinesOf} from '../findings/index.ts'
import type {Place, Severity} from '../model/index.ts'
import {toJson} from './escape.ts'
import type {Reporter} from './report.ts'

const severityNames: Readonly<Record<Severity, string>> = {error: 'ERROR', warning: 'WARNING', info: 'INFO'}

export const rdjsonl: Reporter = ({findings, linesOf}) =>
  findings
    .map((finding) => {
      const {place, severity, rule, message, note, related} = finding
      const lines = linesOf(finding)
      const diagnostic = {
        message: note === undefined ? message : `${message}\n${note}`,
        location: locate(place, lines),
        severity: severityNames[severity],
        source: {name: 'uapidoc'},
        code: {value: rule},
        related_locations: related.map(({place, message}) => ({
          ...(message !== undefined && {message}),
          location: locate(place, lines),
        })),
      }
      return `${toJson(diagnostic)}\n`
    })
    .join('')

function locate({file, line, column, endLine, endColumn}: Place, linesOf: LinesOf) {
  const at = (line: number, column: number) => ({line, column: byteColumn(linesOf(file)[line - 1], column)})
  return {path: file, range: {start: at(line, column), end: at(endLine, endColumn)}}
}

/** Reviewdog counts columns in bytes of UTF-8, from 1. */
function byteColumn(line: string | undefined, column: number): number {
  return line === undefined ? column : Buffer.byteLength(line.slice(0, column - 1)) + 1
}
