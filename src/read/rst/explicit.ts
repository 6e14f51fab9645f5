/**
 * Explicit markup: what begins with two dots, and anonymous targets.
 *
 * ```rst
 * > | .. _target: https://www.kernel.org/
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | .. |name| replace:: text
 *     ^^^^^^^^^^^^^^^^^^^^^^^^
 * > | .. [1] A footnote
 *     ^^^^^^^^^^^^^^^^^
 * > | .. note:: A directive
 *     ^^^^^^^^^^^^^^^^^^^^^
 * > | .. A comment
 *     ^^^^^^^^^^^^
 * > | __ anonymous
 *     ^^^^^^^^^^^^
 * ```
 *
 * docutils: "Explicit Markup Blocks"; `Body.explicit_markup`.
 */

import {comment} from './comment.ts'
import {directive} from './directive.ts'
import type {Item} from './list.ts'
import {markerEnd} from './list-item.ts'
import {note} from './note.ts'
import type {Construct, Frame, Parser} from './parser.ts'
import {substitutionDefinition} from './substitution.ts'
import {anonymousTarget, target} from './target.ts'
import type {Block} from './types.ts'
import type {View} from './view.ts'

/** A construct's nodes; `undefined` where the line is something else. */
export type Explicit = Item<Block[]>

const DOT = 46
const UNDERSCORE = 95
const BRACKET = 91
const BAR = 124

/** Blocks of explicit markup need no blank lines between them. */
export const explicitMarkup: Construct = {begins: (view, at) => indentOf(view, at) > 0, read}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  let next = at
  let blankFinish = true
  while (next < view.end && !view.blank(next)) {
    const item = construct(parser, frame, next)
    if (!item) break
    for (const node of item.node) frame.children.push(node)
    next = item.next
    blankFinish = item.blankFinish
  }
  if (!blankFinish) parser.unindented('Explicit markup', view, next)
  return next
}

/** Behind `.. ` or `__ `; 0 where neither stands. */
function indentOf(view: View, at: number): number {
  const code = view.code(at)
  if ((code !== DOT && code !== UNDERSCORE) || view.code(at, 1) !== code) return 0
  return markerEnd(view, at, 2)
}

function construct(parser: Parser, frame: Frame, at: number): Explicit | undefined {
  const {view} = frame
  const indent = indentOf(view, at)
  if (indent === 0) return undefined
  if (view.code(at) === UNDERSCORE) return anonymousTarget(view, at, indent)
  const found = named(parser, frame, at, indent)
  if (found) return found
  const item = comment(view, at, indent)
  return {...item, node: [item.node]}
}

function named(parser: Parser, frame: Frame, at: number, indent: number): Explicit | undefined {
  const {view} = frame
  switch (view.code(at, indent)) {
    case BRACKET: {
      const item = note(parser, view, at, indent)
      return item && {...item, node: [item.node]}
    }
    case UNDERSCORE:
      return target(parser, view, at, indent)
    case BAR:
      return substitutionDefinition(parser, view, at, indent)
    default:
      return directive(parser, frame, at, indent)
  }
}
