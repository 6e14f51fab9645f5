/**
 * The contract that other programs read (DESIGN, "Commands"): every key is always there, but for `thread`, which is there
 * with `review --thread`.
 */

import {countBySeverity} from '../findings/index.ts'
import type {Ledger, PatchReference} from '../model/index.ts'
import {toJson} from './escape.ts'
import {openComments, standsAt} from './ledger.ts'
import type {Reporter} from './report.ts'

export const json: Reporter = ({findings, ledger}) =>
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
      ...(ledger && {thread: toThread(ledger)}),
    },
    2,
  )}\n`

function toReference({number, total, subject, mailLine}: PatchReference) {
  return {number, total, subject, mailLine: mailLine ?? null}
}

/** `line` is what the comment is on; `now`, where it stands in this version: `file` is the mail's of a commit message. */
function toThread(ledger: Ledger) {
  return {
    version: ledger.version,
    open: openComments(ledger).length,
    total: ledger.comments.length,
    comments: ledger.comments.map(({author, version, state, text, on, answers, now}) => ({
      author,
      version,
      state,
      text,
      answers,
      file: on.kind === 'code' ? on.file : null,
      line: on.text,
      now: now ? {...standsAt(now), lines: now.lines, patch: toReference(now.patch)} : null,
    })),
  }
}
