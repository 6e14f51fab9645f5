/** Writes members that arrive behind a declaration, or before the first. */

import type {CompositeSpecifier, Declaration} from '../../read/c/index.ts'
import type {TextEdit} from '../text-edit.ts'
import {arrivalLines} from './arrival.ts'
import {type Chunk, endOfLine, isBlank, startOfLine} from './chunk.ts'
import {blockAt, type Code} from './code.ts'
import type {Disagreement, Refusal} from './disagreement.ts'
import {styleAt, styleBelow} from './layout.ts'
import type {Arrival} from './plan.ts'
import type {Style} from './style.ts'

export interface Written {
  readonly edits: readonly TextEdit[]
  readonly refusals: readonly Refusal[]
}

export const nothing: Written = {edits: [], refusals: []}

export function joinWritten(parts: readonly Written[]): Written {
  return {edits: parts.flatMap(({edits}) => edits), refusals: parts.flatMap(({refusals}) => refusals)}
}

export function insertAfter(
  code: Code,
  declaration: Declaration,
  parent: CompositeSpecifier,
  arrivals: readonly Arrival[],
): Written {
  if (arrivals.length === 0) return nothing
  const {text} = code.source
  const chunk = code.chunk(declaration)
  const {lines, refusals} = linesOf(code, arrivals, styleAt(code, parent, chunk), declaration.start)
  if (chunk.endsLine) return {edits: [linesBehind(text, endOfLine(text, chunk.end), lines)], refusals}
  return insertInline(chunk, arrivals, lines, {at: declaration.end, before: ' ', behind: ''})
}

export function insertBefore(code: Code, parent: CompositeSpecifier, arrivals: readonly Arrival[]): Written {
  const {text} = code.source
  const [first] = code.body(parent).declarations
  if (!first) return insertBelow(code, parent, arrivals)
  const chunk = code.chunk(first)
  const {lines, refusals} = linesOf(code, arrivals, styleAt(code, parent, chunk), first.start)
  if (!chunk.beginsLine) return insertInline(chunk, arrivals, lines, {at: first.start, before: '', behind: ' '})
  const {start} = chunk
  const feed = carriageReturn(text, endOfLine(text, start))
  return {edits: [{start, end: start, text: lines.map((line) => `${line}${feed}\n`).join('')}], refusals}
}

/** Into braces that hold no member, where each has a line of its own. */
function insertBelow(code: Code, parent: CompositeSpecifier, arrivals: readonly Arrival[]): Written {
  const {text} = code.source
  const brace = text.indexOf('{', parent.tag?.end ?? parent.start)
  const end = endOfLine(text, brace)
  if (brace === -1 || brace >= parent.end || !isBlank(text.slice(brace + 1, end))) {
    return refuseAll(arrivals, 'the braces have no lines of their own')
  }
  const {lines, refusals} = linesOf(code, arrivals, styleBelow(code, parent), brace)
  return {edits: [linesBehind(text, end, lines)], refusals}
}

/** `struct a { __u32 b; };` has room on its line for a declaration, but not for a comment or a body. */
function insertInline(
  chunk: Chunk,
  arrivals: readonly Arrival[],
  lines: readonly string[],
  {at, before, behind}: {readonly at: number; readonly before: string; readonly behind: string},
): Written {
  if (lines.length !== arrivals.length) return refuseAll(arrivals, 'the struct stands on one line')
  const {indentation} = chunk
  const text = lines.map((line) => `${before}${line.slice(indentation.length)}${behind}`).join('')
  return {edits: [{start: at, end: at, text}], refusals: []}
}

function linesOf(
  code: Code,
  arrivals: readonly Arrival[],
  style: Style,
  at: number,
): {readonly lines: readonly string[]; readonly refusals: readonly Refusal[]} {
  const lines: string[] = []
  const refusals: Refusal[] = []
  for (const arrival of arrivals) {
    const {disagreement, from} = arrival
    if (from && blockAt(code, from.declaration.start) !== blockAt(code, at)) {
      refusals.push({disagreement, reason: 'it would leave the block whose prose is about it'})
      continue
    }
    const own = arrivalLines(code, arrival, style)
    if (own) lines.push(...own)
    else refusals.push(unspelled(disagreement))
  }
  return {lines, refusals}
}

export function unspelled(disagreement: Disagreement): Refusal {
  return {disagreement, reason: 'its declaration cannot be written from what is known of it'}
}

function refuseAll(arrivals: readonly Arrival[], reason: string): Written {
  return {edits: [], refusals: arrivals.map(({disagreement}) => ({disagreement, reason}))}
}

/** Behind the line that ends at an offset. A line of a file with CRLF gets its carriage return. */
function linesBehind(text: string, end: number, lines: readonly string[]): TextEdit {
  const feed = carriageReturn(text, end)
  return {start: end, end, text: lines.map((line) => `\n${line}${feed}`).join('')}
}

function carriageReturn(text: string, end: number): string {
  return end > startOfLine(text, end) && text[end - 1] === '\r' ? '\r' : ''
}
