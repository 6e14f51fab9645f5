/** Walks a document's tree once: sections with their numbers, the runs of text in them, and where lists begin. */

import type {BareTitle, Section, Span} from '../../model/index.ts'
import {type Architecture, placeOf} from '../../model/index.ts'
import type {
  Block,
  LiteralBlock,
  Node,
  Root,
  FieldList as RstFieldList,
  Section as RstSection,
} from '../../read/rst/index.ts'
import {architecturesOfHeading} from './fields.ts'
import type {Run} from './run.ts'
import {numberOfTitle} from './titles.ts'

/** A section of the document and what the walk found directly in it, sections below it left out. */
export interface Passage {
  readonly section: Section | undefined
  /** What the heading, or one above it up to a numbered one, says that the passage is about: `X86:`. */
  readonly architectures: readonly Architecture[] | undefined
  /** The passage of the numbered section that it belongs to: this one, or the last before it in the document. */
  readonly numbered: Passage | undefined
  readonly node: Root | RstSection
  /** The whole document. */
  readonly source: string
  readonly runs: Run[]
  /** Lines that were meant as titles of sections, with a field list that is theirs. */
  readonly bareTitles: BareTitle[]
  /** Those that stand directly in the section; one in a definition list is about the term. */
  readonly fieldLists: RstFieldList[]
  readonly literalBlocks: LiteralBlock[]
  /** Children lists in which a paragraph may introduce what stands after it. */
  readonly sequences: (readonly Node[])[]
}

export function walkDocument(root: Root, file: string): Passage[] {
  const passages: Passage[] = []
  let lastNumbered: Passage | undefined
  const visit = (node: Root | RstSection, parent: Passage | undefined): void => {
    const section = node.type === 'section' ? sectionOf(node, root, file, parent?.section) : undefined
    const heading = section && section.number === undefined ? architecturesOfHeading(section.title) : undefined
    const passage: Passage = {
      section,
      architectures: heading ?? (section?.number === undefined ? parent?.architectures : undefined),
      numbered: section?.number === undefined ? lastNumbered : undefined,
      node,
      source: root.source,
      runs: [],
      bareTitles: [],
      fieldLists: [],
      literalBlocks: [],
      sequences: [],
    }
    passages.push(passage)
    if (section?.number !== undefined) lastNumbered = passage
    node.children.forEach((child, index) => {
      const before = node.children[index - 1]
      const title = child.type === 'field_list' && before ? bareTitle(before, root.source) : undefined
      if (title && before) passage.bareTitles.push({title, place: placeOf(file, before.position), section})
      else if (child.type === 'field_list') passage.fieldLists.push(child)
    })
    collect(node.children, passage, root.source)
    for (const child of node.children) if (child.type === 'section') visit(child, passage)
  }
  visit(root, undefined)
  return passages
}

/** The passages of each numbered section, its own first; what stands before the first is one by itself. */
export function topicsOf(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const topics = new Map<Passage, Passage[]>()
  for (const passage of passages) {
    const head = passage.numbered ?? passage
    const members = topics.get(head)
    if (members) members.push(passage)
    else topics.set(head, [passage])
  }
  return [...topics.values()]
}

/** `7.18 KVM_CAP_A` by itself, and no line of dashes below it. */
function bareTitle(node: Node, source: string): string | undefined {
  if (node.type !== 'paragraph') return undefined
  const text = source.slice(node.position.start.offset, node.position.end.offset)
  return /^\d+\.\d+ \S+$/.test(text) ? text : undefined
}

function sectionOf(node: RstSection, root: Root, file: string, parent: Section | undefined): Section {
  const [title] = node.children
  const span = inlineSpan(title) ?? title.position
  const text = root.source.slice(span.start.offset, span.end.offset)
  return {title: text, number: numberOfTitle(text), depth: node.depth, place: placeOf(file, span), parent}
}

/** From the first to the last of a node's children: the text without its markup. */
function inlineSpan(node: {
  readonly children: readonly Node[]
}): (Span & {start: {offset: number}; end: {offset: number}}) | undefined {
  const first = node.children[0]
  const last = node.children.at(-1)
  return first && last ? {start: first.position.start, end: last.position.end} : undefined
}

/** Blocks whose source is one run: nothing that matters here is nested in them. */
const leafContexts: Readonly<Record<string, Run['context']>> = {
  paragraph: 'prose',
  term: 'prose',
  row: 'prose',
  line: 'prose',
  attribution: 'prose',
  rubric: 'prose',
  system_message: 'prose',
  doctest_block: 'prose',
  title: 'title',
}

function collect(nodes: readonly Node[], passage: Passage, source: string, field?: string): void {
  passage.sequences.push(nodes)
  for (const node of nodes) {
    if (node.type === 'section') continue
    const context = leafContexts[node.type]
    if (context !== undefined) passage.runs.push(runOf(node, context, passage, source, field))
    else if (node.type === 'literal_block') {
      passage.literalBlocks.push(node)
      passage.runs.push(...codeRuns(node, passage, source))
    } else if (node.type === 'field')
      collect(node.children[1].children, passage, source, node.children[0].value.toLowerCase())
    else if ('children' in node) collect(node.children, passage, source, field)
  }
}

function runOf(node: Node, context: Run['context'], passage: Passage, source: string, field: string | undefined): Run {
  const {start, end} = node.position
  return {text: source.slice(start.offset, end.offset), offset: start.offset, section: passage.section, context, field}
}

/** A comment without an end ends with its line. */
const commentPattern = /\/\*(?:[\s\S]*?\*\/|.*)/g

/** Code and the comments in it apart. */
function codeRuns(node: Block, passage: Passage, source: string): Run[] {
  const {text, offset, section} = runOf(node, 'code', passage, source, undefined)
  const runs: Run[] = []
  const add = (from: number, to: number, context: Run['context']): void => {
    if (to > from) runs.push({text: text.slice(from, to), offset: offset + from, section, context, field: undefined})
  }
  let at = 0
  for (const {0: comment, index} of text.matchAll(commentPattern)) {
    add(at, index, 'code')
    at = index + comment.length
    add(index, at, 'comment')
  }
  add(at, text.length, 'code')
  return runs
}
