/** For a merge request's comment or the summary of a CI job. */

import type {BlockContent, RootContent} from 'mdast'
import {countBySeverity, type IdentifiedFinding} from '../findings/index.ts'
import {type Ledger, severities} from '../model/index.ts'
import {escapeControls} from './escape.ts'
import {inShort, ledgerTitle, linesShown, openComments, speaker, standsAt} from './ledger.ts'
import {code, heading, list, paragraph, phrasing, toMarkdown} from './mdast.ts'
import type {Reporter} from './report.ts'

export const markdown: Reporter = ({findings, ledger}) => {
  const count = countBySeverity(findings)
  const counts = severities.map((severity) => `${severity}: ${count[severity]}`).join(', ')
  const byFile = new Map<string, BlockContent[][]>()
  for (const finding of findings) {
    const {file} = finding.place
    const items = byFile.get(file) ?? []
    items.push(describe(finding))
    byFile.set(file, items)
  }
  const children: RootContent[] = [
    heading(2, 'uapidoc'),
    ...(ledger ? showLedger(ledger) : []),
    paragraph(...phrasing(counts)),
  ]
  for (const [file, items] of byFile) children.push(heading(3, `\`${file}\``), list(items))
  return toMarkdown(children)
}

function describe({severity, rule, message, place, related, note}: IdentifiedFinding): BlockContent[] {
  const details = [
    ...(note === undefined ? [] : [note]),
    ...related.map(
      ({place, message}) => `${message === undefined ? '' : `${message}: `}\`${place.file}:${place.line}\``,
    ),
  ]
  return [
    paragraph(
      {type: 'strong', children: [{type: 'text', value: severity}]},
      ...phrasing(` line ${place.line}: ${message} (\`${rule}\`)`),
    ),
    ...(details.length > 0 ? [list(details.map((detail) => [paragraph(...phrasing(detail))]))] : []),
  ]
}

/** What was said of an earlier version and still stands, each with its lines. */
function showLedger(ledger: Ledger): readonly RootContent[] {
  const items = openComments(ledger).map((comment): BlockContent[] => {
    const {file, line} = standsAt(comment.now)
    return [
      paragraph(
        {type: 'strong', children: [{type: 'text', value: escapeControls(speaker(comment))}]},
        ...phrasing(` \`${file}:${line}\`: ${inShort(comment.text)}`),
      ),
      ...comment.answers.map(({author, text}) => paragraph(...phrasing(`${author}: ${inShort(text)}`))),
      code(comment.on.kind === 'code' ? 'diff' : 'text', linesShown(comment.now).join('\n')),
    ]
  })
  return [heading(3, ledgerTitle(ledger)), ...(items.length > 0 ? [list(items)] : [])]
}
