/** SARIF 2.1.0 (OASIS standard), which code scanning services and editors read. */

import type {Place, Severity} from '../model/index.ts'
import {toJson} from './escape.ts'
import type {Reporter, Results} from './report.ts'

type Rule = Results['rules'][number]

const levels: Readonly<Record<Severity, string>> = {error: 'error', warning: 'warning', info: 'note'}

export const sarif: Reporter = ({findings, rules, version}) => {
  const ruleIndex = new Map(rules.map(({id}, index) => [id, index]))
  return `${toJson(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {driver: {name: 'uapidoc', version, rules: rules.map(describeRule)}},
          columnKind: 'utf16CodeUnits',
          results: findings.map(({rule, severity, message, note, place, related, symbol, fingerprint}) => ({
            ruleId: rule,
            ...(ruleIndex.has(rule) && {ruleIndex: ruleIndex.get(rule)}),
            level: levels[severity],
            message: {text: escapeMessage(note === undefined ? message : `${message}\n${note}`)},
            locations: [{physicalLocation: locate(place), logicalLocations: [{fullyQualifiedName: symbol}]}],
            relatedLocations: related.map(({place, message}, id) => ({
              id,
              physicalLocation: locate(place),
              ...(message !== undefined && {message: {text: escapeMessage(message)}}),
            })),
            partialFingerprints: {'uapidoc/v1': fingerprint},
          })),
        },
      ],
    },
    2,
  )}\n`
}

function describeRule({id, severity, summary, why, source}: Rule) {
  return {
    id,
    shortDescription: {text: escapeMessage(summary)},
    fullDescription: {text: escapeMessage(why)},
    help: {text: escapeMessage(`${why}\nSource: ${source}`)},
    defaultConfiguration: {level: levels[severity]},
  }
}

function locate({file, line, column, endLine, endColumn}: Place) {
  return {
    // Relative to wherever the tree is checked out, which is the reader's to say (3.14.14).
    artifactLocation: {uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%'},
    region: {startLine: line, startColumn: column, endLine, endColumn},
  }
}

/** Braces are placeholders in a message string and are doubled where they are meant (3.11.5). */
function escapeMessage(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}')
}
