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
  if (run.context === 'title' || run.context === 'code' || !/section|described|list/i.test(run.text)) return []
  const references: SectionReference[] = []
  for (const match of run.text.matchAll(referencePattern)) {
    const number = match[1] ?? ''
    if (number.split('.').length > 2) continue
    const sentenceStart = startOfSentence(run.text, match.index)
    if (otherBook.test(run.text.slice(sentenceStart, match.index))) continue
    const start = run.offset + match.index + match[0].length - number.length
    references.push({
      number,
      names: namesIn(run.text.slice(sentenceStart, match.index), prefix),
      place: placeAt(start, start + number.length),
      section: run.section,
    })
  }
  return references
}

function namesIn(sentence: string, prefix: string): string[] {
  return sentence.match(new RegExp(`(?<![A-Za-z0-9_])${prefix}_[A-Z0-9_]*[A-Z0-9]`, 'g')) ?? []
}

/** Behind the last full stop, semicolon or colon that white space follows. */
function startOfSentence(text: string, at: number): number {
  return Math.max(0, ...Array.from(text.slice(0, at).matchAll(/[.;:]\s/g), ({index}) => index + 1))
}
