/**
 * What b4 reads from `b4.review-perpatch-check-cmd` and `b4.review-series-check-cmd` (b4 0.15, "Review checks"): an array,
 * an entry a finding, one that passes where there is none.
 */

import type {Severity} from '../model/index.ts'
import {toJson} from './escape.ts'
import type {Reporter} from './report.ts'

const statuses: Readonly<Record<Severity, string>> = {error: 'fail', warning: 'warn', info: 'pass'}

export const b4: Reporter = ({findings, linkOf}) => {
  const entries = findings.map(({severity, rule, message, note, place, related, patch}) => ({
    tool: 'uapidoc',
    status: statuses[severity],
    summary: `${rule}: ${message}`,
    url: (patch && linkOf?.(patch.mail)) ?? '',
    details: [
      `${place.file}:${place.line}${patch?.mailLine === undefined ? '' : ` (line ${patch.mailLine} of the mail)`}`,
      ...(note === undefined ? [] : [note]),
      ...related.map(({place, message}) => `${place.file}:${place.line}${message === undefined ? '' : `: ${message}`}`),
    ].join('\n'),
  }))
  const clean = {tool: 'uapidoc', status: 'pass', summary: 'nothing to say', url: '', details: ''}
  return `${toJson(entries.length > 0 ? entries : [clean], 2)}\n`
}
