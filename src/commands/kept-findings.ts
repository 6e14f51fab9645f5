/**
 * Findings of one patch for as long as the review of all others takes. V8 keeps a whole text as long as a word that was cut
 * from it, so these are copies, and the mail that they are of is read again where a report shows more of it.
 */

import type {IdentifiedFinding, LinesOf} from '../findings/index.ts'
import type {Mail, PatchReference} from '../model/index.ts'
import type {MailText, StoredMail} from '../read/mail/index.ts'

export interface KeptFindings {
  readonly findings: readonly IdentifiedFinding[]
  /** The lines that reports show: those of places, and what is around them. */
  readonly linesOf: LinesOf
}

/** Lines on either side of a place. */
const around = 2

export function keptFindings(
  findings: readonly IdentifiedFinding[],
  linesOf: LinesOf,
  mail: Mail,
  stored: StoredMail,
): KeptFindings {
  const lines = new Map<string, Map<number, string>>()
  for (const {place, related} of findings) {
    for (const {file, line, endLine} of [place, ...related.map((item) => item.place)]) {
      const all = linesOf(file)
      const kept = lines.get(file) ?? new Map<number, string>()
      for (let at = Math.max(0, line - 1 - around); at < endLine + around; at++) {
        const text = all[at]
        if (text !== undefined) kept.set(at, text)
      }
      lines.set(file, kept)
    }
  }
  const light = withoutText(mail, stored)
  const copies = findings.map(({patch, ...finding}) => ({
    ...structuredClone(finding),
    ...(patch && {patch: {...structuredClone(withoutMail(patch)), mail: light}}),
  }))
  const shown = structuredClone(lines)
  return {findings: copies, linesOf: (file) => sparse(shown.get(file) ?? new Map())}
}

function sparse(lines: ReadonlyMap<number, string>): readonly string[] {
  const all: string[] = []
  for (const [at, text] of lines) all[at] = text
  return all
}

const withoutMail = ({mail: _, ...rest}: PatchReference): Omit<PatchReference, 'mail'> => rest

function withoutText({lines: _, lineOf: __, ...head}: Mail, stored: StoredMail): Mail {
  let held: WeakRef<MailText> | undefined
  const text = (): MailText => {
    const known = held?.deref() ?? stored.readText()
    held = new WeakRef(known)
    return known
  }
  return {
    ...structuredClone(head),
    get lines() {
      return text().lines
    },
    lineOf: (index) => text().lineOf(index),
  }
}
