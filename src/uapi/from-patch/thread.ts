/**
 * Replies to patches as comments: what stands below a quoted line of a diff or of a commit message, up to the next
 * quotation.
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

import type {Comment, Mail, Patch} from '../../model/index.ts'
import {nameOf, type Remark, remarksIn} from '../../read/mail/index.ts'
import {written} from './hunk-lines.ts'

/** In the order of the mails. What is said to nobody's line is left out. */
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
    const author = nameOf(from)
    let after = 0
    for (const {quoted, text} of remarksIn(mail.lines, author)) {
      const earlier = comments.findLast((comment) =>
        quoted.some(({line}) => line.length > 12 && comment.text.includes(line)),
      )
      if (earlier) {
        if (!earlier.answers.some((answer) => answer.text === text)) earlier.answers.push({author, text})
        continue
      }
      const anchor = anchorOf(quoted, patch, after)
      if (!anchor || author === nameOf(patch.mail.header.from) || comments.some((other) => other.text === text))
        continue
      after = anchor.index
      comments.push({author, text, on: anchor.on, version: patch.tag.version, answers: []})
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
  readonly on: Comment['on']
  /** Among the lines of the patch. */
  readonly index: number
}

/**
 * The last quoted line that the patch has; comments go down a patch, so it is looked for below the last one first. Below a
 * hunk's context, the line is the last that the hunk changes: the context is not what the patch is asked about.
 */
function anchorOf(quoted: Remark['quoted'], patch: Patch, after: number): Anchor | undefined {
  const all = linesOf(patch)
  const lines = quoted.map(({line}) => folded(line))
  let context: Anchor | undefined
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - farthest); at--) {
    const line = lines[at] ?? ''
    // Below the trailers, it is the whole patch that is spoken of.
    if (/^[A-Z][\w-]+-by: /.test(line)) break
    if (line.trim().length < shortest) continue
    const above = lines[at - 1]
    const matching = all.filter((candidate) => candidate.written === line)
    // What stands more than once, an `r = -EFAULT;`, is told apart by what is quoted above it.
    const same = matching.filter(({index}) => above !== undefined && all[index - 1]?.written === above)
    const candidates = same.length > 0 ? same : matching
    const found = candidates.find(({index}) => index >= after) ?? candidates[0]
    if (!found) continue
    if (found.on.kind === 'message') return context ?? found
    if (context?.on.kind === 'code' && context.on.hunk !== found.on.hunk) break
    if (found.on.line.kind !== 'context') return found
    context ??= found
  }
  return context
}

/** Mail programs turn tabs into blanks; the sign of a line of a diff stays. */
const folded = (line: string): string => line.slice(0, 1) + line.slice(1).trimEnd().replaceAll(/\s+/g, ' ')

/** Lines above a comment, and characters of a line, that can tell what it is about. */
const farthest = 12
const shortest = 4

/** The commit message's and the diff's, in their order. */
function linesOf({mail, message, subject, files}: Patch): readonly (Anchor & {readonly written: string})[] {
  const said = mail.lines
    .slice(message.from, message.to)
    .map((text) => ({on: {kind: 'message', subject, text} as const, written: folded(text)}))
  const changed = files.flatMap(({after, before, hunks}) =>
    hunks.flatMap((hunk) =>
      hunk.lines.map((line) => {
        const text = written(line)
        return {on: {kind: 'code', file: after ?? before ?? '', hunk, line, text} as const, written: folded(text)}
      }),
    ),
  )
  return [...said, ...changed].map((line, index) => ({...line, index}))
}
