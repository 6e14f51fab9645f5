/** The sentences of a version's sections, as a reader sees them, and which of them promise or demand something. */

import type {SectionData, SeriesVersion} from '../model/index.ts'

export interface Sentence {
  /** The section's name: `KVM_EXIT_MEMORY_FAULT`. */
  readonly section: string
  /** Without markup, on one line. */
  readonly text: string
}

/** Words that make a sentence one that can be kept or broken. */
const normative = /\b(must|shall|will|only|never|always|returns?|indicates?|fails?|cannot|guarantees?)\b/i

export function isNormative({text}: Sentence): boolean {
  return normative.test(text)
}

/** In the order of the document: what parameters, returns and errnos say of themselves, then the prose. */
export function sentencesOf({document}: SeriesVersion): readonly Sentence[] {
  return document.sections.flatMap((section) =>
    [...factsOf(section), ...paragraphs(section.prose)].flatMap((text) =>
      splitSentences(plainText(text)).map((one) => ({section: section.name, text: one})),
    ),
  )
}

/** What is said in fields stands there without the field's name. */
function factsOf(section: SectionData): readonly string[] {
  if (section.kind === 'exit') return []
  const parameters = section.kind === 'capability' ? section.parameters.map(({name, text}) => `${name} ${text}`) : []
  return [...parameters, section.returns, ...section.errnos.map(({name, condition}) => `${name}: ${condition}`)]
}

function paragraphs(prose: string): readonly string[] {
  return prose.split(/\n\s*\n|\n(?=\s*- )/).filter((text) => text.trim() !== '')
}

/** Without backticks and directives: of `:member[kvm_run.a.b]`, `b`. White space is one blank. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^\s*- /, '')
    .replaceAll(/:member\[(?:[\w.]*\.)?(\w+)\]/g, '$1')
    .replaceAll(/::?[a-z]+\[([^\]\n]*)\]/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function splitSentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+(?=\S)/).filter((one) => one !== '')
}

/** Sentences that promise or demand something and that no claim is about: a claim's sentence may be a part of one. */
export function sentencesWithoutClaim(version: SeriesVersion): readonly Sentence[] {
  const claimed = version.claims.map(({sentence}) => plainText(sentence))
  return sentencesOf(version).filter(
    (sentence) => isNormative(sentence) && !claimed.some((one) => sentence.text.includes(one)),
  )
}
