/**
 * Text between a start-string and an end-string.
 *
 * ```rst
 * > | *emphasis*
 *     ^^^^^^^^^^
 * > | **strong**
 *     ^^^^^^^^^^
 * > | ``literal \``
 *     ^^^^^^^^^^^^^
 * > | _`target`
 *     ^^^^^^^^^
 * > | |substitution|
 *     ^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Inline Markup Recognition Rules"; `Inliner.inline_obj`.
 */

import {normalizeName} from '../names.ts'
import type {Reference, SubstitutionReference} from '../types-inline.ts'
import {isSpace, isSuffix, NULL} from './characters.ts'
import type {Scanner} from './scanner.ts'

interface Enclosed {
  /** docutils' name, for the message. */
  name: string
  start: string
  end: string
  /** Whether a backslash before the end-string is text. */
  raw?: boolean
}

const emphasis: Enclosed = {name: 'emphasis', start: '*', end: '*'}
const strong: Enclosed = {name: 'strong', start: '**', end: '**'}
const literal: Enclosed = {name: 'literal', start: '``', end: '``', raw: true}
const target: Enclosed = {name: 'target', start: '_`', end: '`'}
const substitution: Enclosed = {name: 'substitution_reference', start: '|', end: '|'}

const UNDERSCORE = 95

export function emphasisOrStrong(scanner: Scanner, at: number): number {
  const kind = scanner.value.startsWith('**', at) ? strong : emphasis
  return enclosed(scanner, at, kind, (start, from, to, end) => {
    const value = scanner.shown(from, to)
    const position = scanner.position(start, end)
    scanner.add({type: kind === strong ? 'strong' : 'emphasis', value, position}, end, start)
  })
}

export function literalText(scanner: Scanner, at: number): number {
  return enclosed(scanner, at, literal, (start, from, to, end) => {
    scanner.add({type: 'literal', value: scanner.raw(from, to), position: scanner.position(start, end)}, end, start)
  })
}

export function inlineTarget(scanner: Scanner, at: number): number {
  return enclosed(scanner, at, target, (start, from, to, end) => {
    const value = scanner.shown(from, to)
    const name = normalizeName(value)
    const position = scanner.position(start, end)
    scanner.add({type: 'inline_target', value, name, position}, end, start)
    scanner.parser.noteTarget(name, position.start.line, position)
  })
}

export function substitutionReference(scanner: Scanner, at: number): number {
  return enclosed(scanner, at, substitution, (start, from, to, endOfBar) => {
    const {value} = scanner
    let end = endOfBar
    while (value.charCodeAt(end) === UNDERSCORE) end += 1
    const name = scanner.shown(from, to)
    const node: SubstitutionReference = {
      type: 'substitution_reference',
      value: name,
      position: scanner.position(start, endOfBar),
    }
    if (end === endOfBar) {
      scanner.add(node, end, start)
      return
    }
    const reference: Reference = {
      type: 'reference',
      value: name,
      ...(end - endOfBar === 2 ? {anonymous: true} : {referenceName: normalizeName(name)}),
      children: [node],
      position: scanner.position(start, end),
    }
    scanner.add(reference, end, start)
  })
}

type Found = (start: number, from: number, to: number, end: number) => void

function enclosed(scanner: Scanner, at: number, kind: Enclosed, found: Found): number {
  const {value} = scanner
  const from = at + kind.start.length
  if (!scanner.mayStart(at) || isSpace(value, from)) return at
  if (kind === substitution && value.startsWith('|', from)) return at
  if (scanner.isQuoted(at, from)) return scanner.skip(from)
  const to = endString(scanner, from, kind)
  if (to < 0) return scanner.problem(at, from, `Inline ${kind.name} start-string without end-string.`)
  found(at, from, to, to + kind.end.length)
  return scanner.rest
}

/** Where the end-string stands; it follows no white space and, but for literals, no escape. */
function endString(scanner: Scanner, from: number, kind: Enclosed): number {
  if (scanner.lacks(kind.name)) return -1
  const {value} = scanner
  const {length} = kind.end
  // An end-string right at the start ends the search: there would be no text.
  if (value.startsWith(kind.end, from) && endsAt(value, from + length, kind)) return -1
  for (let at = value.indexOf(kind.end, from + 1); at >= 0; at = value.indexOf(kind.end, at + 1)) {
    if (isSpace(value, at - 1) || (!kind.raw && value.charCodeAt(at - 1) === NULL)) continue
    if (endsAt(value, at + length, kind)) return at
  }
  scanner.noteLack(kind.name)
  return -1
}

function endsAt(value: string, at: number, kind: Enclosed): boolean {
  if (kind !== substitution) return isSuffix(value, at)
  let end = at
  while (end < at + 2 && value.charCodeAt(end) === UNDERSCORE) end += 1
  return isSuffix(value, end)
}
