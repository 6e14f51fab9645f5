/**
 * A section: a title with its adornment, and what follows up to the next title that is not deeper.
 *
 * ```rst
 * > | Title
 *     ^^^^^
 * > | =====
 *     ^^^^^
 * ```
 *
 * docutils: "Sections"; `RSTState.section`.
 */

import {textOfInline} from './inline/text.ts'
import {type InlineText, inlineSlice} from './inline-text.ts'
import {normalizeName} from './names.ts'
import {type Frame, linePosition, type Parser, textOf} from './parser.ts'
import type {Title} from './types.ts'
import type {View} from './view.ts'

export interface Heading {
  /** The character of the adornment, twice where there is an overline. */
  style: string
  /** The lines of the whole, and the one with the text. */
  first: number
  text: number
  last: number
  /** Where docutils reports what is wrong with it. */
  line: number
  remark?: {message: string; line: number}
}

/** Begins a section, or says that the title has no place here. */
export function addSection(parser: Parser, frame: Frame, heading: Heading): void {
  const {view, titles} = frame
  const {first, last, line, remark} = heading
  if (remark) parser.report(2, remark.message, remark.line, linePosition(view, heading.text))
  const depth = titles?.depthOf(heading.style)
  if (!titles || depth === undefined) {
    const position = view.position(first, last)
    frame.children.push(parser.report(4, 'Title level inconsistent:', line, position, textOf(view, first, last + 1)))
    return
  }
  const children = parser.inline(titleText(view, heading.text), line)
  const title: Title = {type: 'title', children, position: view.position(first, last)}
  titles.open(frame, depth, title, normalizeName(textOfInline(children)))
}

function titleText(view: View, at: number): InlineText {
  return inlineSlice(view, at, view.indented(at) ? view.indent(at) : 0, view.width(at))
}
