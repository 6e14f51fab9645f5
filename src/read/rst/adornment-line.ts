/**
 * A line of punctuation where a block begins: the overline of a title, or a transition.
 *
 * ```rst
 * > | =====
 *     ^^^^^
 *   | Title
 *     ^^^^^
 *   | =====
 *     ^^^^^
 *   |
 * > | ----
 *     ^^^^
 * ```
 *
 * docutils: "Sections", "Transitions"; `Body.line` and the state `Line`.
 */

import {isAdornment} from './adornment.ts'
import {type Construct, type Frame, NO_MATCH, type Parser, textOf} from './parser.ts'
import {addSection} from './section.ts'
import {columnWidth} from './width.ts'

/** Shorter ones are taken for text where they are not clearly a title. */
const SHORT = 4

export const adornmentLine: Construct = {begins: (view, at) => isAdornment(view.text(at)), read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const overline = view.text(at)
  if (!frame.titles) return withoutTitles(parser, frame, at, overline)
  const second = at + 1
  if (second >= view.end || view.blank(second)) {
    if (overline.length < SHORT) return NO_MATCH
    frame.children.push({type: 'transition', position: view.position(at, at)})
    return second
  }
  if (!view.indented(second) && isAdornment(view.text(second))) {
    if (overline.length < SHORT) return NO_MATCH
    return malformed(parser, frame, at, second, 3, 'Invalid section title or transition marker.')
  }
  return overlinedTitle(parser, frame, at, overline)
}

function withoutTitles(parser: Parser, frame: Frame, at: number, overline: string): number {
  if (overline === '::' || overline.length < SHORT) return NO_MATCH
  return malformed(parser, frame, at, at, 4, 'Unexpected section title or transition.')
}

function overlinedTitle(parser: Parser, frame: Frame, at: number, overline: string): number {
  const {view} = frame
  const short = overline.length < SHORT
  const last = at + 2
  if (last >= view.end) {
    if (short) return NO_MATCH
    return malformed(parser, frame, at, at + 1, 4, 'Incomplete section title.')
  }
  const underline = view.text(last)
  if (!isAdornment(underline)) {
    if (short) return NO_MATCH
    return malformed(parser, frame, at, last, 4, 'Missing matching underline for section title overline.')
  }
  if (overline !== underline) {
    if (short) return NO_MATCH
    return malformed(parser, frame, at, last, 4, 'Title overline & underline mismatch.')
  }
  const tooShort = columnWidth(view.text(at + 1)) > overline.length
  if (tooShort && short) return NO_MATCH
  addSection(parser, frame, {
    style: overline.slice(0, 1).repeat(2),
    first: at,
    text: at + 1,
    last,
    line: view.lineNumber(at) + 1,
    ...(tooShort && {remark: {message: 'Title overline too short.', line: view.lineNumber(at)}}),
  })
  return last + 1
}

function malformed(parser: Parser, frame: Frame, first: number, last: number, level: 3 | 4, message: string): number {
  const {view} = frame
  const value = textOf(view, first, last + 1)
  frame.children.push(parser.report(level, message, view.lineNumber(first), view.position(first, last), value))
  return last + 1
}
