/**
 * What was said of an earlier version and still stands, above the findings.
 *
 *     v2: 1 of 3 open
 *     include/uapi/linux/kvm.h:11: Jane Doe on v1: Why not a flag?
 *       A: Because there is one bell.
 *         #define KVM_CAP_ROPE 1
 *       > +#define KVM_BELL 2
 */

import type {FollowedComment, Ledger, Standing} from '../model/index.ts'
import {escapeControls} from './escape.ts'
import type {Paint} from './paint.ts'
import {wrap} from './wrap.ts'

/** A comment whose line stands, with where. */
export type OpenComment = FollowedComment & {readonly now: Standing}

export function openComments({comments}: Ledger): readonly OpenComment[] {
  return comments.flatMap((comment) => (comment.now ? [{...comment, now: comment.now}] : []))
}

export const ledgerTitle = (ledger: Ledger): string =>
  `v${ledger.version}: ${openComments(ledger).length} of ${ledger.comments.length} open`

/** In the patched file, or in the mail where it is the commit message that is spoken of. */
export function standsAt({place, patch}: Standing): {readonly file: string; readonly line: number} {
  return place ?? {file: patch.mail.file, line: patch.mailLine ?? patch.mail.line}
}

/** `Jane Doe on v1`, `Jane Doe on v1's message`. */
export const speaker = ({author, version, on}: FollowedComment): string =>
  `${author} on v${version}${on.kind === 'message' ? "'s message" : ''}`

/** Characters of what one person says that are shown. */
const longest = 300

/** What somebody says, on one line, its beginning where it is long. */
export function inShort(text: string): string {
  const words = escapeControls(text.trim().replaceAll(/\s+/g, ' '))
  return words.length > longest ? `${words.slice(0, words.lastIndexOf(' ', longest))} [...]` : words
}

/** The lines that stand, tabs as blanks. */
export const linesShown = ({lines}: Standing): readonly string[] =>
  lines.map((text) => text.split('\t').map(escapeControls).join('        '))

/** Each comment and each answer on a line of its own; with `width`, broken into lines of that many columns. */
export function ledgerText(ledger: Ledger, paint: Paint, width?: number): string {
  const open = openComments(ledger)
  const said = (head: string, text: string): readonly string[] => {
    const words = inShort(text)
    const [first = '', ...rest] = width === undefined ? [words] : wrap(words, width - 4, head.length - 3)
    return [`${head} ${first}`, ...rest.map((line) => `    ${line}`)]
  }
  const entries = open.flatMap((comment) => {
    const {file, line} = standsAt(comment.now)
    return [
      ...said(`${escapeControls(file)}:${line}: ${escapeControls(speaker(comment))}:`, comment.text),
      ...comment.answers.flatMap(({author, text}) => said(`  ${escapeControls(author)}:`, text)),
      ...linesShown(comment.now).map((text, index, {length}) =>
        index === length - 1 ? `  > ${paint('strong', text)}` : `    ${text}`.trimEnd(),
      ),
    ]
  })
  return `${[paint('strong', ledgerTitle(ledger)), ...entries].join('\n')}\n\n`
}
