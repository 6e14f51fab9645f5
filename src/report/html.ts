/**
 * A page to be opened from a CI job's artefacts or sent to somebody: it needs no script and nothing from elsewhere. Findings
 * are grouped by patch, or by file where there is none; each leads to its rule, each rule to its findings.
 */

import type {IdentifiedFinding} from '../findings/index.ts'
import type {Ledger} from '../model/index.ts'
import {countsOf} from './counts.ts'
import {type ExcerptLine, excerptOf, lineAt} from './excerpt.ts'
import {element, type Html, lines, prose, raw, text} from './html-element.ts'
import {styleSheet} from './html-style.ts'
import {ledgerTitle, linesShown, openComments, speaker, standsAt} from './ledger.ts'
import type {Reporter, Results} from './report.ts'

export const html: Reporter = (results) => {
  const {findings, rules, version, ledger} = results
  const counts = countsOf(findings) || 'No disagreement found.'
  const groups = groupsOf(findings)
  return `${lines(
    raw('<!DOCTYPE html>'),
    raw('<html lang="en">'),
    element(
      'head',
      {},
      element('meta', {charset: 'utf-8'}),
      element('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
      // A finding quotes what anybody may have posted: should it ever not be escaped, it still loads and runs nothing.
      element('meta', {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'",
      }),
      element('title', {}, text(`uapidoc: ${counts}`)),
      element('style', {}, raw(styleSheet)),
    ),
    raw('<body>'),
    element('a', {class: 'skip', href: '#findings'}, text('To the findings')),
    element('header', {}, element('h1', {}, text('uapidoc')), element('p', {}, text(counts))),
    contents(groups, ledger, rules.length > 0),
    raw('<main id="findings">'),
    ledger ? showLedger(ledger) : raw(''),
    ...groups.map((group) => showGroup(group, results)),
    showRules(results),
    raw('</main>'),
    element('footer', {class: 'place'}, element('p', {}, text(`uapidoc ${version}`))),
    raw('</body>'),
    raw('</html>'),
  )}\n`
}

type Numbered = IdentifiedFinding & {readonly id: string}

/** Of one patch, or of one file where there is none. */
interface Group {
  readonly id: string
  readonly title: string
  readonly findings: readonly Numbered[]
}

function groupsOf(findings: readonly IdentifiedFinding[]): readonly Group[] {
  const groups = new Map<unknown, {id: string; title: string; findings: Numbered[]}>()
  for (const [index, finding] of findings.entries()) {
    const {patch, place} = finding
    const title = patch ? `${patch.number}/${patch.total} ${patch.subject}` : place.file
    const key = patch?.mail ?? place.file
    const group = groups.get(key) ?? {id: `group-${groups.size + 1}`, title, findings: []}
    group.findings.push({...finding, id: `finding-${index + 1}`})
    groups.set(key, group)
  }
  return [...groups.values()]
}

const link = (href: string, label: Html): Html => element('a', {href}, label)

function contents(groups: readonly Group[], ledger: Ledger | undefined, hasRules: boolean): Html {
  const entries = [
    ...(ledger ? [link('#thread', text(ledgerTitle(ledger)))] : []),
    ...groups.map(({id, title, findings}) =>
      lines(link(`#${id}`, text(title)), element('span', {class: 'place'}, text(countsOf(findings)))),
    ),
    ...(hasRules && groups.length > 0 ? [link('#rules', text('Rules'))] : []),
  ]
  if (entries.length === 0) return raw('')
  return element(
    'nav',
    {'aria-label': 'Contents'},
    element('ul', {}, ...entries.map((entry) => element('li', {}, entry))),
  )
}

function showGroup({id, title, findings}: Group, results: Results): Html {
  const file = findings[0]?.patch?.mail.file
  // No landmark: there may be hundreds, and the headings lead through them.
  return element(
    'section',
    {},
    lines(
      element('h2', {id}, text(title)),
      file === undefined ? raw('') : element('p', {class: 'place'}, text(file)),
      ...findings.map((finding) => showFinding(finding, results)),
    ),
  )
}

