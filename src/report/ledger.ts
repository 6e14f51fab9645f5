/**
 * What was said of an earlier version and still stands, above the findings.
 *
 *     v2: 1 of 3 open
 *     include/uapi/linux/kvm.h:11: Jane Doe on v1: Why not a flag?
 *         #define KVM_CAP_ROPE 1
 *       > +#define KVM_BELL 2
 */

import type {FollowedComment, Ledger} from '../model/index.ts'
import {escapeControls} from './escape.ts'

/** Lines of the hunk above the line itself. */
const context = 2

export function ledgerText({version, comments}: Ledger): string {
  const open = comments.filter(({state}) => state === 'unchanged')
  return `${[`v${version}: ${open.length} of ${comments.length} open`, ...open.flatMap(entry)].join('\n')}\n`
}

function entry({file, author, version, text, answers, now}: FollowedComment): readonly string[] {
  const words = (said: string) => escapeControls(said.replaceAll(/\s+/g, ' ').trim())
  const at = now?.hunk.lines.findIndex(({mailLine}) => mailLine === now.mailLine) ?? 0
  const shown = now?.hunk.lines.slice(Math.max(0, at - context), at + 1) ?? []
  return [
    `${escapeControls(file)}:${now?.line ?? 0}: ${words(author)} on v${version}: ${words(text)}`,
    ...answers.map((answer) => `  ${words(answer.author)}: ${words(answer.text)}`),
    ...shown.map(({kind, text: line}, index) => {
      const sign = {context: ' ', added: '+', removed: '-'}[kind]
      const written = line.split('\t').map(escapeControls).join('        ')
      return `  ${index === shown.length - 1 ? '>' : ' '} ${sign}${written}`.trimEnd()
    }),
  ]
}
