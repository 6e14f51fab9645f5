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
import {inlineText} from './inline-text.ts'
import {endOf, type Parser, type Read} from './parser.ts'
import type {Classifier, DefinitionListItem, Inline, Term} from './types.ts'
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

/** ` : ` in the term's own text divides classifiers off. */
function term(parser: Parser, view: View, at: number, line: number): [Term, ...Classifier[]] {
  const children: Inline[] = parser.inline(inlineText(view, at, at + 1), line)
  return [{type: 'term', children, position: view.position(at, at)}]
}
