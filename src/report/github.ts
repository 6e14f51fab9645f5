/** Workflow commands: annotations on the lines of a pull request in GitHub Actions. */

import type {Severity} from '../model/index.ts'
import {escapeControls} from './escape.ts'
import type {Reporter} from './report.ts'

const commands: Readonly<Record<Severity, string>> = {error: 'error', warning: 'warning', info: 'notice'}

export const github: Reporter = ({findings}) =>
  findings
    .map(({place, severity, rule, message, note, related}) => {
      const properties = Object.entries({
        file: place.file,
        line: place.line,
        endLine: place.endLine,
        // GitHub takes columns only where an annotation is within a line.
        ...(place.endLine === place.line && {col: place.column, endColumn: place.endColumn}),
        title: `uapidoc ${rule}`,
      })
      const said = [
        message,
        ...(note === undefined ? [] : [note]),
        ...related.map(
          ({place, message}) => `${place.file}:${place.line}${message === undefined ? '' : `: ${message}`}`,
        ),
      ]
      const written = properties.map(([name, value]) => `${name}=${escapeProperty(escapeControls(String(value)))}`)
      return `::${commands[severity]} ${written.join(',')}::${escapeData(said.map(escapeControls).join('\n'))}\n`
    })
    .join('')

/** The runner's own three (`actions/toolkit`, command.ts): else a line feed would begin another command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
