/** References to a section by its number: "see section 4.37", "described in 4.62 KVM_CREATE_SPAPR_TCE". */

import type {SectionReference} from '../../model/index.ts'
import type {PlaceAt, Run} from './run.ts'

/**
 * ```text
 * > on KVM_CAP_DIRTY_LOG_RING, see section 8.3.   the list in 4.68.
 *                                          ^^^                ^^^^
 * ```
 * A number of another book's section ("Power ISA V3.00, Book III section 5.7.6.1") has more parts, or the book's name before it.
 */
const referencePattern = /\b(?:sections?|described\s+in|list\s+in)\s+["']?(\d+(?:\.\d+)*)(?![\d.]*\d)/gi

const otherBook = /\b(?:book|spec|specification|manual|isa|ddi\w*|den\w*|chapter|posix|rfc)\b[^.;]*$/i

export function sectionReferencesIn(run: Run, prefix: string, placeAt: PlaceAt): SectionReference[] {
  if (run.context === 'title' || run.context === 'code') return []
  const references: SectionReference[] = []
  for (const match of run.text.matchAll(referencePattern)) {
    const number = match[1] ?? ''
    if (number.split('.').length > 2) continue
    const sentence = sentenceAround(run.text, match.index)
    if (otherBook.test(run.text.slice(sentence.start, match.index))) continue
    const start = run.offset + match.index + match[0].length - number.length
    references.push({
      number,
      names: namesIn(run.text.slice(sentence.start, sentence.end), prefix),
      place: placeAt(start, start + number.length),
      section: run.section,
    })
  }
  return references
}

function namesIn(sentence: string, prefix: string): string[] {
  return sentence.match(new RegExp(`(?<![A-Za-z0-9_])${prefix}_[A-Z0-9_]*[A-Z0-9]`, 'g')) ?? []
}

/** From behind the last full stop to the next: a full stop is one that white space follows. */
function sentenceAround(text: string, at: number): {start: number; end: number} {
  const before = text.slice(0, at)
  const start = Math.max(0, ...Array.from(before.matchAll(/[.;:]\s/g), (match) => match.index + 1))
  const after = /[.;:](?:\s|$)/.exec(text.slice(at))
  return {start, end: after ? at + after.index : text.length}
}
