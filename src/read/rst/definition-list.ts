/**
 * A definition list.
 *
 * ```rst
 * > | term : classifier
 *     ^^^^^^^^^^^^^^^^^
 * > |     the definition
 *         ^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Definition Lists"; `Text.definition_list_item`.
 */

import {isText} from './constructs.ts'
import {escapeNulls, unescapeNulls} from './inline/escape.ts'
import {type InlineText, inlineText} from './inline-text.ts'
import {endOf, type Parser, type Read} from './parser.ts'
import type {Classifier, DefinitionListItem, Term, Text} from './types.ts'
import {indentedBlock, type View} from './view.ts'

/** The caller knows that the line at `at` is text and the next one indented. */
export const definitionList: Read = (parser, frame, at) => {
  const {view} = frame
  const children: DefinitionListItem[] = []
  let next = at
  let blankFinish = true
  for (let term: number | undefined = at; term !== undefined; term = termAfter(view, next)) {
    const item = definitionListItem(parser, view, term)
    children.push(item.node)
    next = item.next
    blankFinish = item.blankFinish
  }
  const start = view.pointBefore(at)
  frame.children.push({type: 'definition_list', children, position: {start, end: endOf(children, start)}})
  if (!blankFinish) parser.unindented('Definition list', view, next)
  return next
}

/** The line of the next term. */
function termAfter(view: View, after: number): number | undefined {
  let at = after
  while (at < view.end && view.blank(at)) at += 1
  if (at + 1 >= view.end || view.indented(at) || view.blank(at + 1) || !view.indented(at + 1)) return undefined
  return isText(view, at) ? at : undefined
}

function definitionListItem(parser: Parser, view: View, at: number) {
  const block = indentedBlock(view, at + 1)
  // docutils reports a term's markup at the line before the last one of the definition.
  const terms = term(parser, view, at, view.lineNumber(block.next - 1) - 1)
  const children = parser.body(block.view)
  const start = block.view.pointBefore(block.view.start)
  const end = endOf(children, start)
  const [first, ...classifiers] = terms
  const node: DefinitionListItem = {
    type: 'definition_list_item',
    children: [first, ...classifiers, {type: 'definition', children, position: {start, end}}],
    position: {start: view.pointBefore(at), end},
  }
  return {node, next: block.next, blankFinish: block.blankFinish}
}

/** ` : ` in the term's own text divides classifiers off; markup belongs to what it stands behind. */
function term(parser: Parser, view: View, at: number, line: number): [Term, ...Classifier[]] {
  const text = inlineText(view, at, at + 1)
  const position = view.position(at, at)
  const first: Term = {type: 'term', children: [], position}
  const classifiers: Classifier[] = []
  const mayDivide = text.value.includes(' : ')
  let current: Term | Classifier = first
  for (const node of parser.inline(text, line)) {
    const pieces = mayDivide && node.type === 'text' ? pieceRanges(text, node) : undefined
    if (!pieces) {
      current.children.push(node)
      continue
    }
    for (const [index, {start, end}] of pieces.entries()) {
      if (index > 0) {
        current = {type: 'classifier', children: [], position: text.position(start, end)}
        classifiers.push(current)
      }
      const value = shown(text.value.slice(start, end))
      if (end > start) current.children.push({type: 'text', value, position: text.position(start, end)})
    }
  }
  if (classifiers.length === 0) return [first]
  for (const {children, position: own} of [first, ...classifiers]) own.end = endOf(children, own.start)
  return [first, ...classifiers]
}

/** The parts of a text between its delimiters, which may not be escaped. */
function pieceRanges(text: InlineText, {position}: Text): {start: number; end: number}[] | undefined {
  const from = text.indexOf(position.start)
  const to = text.indexOf(position.end)
  const escaped = escapeNulls(text.value)
  const pieces: {start: number; end: number}[] = []
  let start = from
  for (const match of escaped.slice(from, to).matchAll(/ +: +/g)) {
    pieces.push({start, end: from + match.index})
    start = from + match.index + match[0].length
  }
  if (pieces.length === 0) return undefined
  pieces.push({start, end: to})
  return pieces
}

function shown(text: string): string {
  return unescapeNulls(escapeNulls(text))
}
