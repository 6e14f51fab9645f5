/**
 * `npm run bench:labels`: the points that human reviewers raised in the mails of MAILS (INDEX.jsonl: `ours` and
 * `decidable`), and which of them a review without a tree raises on one of their lines. Writes docs/accuracy.md.
 */

import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {reviewMails} from '../../src/commands/review-mails.ts'
import {findMails} from '../../src/read/mail/index.ts'
import {mailsDirectory} from '../mails.ts'

interface Point {
  readonly lines: readonly number[]
  readonly decidable: boolean | 'partly'
  readonly ours: boolean
  readonly rule: string | null
  readonly category: string
}

/** Why a point is missed, by mail and first line. */
const reasons: Readonly<Record<string, string>> = {
  '20190909-nisv-io-abort-01.eml:170':
    'the other definition is in a header of 32-bit arm of that time, which no hunk shows and neither tree has',
}

const directory = mailsDirectory()
if (directory === undefined) throw new Error('MAILS names no directory of mails')

const rows: string[] = []
const count = {true: {hit: 0, of: 0}, partly: {hit: 0, of: 0}}
let unexplained = 0
for (const line of readFileSync(join(directory, 'INDEX.jsonl'), 'utf8').trim().split('\n')) {
  const {file, kind, flagged = []} = JSON.parse(line) as {file: string; kind: string; flagged?: readonly Point[]}
  const points = flagged.filter(({ours, decidable}) => ours && decidable !== false)
  if (kind === 'reply' || points.length === 0) continue
  const {findings} = await reviewMails(findMails(readFileSync(join(directory, file)), file))
  for (const {lines, decidable, rule, category} of points) {
    const hits = findings.filter(({patch}) => patch?.mailLine !== undefined && lines.includes(patch.mailLine))
    const counted = count[decidable === 'partly' ? 'partly' : 'true']
    counted.of++
    if (hits.length > 0) counted.hit++
    const reason = reasons[`${file}:${lines[0]}`]
    if (hits.length === 0 && reason === undefined) unexplained++
    const said =
      hits.length > 0
        ? [...new Set(hits.map((hit) => `\`${hit.rule}\``))].join(', ')
        : `missed: ${reason ?? 'unexplained'}`
    rows.push(`| ${file.replace(/\.eml$/, '')} | ${lines.join(', ')} | ${rule ?? category} | ${decidable} | ${said} |`)
  }
}

const rate = ({hit, of}: {readonly hit: number; readonly of: number}) => `${hit} of ${of} (${(hit / of).toFixed(2)})`
const page = `# What human reviewers said, and what uapidoc says

Written by \`npm run bench:labels\`: each point that reviewers of real mails raised, that is not better left to checkpatch.pl, a
spelling checker or the compiler, and that a program could raise. A point counts where a finding stands on one of its lines of the
mail, whatever its rule is called; no tree is given. \`partly\`: as a question.

These mails are the ones the rules were tried on, so the rates are higher than they are on mails nobody has looked at.

| decidable | raised | wanted |
| --- | --- | --- |
| true | ${rate(count.true)} | 0.85 |
| partly | ${rate(count.partly)} | 0.50 |

| mail | lines | point | decidable | rule |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
writeFileSync('docs/accuracy.md', page)
console.log(`true ${rate(count.true)}, partly ${rate(count.partly)}, misses without a reason ${unexplained}`)
process.exitCode =
  count.true.hit / count.true.of >= 0.85 && count.partly.hit / count.partly.of >= 0.5 && unexplained === 0 ? 0 : 1
