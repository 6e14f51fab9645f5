/**
 * A line of text where a block begins; its second line says whether it is a title, a definition list or a paragraph.
 *
 * ```rst
 * > | Title
 *     ^^^^^
 *   | =====
 *     ^^^^^
 * > | A paragraph, and a literal block is next::
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Sections", "Paragraphs"; the state `Text`.
 */

import {isAdornment} from './adornment.ts'
import {definitionList} from './definition-list.ts'
import {inlineText} from './inline-text.ts'
import {literalBlock} from './literal-block.ts'
import {type Frame, linePosition, NO_MATCH, type Parser, type Read, textOf} from './parser.ts'
import {addSection} from './section.ts'
import type {Inline, Position} from './types.ts'
import type {View} from './view.ts'
import {columnWidth} from './width.ts'

export const text: Read = (parser, frame, at) => {
  const {view} = frame
  const second = at + 1
  if (second >= view.end || view.blank(second)) return paragraph(parser, frame, at, second)
  if (view.indented(second)) return definitionList(parser, frame, at)
  if (isAdornment(view.text(second))) {
    const next = underlinedTitle(parser, frame, at)
    if (next !== NO_MATCH) return next
  }
  return paragraphOfLines(parser, frame, at)
}

/** Text up to a blank line; an indented line before that is an error, and begins a block of its own. */
function paragraphOfLines(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  let end = at + 1
  while (end < view.end && !view.blank(end) && !view.indented(end)) end += 1
  const indented = end < view.end && view.indented(end)
  const next = paragraph(parser, frame, at, end)
  if (indented) parser.report(3, 'Unexpected indentation.', view.sourceLine(end), linePosition(view, end))
  return next
}

function paragraph(parser: Parser, frame: Frame, first: number, end: number): number {
  const {view} = frame
  const whole = inlineText(view, first, end)
  const length = whole.value.length
  const literal = endsInDoubleColon(whole.value)
  if (length > 2 || !literal) {
    const children = parser.inline(literal ? whole.upTo(withoutColons(whole.value)) : whole, view.lineNumber(first))
    frame.children.push({type: 'paragraph', children, position: paragraphPosition(view, first, end, literal, children)})
  }
  return literal ? literalBlock(parser, frame, end) : end
}

/** Where nothing is cut off, the text begins and ends where its nodes do. */
function paragraphPosition(
  view: View,
  first: number,
  end: number,
  isCut: boolean,
  children: readonly Inline[],
): Position {
  const start = children[0]?.position.start
  const last = isCut ? undefined : children.at(-1)?.position.end
  return {start: start ?? view.pointBefore(first), end: last ?? view.pointAfter(end - 1)}
}

/** `::` that no backslash escapes. */
function endsInDoubleColon(value: string): boolean {
  if (!value.endsWith('::')) return false
  let backslashes = 0
  for (let i = value.length - 3; value.charCodeAt(i) === 92; i -= 1) backslashes += 1
  return backslashes % 2 === 0
}

/** `text::` shows one colon, `text ::` none. */
function withoutColons(value: string): number {
  const before = value.charAt(value.length - 3)
  if (before !== ' ' && before !== '\n') return value.length - 1
  return value.slice(0, -3).trimEnd().length
}

function underlinedTitle(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const underline = view.text(at + 1)
  const tooShort = columnWidth(view.text(at)) > underline.length
  if (tooShort && underline.length < 4) return NO_MATCH
  const line = view.lineNumber(at + 1)
  const remark = {message: 'Title underline too short.', line}
  if (!frame.titles) {
    if (tooShort) parser.report(2, remark.message, remark.line, linePosition(view, at))
    const value = textOf(view, at, at + 2)
    const position = view.position(at, at + 1)
    frame.children.push(parser.report(4, 'Unexpected section title.', view.sourceLine(at + 1), position, value))
    return at + 2
  }
  addSection(parser, frame, {
    style: underline.slice(0, 1),
    first: at,
    text: at,
    last: at + 1,
    line: line - 1,
    ...(tooShort && {remark}),
  })
  return at + 2
}
