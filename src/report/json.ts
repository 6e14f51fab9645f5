/** The contract that other programs read (DESIGN, "Commands"): every key is always there. */

import {countBySeverity} from '../findings/index.ts'
import type {PatchReference} from '../model/index.ts'
import {toJson} from './escape.ts'
import type {Reporter} from './report.ts'

export const json: Reporter = ({findings}) =>
  `${toJson(
    {
      version: 1,
      summary: countBySeverity(findings),
      findings: findings.map(({rule, severity, symbol, message, note, place, related, fingerprint, patch}) => ({
        rule,
        severity,
        symbol,
        message,
        note: note ?? null,
        file: place.file,
        line: place.line,
        column: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
        related: related.map(({place}) => ({file: place.file, line: place.line})),
        patch: patch ? toReference(patch) : null,
        fingerprint,
      })),
    },
    2,
  )}\n`

function toReference({number, total, subject, mailLine}: PatchReference) {
  return {number, total, subject, mailLine: mailLine ?? null}
}
