/** Comments held against a later version of the series: what they are on stands, reads otherwise, or is not there. */

import type {
  Comment,
  FollowedComment,
  HunkLine,
  Line,
  Patch,
  PatchReference,
  QuotedCode,
  QuotedMessage,
  Standing,
} from '../../model/index.ts'
import {written} from './hunk-lines.ts'

export function followComments(comments: readonly Comment[], patches: readonly Patch[]): readonly FollowedComment[] {
  return comments.map((comment) => ({
    ...comment,
    ...(comment.on.kind === 'code' ? followCode(comment.on, patches) : followMessage(comment.on, patches)),
  }))
}

type Fate = Pick<FollowedComment, 'state' | 'now'>

/** Lines above the line itself that are shown. */
const shownAbove = 2

/** Characters of a line that can tell it from others. */
const shortest = 4

function followCode({file, hunk, line}: QuotedCode, patches: readonly Patch[]): Fate {
  const now = patches.flatMap((patch) =>
    patch.files
      .filter(({after, before}) => after === file || before === file)
      .flatMap((diff) => diff.hunks.flatMap((hunk) => placed(hunk.newStart, hunk.lines).map((at) => ({...at, patch})))),
  )
  const same = now.filter(({of}) => of.kind === line.kind && words(of.text) === words(line.text))
  const above = lineAbove(hunk.lines, hunk.lines.indexOf(line))
  const behind = same.filter(({lines, index}) => lineAbove(lines, index) === above)
  // What stands more than once, an `r = -EFAULT;`, is told apart by what it stands below.
  const stands = behind[0] ?? (isOnlyOne(hunk.lines, line) && same.length === 1 ? same[0] : undefined)
  if (stands) {
    const {patch, of, lines, index, at} = stands
    return {
      state: 'unchanged',
      now: {
        patch: referenceTo(patch, of.mailLine),
        place: {file, line: at},
        lines: lines.slice(Math.max(0, index - shownAbove), index + 1).map(written),
      },
    }
  }
  const beside = new Set(changedWith(hunk.lines, line).map(({text}) => words(text)))
  const near = same.length > 0 || now.some(({of}) => of.kind !== 'context' && beside.has(words(of.text)))
  return {state: near ? 'changed' : 'gone', now: undefined}
}

const isOnlyOne = (lines: readonly HunkLine[], line: HunkLine): boolean =>
  lines.filter(({kind, text}) => kind === line.kind && words(text) === words(line.text)).length === 1

/** The nearest line above one that says something. */
const lineAbove = (lines: readonly HunkLine[], index: number): string | undefined =>
  lines
    .slice(0, index)
    .map(({text}) => words(text))
    .findLast((text) => text.length >= shortest)

/** The lines of a hunk with where they stand in the patched file. */
function placed(start: number, lines: readonly HunkLine[]) {
  let next = start
  return lines.map((of, index) => {
    const at = next as Line
    if (of.kind !== 'removed') next++
    return {of, lines, index, at}
  })
}

/** What was changed together with a line, without a gap. */
function changedWith(lines: readonly HunkLine[], line: HunkLine): readonly HunkLine[] {
  const at = lines.indexOf(line)
  const from = lines.findLastIndex(({kind}, index) => index < at && kind === 'context') + 1
  const end = lines.findIndex(({kind}, index) => index > at && kind === 'context')
  return lines
    .slice(from, end < 0 ? lines.length : end)
    .filter((other) => other !== line && words(other.text).length > shortest)
}

/** Messages are wrapped anew: it is the words that stand, in the patch of the same subject or in another. */
function followMessage({subject, text}: QuotedMessage, patches: readonly Patch[]): Fate {
  const own = patches.filter((patch) => words(patch.subject) === words(subject))
  for (const patch of [...own, ...patches]) {
    const now = findWords(patch, words(text))
    if (now) return {state: 'unchanged', now}
  }
  return {state: own.length > 0 ? 'changed' : 'gone', now: undefined}
}

/** Where words begin in a message, and the lines up to there. */
function findWords(patch: Patch, wanted: string): Standing | undefined {
  const {mail, message} = patch
  const said = mail.lines.slice(message.from, message.to)
  for (const index of said.keys()) {
    const here = words(said[index] ?? '')
    const rest = words(said.slice(index, index + 2 + wanted.length / shortest).join(' '))
    const at = ` ${rest} `.indexOf(` ${wanted} `)
    if (at < 0 || at >= here.length) continue
    return {
      patch: referenceTo(patch, mail.lineOf(message.from + index)),
      place: undefined,
      lines: said.slice(Math.max(0, index - shownAbove), index + 1),
    }
  }
  return undefined
}

const referenceTo = ({mail, tag, subject}: Patch, mailLine: Line): PatchReference => ({
  number: tag.number,
  total: tag.total,
  subject,
  mailLine,
  mail,
})

const words = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')
