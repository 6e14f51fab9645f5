/** Lists that a sentence presents as complete: "Valid flags are:" and the list, table or `#define`s that follow it. */

import type {Constant, ConstantList} from '../../model/index.ts'
import type {LiteralBlock, Node} from '../../read/rst/index.ts'
import {firstLeaf} from './nodes.ts'
import type {PlaceAt} from './run.ts'
import type {Passage} from './walk.ts'

const nouns = 'values?|flags?|bits?|types?|states?|features?|operations?|modes?|reasons?|attributes?|events?'

/** Sentences after which a reader expects all that there is. */
const complete = [
  new RegExp(
    `\\b(?:valid|possible|supported|allowed|allowable|acceptable|recogni[sz]ed)\\b[^.]*\\b(?:${nouns})\\b`,
    'i',
  ),
  new RegExp(`\\bfollowing\\b[^.]*\\b(?:${nouns})\\b[^.]*\\b(?:defined|supported|valid|available|passed)\\b`, 'i'),
  new RegExp(`\\b(?:${nouns})\\b[^.]*\\b(?:are|is)\\s+(?:currently\\s+)?(?:defined|supported|valid|one\\s+of)\\b`, 'i'),
  new RegExp(`\\b(?:${nouns})\\b\\s+(?:are|is)\\s*:`, 'i'),
  /\b(?:values?|subcommands?)\s*(?:for\b[^.]*)?:[*`]*\s*$/i,
  /\bcan\s+be\s+one\s+of\s+the\s+following\b/i,
]

/** Words that say that there is more: the list is an excerpt. */
const partial = /\b(?:include|includes|including|e\.g\.|for\s+example|such\s+as|some\s+of)\b/i

/** The last sentence of a paragraph, where it opens a list that it presents as complete. */
export function introductionOf(paragraph: string): string | undefined {
  const sentence = lastSentence(paragraph)
  if (!/:{1,2}[*`]*\s*$/.test(sentence) || partial.test(sentence)) return undefined
  return complete.some((pattern) => pattern.test(sentence))
    ? sentence.replace(/\s+/g, ' ').replace(/^[\s*`]+|[\s*`]+$/g, '')
    : undefined
}

function lastSentence(paragraph: string): string {
  const text = paragraph.trimEnd()
  const ends = Array.from(text.slice(0, -1).matchAll(/[.!?]\s/g), (match) => match.index + 1)
  return text.slice(ends.at(-1) ?? 0)
}

/** A list per introduction; the names are what its items begin with. */
export function constantListsOf(passage: Passage, prefix: string, placeAt: PlaceAt): ConstantList[] {
  const lists: ConstantList[] = []
  for (const nodes of passage.sequences) {
    nodes.forEach((node, index) => {
      const text = introducingText(node, passage.source)
      const introduction = text === undefined ? undefined : introductionOf(text)
      if (introduction === undefined) return
      const names = listedNames(nodes.slice(index + 1), node, prefix, placeAt, passage.source)
      const {start, end} = node.position
      if (names.length > 0)
        lists.push({introduction, names, place: placeAt(start.offset, end.offset), section: passage.section})
    })
  }
  return lists
}

/** A paragraph, or the term of a definition list of one item: `Possible operations are:` with the list indented below it. */
function introducingText(node: Node, source: string): string | undefined {
  if (node.type === 'paragraph' || node.type === 'term')
    return source.slice(node.position.start.offset, node.position.end.offset)
  return undefined
}

/** Names that begin the items of all lists from here on, up to the next heading or a paragraph that opens something else. */
function listedNames(
  following: readonly Node[],
  introducing: Node,
  prefix: string,
  placeAt: PlaceAt,
  source: string,
): ListedName[] {
  const names: ListedName[] = []
  for (const node of following) {
    if (node.type === 'section' || (node.type === 'paragraph' && names.length > 0)) break
    if (node.type === 'paragraph' && introducing.type === 'paragraph') break
    names.push(...itemNames(node, prefix, placeAt, source))
  }
  return names
}

function itemNames(node: Node, prefix: string, placeAt: PlaceAt, source: string): ListedName[] {
  switch (node.type) {
    case 'bullet_list':
    case 'enumerated_list':
    case 'definition_list':
    case 'table':
    case 'thead':
    case 'tbody':
    case 'block_quote':
    case 'definition':
      return node.children.flatMap((child) => itemNames(child, prefix, placeAt, source))
    case 'list_item':
    case 'definition_list_item':
    case 'row':
      return nameAt(node.children[0], prefix, placeAt)
    case 'literal_block':
      return definedNames(node, prefix, placeAt, source)
    default:
      return []
  }
}

function nameAt(node: Node | undefined, prefix: string, placeAt: PlaceAt): ListedName[] {
  const leaf = node && firstLeaf(node)
  const name = leaf && new RegExp(`^\\s*(${prefix}_[A-Z0-9_]+)`).exec(leaf.value)?.[1]
  if (!leaf || !name) return []
  const start = leaf.position.start.offset + Math.max(0, sourceIndex(leaf.value, name))
  return [{name, place: placeAt(start, start + name.length)}]
}

const sourceIndex = (value: string, name: string): number => value.indexOf(name)

/** The names that a literal block `#define`s, or that its lines begin with. */
function definedNames({position}: LiteralBlock, prefix: string, placeAt: PlaceAt, source: string): ListedName[] {
  const text = source.slice(position.start.offset, position.end.offset)
  const expression = new RegExp(`^[ \\t]*(?:#[ \\t]*define[ \\t]+)?(${prefix}_[A-Z0-9_]+)`, 'gm')
  return Array.from(text.matchAll(expression), (match) => {
    const end = position.start.offset + match.index + match[0].length
    return {name: match[1] ?? '', place: placeAt(end - (match[1] ?? '').length, end)}
  })
}

/** `#define`s in lines that follow each other: what is copied out of one run of a header. */
export function defineRuns(constants: readonly Constant[]): ConstantList[] {
  const runs: [Constant, ...Constant[]][] = []
  for (const constant of constants) {
    const run = runs.at(-1)
    if (constant.form !== 'define') continue
    if (run?.at(-1)?.place.line === constant.place.line - 1) run.push(constant)
    else runs.push([constant])
  }
  return runs
    .filter(({length}) => length > 1)
    .map((names) => ({introduction: undefined, names, place: names[0].place, section: names[0].section}))
}

type ListedName = ConstantList['names'][number]
