/** Questions about the text that a patch adds to documents. */

import type {
  CompositeType,
  DocumentField,
  DocumentText,
  DocumentUapi,
  MentionContext,
  Place,
  Section,
} from '../../../model/index.ts'
import type {DocumentHunk, PatchFacts} from '../../../uapi/index.ts'

export interface AddedMatch {
  readonly match: RegExpExecArray
  readonly block: DocumentText
  readonly place: Place
  /** The sentence around it. */
  readonly sentence: string
}

/** Documents for who works on KVM, or runs it by hand: the inside of the kernel and names of programs belong there. */
const otherReaders =
  /\/(?:locking|mmu|vcpu-requests|review-checklist|timekeeping|halt-polling|hyp-abi|errata|running-nested-guests|nested-vmx)\.(?:rst|txt)@@/

/** Whether who writes a virtual machine monitor is who reads it; the place is in a hunk. */
export const isForUserspace = ({file}: Place): boolean => !otherReaders.test(file)

/** Every match of a global expression on an added line of a document for userspace. */
export function* addedMatches(
  input: PatchFacts,
  expression: RegExp,
  contexts: readonly MentionContext[] = ['prose', 'field'],
): Generator<AddedMatch> {
  for (const block of addedBlocks(input, contexts)) {
    if (!isForUserspace(block.placeAt(0, 0))) continue
    let sentences: Sentences | undefined
    for (const match of block.text.matchAll(expression)) {
      sentences ??= sentencesOf(block.text)
      const place = block.placeAt(match.index, match.index + match[0].length)
      const sentence = sentenceAround(sentences, match.index)
      if (input.view.isAdded(place)) yield {match, block, place, sentence}
    }
  }
}

const known = new WeakMap<PatchFacts, readonly DocumentText[]>()

/** Blocks with at least one added line. */
export function addedBlocks(input: PatchFacts, contexts: readonly MentionContext[]): readonly DocumentText[] {
  const {view, documents} = input
  const blocks =
    known.get(input) ??
    documents.flatMap(({uapi}) => uapi.texts.filter(({text, placeAt}) => view.isAdded(placeAt(0, text.length))))
  known.set(input, blocks)
  return blocks.filter(({context}) => contexts.includes(context))
}

