/**
 * Replies to patches as comments: what stands below a quoted line of a diff, up to the next quotation.
 *
 * ```text
 *   On Wed, Feb 15, 2023, A wrote:
 *   > +:Returns: 0 on success, or -1       the line that the comment is on
 *
 *   Which errno is that?                   the comment
 *
 *   > > Which errno is that?               quoted by the next mail
 *   EINVAL, will fix.                      the answer
 * ```
 */

import type {Comment, FollowedComment, HunkLine, Ledger, Line, Mail, Patch} from '../../model/index.ts'
import {type Remark, remarksIn} from '../../read/mail/index.ts'

/** In the order of the mails. What is said of a commit message, and to nobody's line, is left out. */
export function readComments(mails: readonly Mail[], patches: readonly Patch[]): readonly Comment[] {
  const byId = new Map(
    patches.flatMap((patch) =>
      patch.mail.header.messageId === undefined ? [] : [[patch.mail.header.messageId, patch] as const],
    ),
  )
  const comments: (Comment & {readonly answers: {author: string; text: string}[]})[] = []
  const known = new Set(mails.map(({header}) => header.messageId))
  for (const mail of mails.flatMap((reply) => [...quotedMail(reply, known), reply])) {
    const {references, inReplyTo, messageId, from} = mail.header
    const patch = [inReplyTo, ...references.toReversed()].flatMap((id) => byId.get(id ?? '') ?? [])[0]
    if (!patch || (messageId !== undefined && byId.has(messageId))) continue
    let after = 0
    for (const {quoted, text} of remarksIn(mail.lines)) {
      const author = nameOf(from)
      const earlier = comments.findLast((comment) =>
        quoted.some(({line}) => line.length > 12 && comment.text.includes(line)),
      )
      if (earlier) {
        earlier.answers.push({author, text})
        continue
      }
      const anchor = anchorOf(quoted, patch, after)
      if (!anchor || from === patch.mail.header.from || comments.some((other) => other.text === text)) continue
      after = anchor.index
      comments.push({
        author,
        text,
        file: anchor.file,
        line: anchor.line,
        hunk: anchor.hunk,
        version: patch.tag.version,
        answers: [],
      })
    }
  }
  return comments
}

/** What a reply quotes of a mail that is not there: its words are worth as much, and its writer is named above them. */
function quotedMail(reply: Mail, known: ReadonlySet<string | undefined>): readonly Mail[] {
  const {inReplyTo, references} = reply.header
  const first = reply.lines.findIndex((line) => line.startsWith('>'))
  const introduction = reply.lines.slice(Math.max(0, first - 2), Math.max(0, first)).join(' ')
  const from = /([^\d,<>]+?)\s*(?:<[^<>]*>)?\s+wrote:\s*$/
    .exec(introduction)?.[1]
    ?.replace(/^\s*[AP]M\s+/, '')
    .trim()
  if (inReplyTo === undefined || known.has(inReplyTo) || from === undefined) return []
  const lines = reply.lines.flatMap((line) => (line.startsWith('>') ? [line.replace(/^> ?/, '')] : ['']))
  const header = {
    ...reply.header,
    from,
    messageId: inReplyTo,
    inReplyTo: undefined,
    references: references.slice(0, -1),
  }
  return [{...reply, header, lines}]
}

interface Anchor {
  readonly file: string
  readonly line: HunkLine
  readonly hunk: Comment['hunk']
  readonly index: number
}

/** The last quoted line that the patch has; comments go down a patch, so it is looked for below the last one first. */
function anchorOf(quoted: Remark['quoted'], patch: Patch, after: number): Anchor | undefined {
  const all = linesOf(patch)
  for (const {line} of quoted.toReversed().slice(0, farthest)) {
    if (line.trim().length < shortest) continue
    const matching = all.filter((candidate) => candidate.written.trimEnd() === line.trimEnd())
    const found = matching.find(({index}) => index >= after) ?? matching[0]
    if (found) return found
  }
  return undefined
}

/** Lines above a comment, and characters of a line, that can tell what it is about. */
const farthest = 12
const shortest = 4

const signs = {context: ' ', added: '+', removed: '-'} as const

function linesOf({files}: Patch): readonly (Anchor & {readonly written: string})[] {
  const lines = files.flatMap(({after, before, hunks}) =>
    hunks.flatMap((hunk) =>
      hunk.lines.map((line) => ({file: after ?? before ?? '', hunk, line, written: signs[line.kind] + line.text})),
    ),
  )
  return lines.map((line, index) => ({...line, index}))
}

/** Each comment held against a later version of the series. */
export function followComments(comments: readonly Comment[], patches: readonly Patch[]): Ledger {
  return {
    version: Math.max(1, ...patches.map(({tag}) => tag.version)),
    comments: comments.map((comment) => follow(comment, patches)),
  }
}

function follow(comment: Comment, patches: readonly Patch[]): FollowedComment {
  const {line, hunk, file} = comment
  const now = patches.flatMap((patch) =>
    patch.files
      .filter(({after, before}) => after === file || before === file)
      .flatMap((diff) => diff.hunks.flatMap(placed)),
  )
  const same = now.find((candidate) => candidate.of.kind === line.kind && words(candidate.of.text) === words(line.text))
  if (same) return {...comment, state: 'unchanged', now: same}
  const beside = new Set(
    neighbours(hunk.lines, line)
      .map(({text}) => words(text))
      .filter((text) => text.length > shortest),
  )
  const near = now.some(({of}) => of.kind !== 'context' && beside.has(words(of.text)))
  return {...comment, state: near ? 'changed' : 'gone', now: undefined}
}

/** The lines of a hunk with where they stand in the patched file. */
function placed(hunk: Comment['hunk']) {
  let next = hunk.newStart
  return hunk.lines.map((of) => {
    const line = next as Line
    if (of.kind !== 'removed') next++
    return {hunk, of, line, mailLine: of.mailLine}
  })
}

/** What was changed together with a line. */
function neighbours(lines: readonly HunkLine[], line: HunkLine): readonly HunkLine[] {
  const at = lines.indexOf(line)
  const isChange = (index: number) => lines[index] !== undefined && lines[index]?.kind !== 'context'
  let [from, to] = [at, at]
  while (isChange(from - 1)) from--
  while (isChange(to + 1)) to++
  return lines.slice(from, to + 1).filter((other) => other !== line && other.kind !== 'context')
}

const words = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

const nameOf = (from: string): string => (/^\s*"?([^"<]*?)"?\s*</.exec(from)?.[1] || from).trim()
