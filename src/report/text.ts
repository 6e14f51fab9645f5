/**
 * `file:line: ERROR:RULE: message`, checkpatch.pl's line, which vim's quickfix list, Emacs' compile mode and b4 read.
 * One line a finding, so a note follows its message on the same line.
 */

import {escapeControls} from './escape.ts'
import {ledgerText} from './ledger.ts'
import {painter} from './paint.ts'
import type {Reporter} from './report.ts'

export const text: Reporter = ({findings, ledger}) => {
  const lines = findings.map(({place, severity, rule, message}) =>
    escapeControls(`${place.file}:${place.line}: ${severity.toUpperCase()}:${rule}: ${message}`).concat('\n'),
  )
  return [...(ledger ? [ledgerText(ledger, painter(false))] : []), ...lines].join('')
}
