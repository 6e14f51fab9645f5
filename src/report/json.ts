/** The contract that other programs read (DESIGN, "Commands"): every key is always there. */

import {countBySeverity} from '../findings/index.ts'
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
        patch: patch ? {...patch, mailLine: patch.mailLine ?? null} : null,
        fingerprint,
      })),
    },
    2,
  )}\n`
