/** For a merge request's comment or the summary of a CI job. */

import type {BlockContent, RootContent} from 'mdast'
import {countBySeverity, type IdentifiedFinding} from '../findings/index.ts'
import {severities} from '../model/index.ts'
import {heading, list, paragraph, phrasing, toMarkdown} from './mdast.ts'
import type {Reporter} from './report.ts'

export const markdown: Reporter = ({findings}) => {
  const count = countBySeverity(findings)
  const counts = severities.map((severity) => `${severity}: ${count[severity]}`).join(', ')
  const byFile = new Map<string, BlockContent[][]>()
  for (const finding of findings) {
    const {file} = finding.place
    const items = byFile.get(file) ?? []
    items.push(describe(finding))
    byFile.set(file, items)
  }
  const children: RootContent[] = [heading(2, 'uapidoc'), paragraph(...phrasing(counts))]
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