function showFinding(finding: Numbered, {linesOf, rules}: Results): Html {
  const {id, severity, rule, message, place, related, note, patch} = finding
  const name = element('code', {}, text(rule))
  const of = patch?.mailLine === undefined ? '' : `, line ${patch.mailLine} of the mail`
  return element(
    'article',
    {id, class: severity, 'aria-labelledby': `${id}-title`},
    lines(
      element('h3', {id: `${id}-title`}, element('b', {}, text(`${severity}: `)), prose(message)),
      element(
        'p',
        {class: 'place'},
        text(`${place.file}:${place.line}:${place.column}${of} · `),
        rules.some((known) => known.id === rule) ? link(`#rule-${rule}`, name) : name,
      ),
      showExcerpt(excerptOf(finding, linesOf(finding)), patch?.mailLine !== undefined),
      note === undefined ? raw('') : element('p', {}, prose(note)),
      ...related.map(({place: other, message: what}) =>
        lines(
          element('p', {class: 'place'}, text(`${other.file}:${other.line}`), what ? prose(`: ${what}`) : raw('')),
          showExcerpt(lineAt(other, linesOf(finding)), false),
        ),
      ),
    ),
  )
}

function showExcerpt(excerpt: readonly ExcerptLine[], isDiff: boolean): Html {
  if (excerpt.length === 0) return raw('')
  return element('pre', {}, element('code', {}, raw(excerpt.map((line) => showLine(line, isDiff)).join('\n'))))
}

const classes: Readonly<Record<string, string>> = {'+': 'added', '-': 'removed'}

function showLine({number, before, marked, after}: ExcerptLine, isDiff: boolean): Html {
  const content = raw(`${text(before)}${marked === '' ? '' : element('mark', {}, text(marked))}${text(after)}`)
  const count = number === undefined ? '' : element('span', {class: 'number'}, text(`${number}`))
  const kind = isDiff ? classes[`${before}${marked}`.slice(0, 1)] : undefined
  return raw(`${count}${kind === undefined ? content : element('span', {class: kind}, content)}`)
}

/** Somebody's words, in their lines. */
const said = (words: string): Html => raw(words.replaceAll('\t', '        ').split('\n').map(text).join('\n'))

/** What was said of earlier versions and still stands. */
function showLedger(ledger: Ledger): Html {
  const entries = openComments(ledger).map((comment) => {
    const {file, line} = standsAt(comment.now)
    const shown = linesShown(comment.now).map((before) => ({number: undefined, before, marked: '', after: ''}))
    return element(
      'article',
      {},
      lines(
        element('h3', {}, element('b', {}, text(speaker(comment)))),
        element('p', {class: 'place'}, text(`${file}:${line}`)),
        showExcerpt(shown, comment.on.kind === 'code'),
        element('p', {class: 'said'}, said(comment.text)),
        ...comment.answers.map((answer) =>
          element('p', {class: 'said'}, element('b', {}, text(`${answer.author}: `)), said(answer.text)),
        ),
      ),
    )
  })
  return element(
    'section',
    {'aria-labelledby': 'thread'},
    lines(element('h2', {id: 'thread'}, text(ledgerTitle(ledger))), ...entries),
  )
}

/** Those that say something here, each with where. */
function showRules({findings, rules}: Results): Html {
  const entries = rules.flatMap(({id, summary, why, source}) => {
    const own = findings.flatMap(({rule, place}, index) =>
      rule === id ? [link(`#finding-${index + 1}`, text(`${place.file}:${place.line}`))] : [],
    )
    if (own.length === 0) return []
    return [
      element('dt', {id: `rule-${id}`}, element('code', {}, text(id))),
      element('dd', {}, lines(...[summary, why, `Source: ${source}`].map((words) => element('p', {}, prose(words))))),
      element('dd', {class: 'place'}, raw(own.join(', '))),
    ]
  })
  if (entries.length === 0) return raw('')
  return element(
    'section',
    {'aria-labelledby': 'rules'},
    lines(element('h2', {id: 'rules'}, text('Rules')), element('dl', {}, lines(...entries))),
  )
}
