/**
 * An enumerated list.
 *
 * ```rst
 * > | 1. An item
 *     ^^^^^^^^^^
 * > | 2. Another one
 *     ^^^^^^^^^^^^^^
 * > | #. counted by itself
 *     ^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Enumerated Lists"; `Body.enumerator` and the state `EnumeratedList`.
 */

import {type Enumerator, formatOrdinal, formats, parseEnumerator} from './enumerator.ts'
import {readItems} from './list.ts'
import {listItem, markerEnd} from './list-item.ts'
import {type Construct, endOf, type Frame, NO_MATCH, type Parser} from './parser.ts'
import type {View} from './view.ts'

export const enumeratedList: Construct = {
  begins: (view, at) => mayBegin(view, at) && parseEnumerator(view.text(at)) !== undefined,
  read,
}

function read(parser: Parser, frame: Frame, at: number): number {
  const {view} = frame
  const first = parseEnumerator(view.text(at))
  if (!first || first.ordinal === undefined || !isItem(view, at, first)) return NO_MATCH
  const sequence = first.sequence === '#' ? 'arabic' : first.sequence
  let auto = first.sequence === '#'
  let last = first.ordinal - 1
  const {nodes, next, blankFinish} = readItems(view, at, (line) => {
    const item = line === at ? first : mayBegin(view, line) ? parseEnumerator(view.text(line), sequence) : undefined
    if (!item || item.ordinal === undefined || item.format !== first.format) return undefined
    if (line > at) {
      const continues = item.sequence === sequence && !auto && item.ordinal === last + 1
      if (!(item.sequence === '#' || continues) || !isItem(view, line, item)) return undefined
    }
    if (item.sequence === '#') auto = true
    last = item.ordinal
    return listItem(parser, view, line, markerEnd(view, line, item.length))
  })
  const start = view.point(at, 0)
  frame.children.push({
    type: 'enumerated_list',
    sequence,
    ...formats[first.format],
    start: first.ordinal,
    children: nodes,
    position: {start, end: endOf(nodes, start)},
  })
  if (!blankFinish) parser.unindented('Enumerated list', view, next)
  return next
}

/** A quick look: most lines of text are words. */
function mayBegin(view: View, at: number): boolean {
  const second = view.code(at, 1)
  const code = view.code(at)
  if (code === 40) return true
  // A second character of a word decides, unless it may be a number of several characters.
  if (second === 46 || second === 41) return true
  return isDigit(code) ? isDigit(second) : 'ivxlcdmIVXLCDM'.includes(String.fromCharCode(second))
}

function isDigit(code: number): boolean {
  return code > 47 && code < 58
}

/** docutils: the second line of an item must be blank, indented or the next item; otherwise it is text. */
function isItem(view: View, at: number, {format, sequence, ordinal}: Enumerator): boolean {
  const next = at + 1
  if (next >= view.end || view.blank(next) || view.indented(next)) return true
  if (ordinal === undefined) return false
  const enumerator = formatOrdinal(ordinal + 1, sequence)
  if (enumerator === undefined) return false
  const {prefix, suffix} = formats[format]
  const line = view.text(next)
  return line.startsWith(`${prefix}${enumerator}${suffix} `) || line.startsWith(`${prefix}#${suffix} `)
}
