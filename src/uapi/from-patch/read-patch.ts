/** One mail as a patch: the tag of its subject, its message, its diff. */

import type {Mail, Patch, PatchTag} from '../../model/index.ts'
import {diffStart, readDiff} from '../../read/diff/index.ts'

/** Never throws: what is wrong with the diff is in `problems`. A cover letter or a reply has no files. */
export function readPatch(mail: Mail): Patch {
  const {tag, subject} = readSubject(mail.header.subject)
  const start = diffStart(mail.lines)
  const {files, problems} = readDiff(mail.lines, start, mail.lineOf)
  const separator = mail.lines.findIndex((line, index) => index < start && line === '---')
  return {
    mail,
    tag,
    subject,
    message: {from: 0, to: separator < 0 ? start : separator},
    files,
    problems,
  }
}

/** `[RFC PATCH v3 03/13] KVM: Add it`: brackets in front may be several, as mailing lists add their own. */
function readSubject(text: string): {readonly tag: PatchTag; readonly subject: string} {
  let rest = text.trim()
  const words: string[] = []
  for (let match = /^\[([^\]]*)\]\s*/.exec(rest); match; match = /^\[([^\]]*)\]\s*/.exec(rest)) {
    words.push(...(match[1] ?? '').split(/\s+/))
    rest = rest.slice(match[0].length)
  }
  const version = words.flatMap((word) => /^v(\d+)$/i.exec(word)?.[1] ?? [])[0]
  const [number, total] = words.flatMap((word) => (/^\d+\/\d+$/.test(word) ? [word.split('/')] : []))[0] ?? []
  return {
    tag: {version: Number(version ?? 1), number: Number(number ?? 1), total: Number(total ?? 1)},
    subject: rest,
  }
}