/** A sentence ends with a mark, white space and a capital letter; `e.g.` and `i.e.` are no ends. */
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|cf|vs|etc))[.!?]\s+(?=["'`(*:]*[A-Z])/g

export function sentencesOf(text: string): readonly {readonly text: string; readonly from: number}[] {
  const sentences: {text: string; from: number}[] = []
  let from = 0
  for (const {0: end, index} of text.matchAll(sentenceEnd)) {
    sentences.push({text: text.slice(from, index + 1), from})
    from = index + end.length
  }
  return [...sentences, {text: text.slice(from), from}]
}

type Sentences = ReturnType<typeof sentencesOf>

function sentenceAround(sentences: Sentences, index: number): string {
  return sentences.findLast(({from}) => from <= index)?.text ?? ''
}

/** A section whose title the patch adds, with all that the hunk shows of it. */
export interface NewSection {
  readonly hunk: DocumentHunk
  readonly section: Section
  readonly fields: readonly DocumentField[]
  readonly blocks: readonly DocumentText[]
  /** The names of the interface in its title. */
  readonly names: readonly string[]
}

const newOnes = new WeakMap<PatchFacts, readonly NewSection[]>()

export function newSections(input: PatchFacts): readonly NewSection[] {
  const sections = newOnes.get(input) ?? findNewSections(input)
  newOnes.set(input, sections)
  return sections
}

function findNewSections(input: PatchFacts): readonly NewSection[] {
  const removed = removedTitles(input)
  const all = input.documents.flatMap(sectionsOf)
  const added = all.filter(({section}) => input.view.isAdded(section.place))
  if (removed.length === 0) return added
  const names = new Set(removed.flatMap(namesIn))
  const kept = new Set(added.flatMap((section) => section.names))
  // A number whose name is gone has another title now.
  const retitled = new Set(
    removed
      .filter((title) => !namesIn(title).some((name) => kept.has(name)))
      .map((title) => /^[\d.]*\d/.exec(title)?.[0]),
  )
  return added.filter((one) => !one.names.some((name) => names.has(name)) && !retitled.has(one.section.number))
}

/** Titles that the patch takes out: a section that moves, or gets another number or title, is not new. */
function removedTitles({view}: PatchFacts): readonly string[] {
  return view.hunks.flatMap(({hunk}) =>
    hunk.lines.flatMap(({kind, text}) => (kind === 'removed' && /^\d+\.\d+\.?\s/.test(text) ? [text] : [])),
  )
}

const namesIn = (title: string): readonly string[] => title.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g) ?? []

const sectioned = new WeakMap<DocumentHunk, readonly NewSection[]>()

export function sectionsOf(hunk: DocumentHunk): readonly NewSection[] {
  const before = sectioned.get(hunk)
  if (before) return before
  const {uapi} = hunk
  const fields = new Map<Section, DocumentField[]>(uapi.sections.map((section) => [section, []]))
  const blocks = new Map<Section, DocumentText[]>(uapi.sections.map((section) => [section, []]))
  for (const list of uapi.fieldLists) if (list.section) fields.get(list.section)?.push(...list.fields)
  // What is in a section is in those around it.
  for (const block of uapi.texts) {
    for (let {section} = block; section; section = section.parent) blocks.get(section)?.push(block)
  }
  const sections = uapi.sections.map((section) => ({
    hunk,
    section,
    fields: fields.get(section) ?? [],
    blocks: blocks.get(section) ?? [],
    names: namesIn(section.title),
  }))
  sectioned.set(hunk, sections)
  return sections
}

export function fieldOf({fields}: Pick<NewSection, 'fields'>, key: string): DocumentField | undefined {
  return fields.find((field) => field.key === key)
}

/** All text that the patches of a series add to documents, for what may be said anywhere. */
export function addedProse(inputs: readonly PatchFacts[]): string {
  const text =
    proses.get(inputs) ??
    inputs
      .flatMap((input) => addedBlocks(input, ['prose', 'field', 'comment', 'title']))
      .map((block) => block.text)
      .join('\n\n')
  proses.set(inputs, text)
  return text
}

/** Each patch of a series asks for all of it. */
const proses = new WeakMap<readonly PatchFacts[], string>()

const named = new WeakMap<readonly PatchFacts[], ReadonlySet<string>>()

/** The names in capitals that the hunks of documents show, whoever wrote them. */
export function documentNames(inputs: readonly PatchFacts[]): ReadonlySet<string> {
  const texts = inputs.flatMap(({documents}) => documents.map(({view}) => view.text))
  const names =
    named.get(inputs) ?? new Set(texts.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g) ?? []))
  named.set(inputs, names)
  return names
}

/** A struct that the patch adds to a document: with a tag, or a member of `struct kvm_run`. */
export interface ShownStruct {
  /** The tag, or the member's name. */
  readonly name: string
  readonly type: CompositeType
  readonly place: Place
  readonly section?: Section
}

export function shownStructs(input: PatchFacts): readonly ShownStruct[] {
  return input.documents.flatMap(({uapi}) =>
    [...uapi.structs.all, ...looseStructs(uapi)].filter(({place}) => input.view.isAdded(place)),
  )
}

/** Members of `struct kvm_run` that the document shows by themselves; the place is where each begins. */
function looseStructs({looseMembers}: DocumentUapi): readonly ShownStruct[] {
  return looseMembers.flatMap(({name, field: {type}, start, complete, section}) =>
    complete && (type.kind === 'struct' || type.kind === 'union')
      ? [{name, type, place: start, ...(section && {section})}]
      : [],
  )
}
