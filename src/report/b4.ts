/**
 * What b4 reads from `b4.review-perpatch-check-cmd` and `b4.review-series-check-cmd` (b4 0.15, "Writing an external check
 * script"): an array of results. b4 shows one column a tool and keeps one result a mail and tool, so there is one, as bad as
 * the worst finding; the findings are its details.
 */

import type {IdentifiedFinding} from '../findings/index.ts'
import {type Severity, severities} from '../model/index.ts'
import {countsOf} from './counts.ts'
import {toJson} from './escape.ts'
import type {Reporter} from './report.ts'

const statuses: Readonly<Record<Severity, string>> = {error: 'fail', warning: 'warn', info: 'pass'}

export const b4: Reporter = ({findings, linkOf}) => {
  const worst = severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info'
  const link = findings.flatMap(({patch}) => (patch && linkOf?.(patch.mail)) ?? [])[0]
  const result = {
    tool: 'uapidoc',
    status: statuses[worst],
    summary: summaryOf(findings),
    url: link ?? '',
    details: findings.map(detailOf).join('\n'),
  }
  return `${toJson([result], 2)}\n`
}

function summaryOf(findings: readonly IdentifiedFinding[]): string {
  const [only] = findings
  if (!only) return 'nothing to say'
  return findings.length === 1 ? `${only.rule}: ${only.message}` : countsOf(findings)
}

function detailOf({severity, rule, message, note, place, related, patch}: IdentifiedFinding): string {
  return [
    `${place.file}:${place.line}: ${severity.toUpperCase()}:${rule}: ${message}`,
    ...(patch?.mailLine === undefined ? [] : [`line ${patch.mailLine} of the mail`]),
    ...(note === undefined ? [] : [note]),
    ...related.map(({place, message}) => `${place.file}:${place.line}${message === undefined ? '' : `: ${message}`}`),
  ].join('\n  ')
}
