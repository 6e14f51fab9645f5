/**
 * A hyperlink target.
 *
 * ```rst
 * > | .. _name: https://www.kernel.org/
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | .. _`a phrase`: name_
 *     ^^^^^^^^^^^^^^^^^^^^^
 * > | __ https://www.kernel.org/
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Hyperlink Targets"; `Body.hyperlink_target`.
 */

import {comment} from './comment.ts'
import type {Explicit} from './explicit.ts'
import {escapeNulls, unescapeNulls} from './inline/escape.ts'
import {mailUri, uriOf} from './inline/phrase.ts'
import {isSimpleName} from './inline/simple-name.ts'
import {normalizeName, normalizeSpace} from './names.ts'
import {linePosition, type Parser} from './parser.ts'
import type {Target} from './types.ts'
import {blockAfterMarker, type Gathered, type View} from './view.ts'

/** `.. _name: …`; `indent` is where the underscore stands. */
export function target(parser: Parser, view: View, at: number, indent: number): Explicit | undefined {
  const first = view.code(at, indent + 1)
  if (first === 32 || Number.isNaN(first)) return undefined
  const block = blockAfterMarker(view, at, indent + 1, {untilBlank: true, keepIndent: true})
  const parts = splitName(linesOf(block))
  if (!parts) return malformed(parser, view, at, indent, block)
  const node = targetNode(view, at, block, parts.rest)
  if (parts.name === undefined) node.anonymous = true
  else {
    node.name = normalizeName(unescapeNulls(parts.name))
    if (node.uri !== undefined) node.uri = mailUri(node.uri)
    parser.noteTarget(node.name, view.lineNumber(at), node.position, node.uri)
  }
  return {node: [node], next: block.next, blankFinish: block.blankFinish}
}

/** `__ …` */
export function anonymousTarget(view: View, at: number, indent: number): Explicit {
  const block = blockAfterMarker(view, at, indent, {untilBlank: true})
  const node = targetNode(view, at, block, linesOf(block))
  node.anonymous = true
  return {node: [node], next: block.next, blankFinish: block.blankFinish}
}

/** docutils then reads a comment from the last line of the block on. */
function malformed(parser: Parser, view: View, at: number, indent: number, block: Gathered): Explicit {
  const last = Math.max(at, block.next - 1)
  parser.report(2, 'malformed hyperlink target.', view.lineNumber(last), linePosition(view, at))
  const item = comment(view, last, indent)
  item.node.position.start = view.point(at, 0)
  return {...item, node: [item.node]}
}

function linesOf({view}: Gathered): string[] {
  const lines: string[] = []
  for (let i = view.start; i < view.end; i += 1) lines.push(escapeNulls(view.text(i)))
  return lines
}

interface NamedTarget {
  /** `undefined` for `.. __:`. */
  name: string | undefined
  rest: string[]
}

/** Divides the name from what it points to; a name may go over several lines. */
function splitName(lines: readonly string[]): NamedTarget | undefined {
  let text = ''
  for (const [index, line] of lines.entries()) {
    text += line
    const colon = nameEnd(text)
    if (colon === undefined) continue
    let after = colon + 1
    while (text.charCodeAt(after) === 32) after += 1
    const rest = [text.slice(after).trim(), ...lines.slice(index + 1)]
    return {name: nameOf(text.slice(0, colon)), rest}
  }
  return undefined
}

/** The colon that ends the name: a blank may stand before it, white space or nothing behind it. */
function nameEnd(text: string): number | undefined {
  if (text.startsWith('_')) {
    const at = text.charAt(1) === ' ' ? 2 : 1
    return isColonAtEnd(text, at) ? at : undefined
  }
  const quoted = text.startsWith('`')
  if (/^[ `]/.test(quoted ? text.slice(1) : text)) return undefined
  for (let at = text.indexOf(':', 1); at >= 0; at = text.indexOf(':', at + 1)) {
    if (!isColonAtEnd(text, at)) continue
    const end = text.charAt(at - 1) === ' ' ? at - 1 : at
    const last = text.charAt(end - 1)
    const isName = quoted
      ? last === '`' && end > 2 && isSolid(text, end - 2)
      : isSolid(text, end - 1) && (last !== ':' || text.charAt(end - 2) === '\0')
    if (isName) return at
  }
  return undefined
}

function isColonAtEnd(text: string, at: number): boolean {
  return text.charAt(at) === ':' && (at + 1 === text.length || text.charAt(at + 1) === ' ')
}

/** Neither white space nor an escape. */
function isSolid(text: string, at: number): boolean {
  return /[^\s\0]/.test(text.charAt(at))
}

function nameOf(text: string): string | undefined {
  const name = text.trimEnd()
  if (name === '_') return undefined
  return name.startsWith('`') ? name.slice(1, -1) : name
}

/** `name_` or `` `a phrase`_ `` as the whole text. */
function referenceName(text: string): string | undefined {
  if (!text.endsWith('_')) return undefined
  const name = text.slice(0, -1)
  if (isSimpleName(name)) return name
  const isPhrase = /^`(?! )[\s\S]*[^\s\0]`$/.test(name) && name.length > 2
  return isPhrase ? name.slice(1, -1) : undefined
}

function targetNode(view: View, at: number, block: Gathered, lines: readonly string[]): Target {
  const start = view.point(at, 0)
  const last = Math.max(at, block.next - 1)
  const node: Target = {
    type: 'target',
    name: '',
    anonymous: false,
    position: {start, end: view.pointAfter(last)},
  }
  if (lines.at(-1)?.trim().endsWith('_')) {
    const name = referenceName(normalizeSpace(lines.map((line) => line.trim()).join(' ')))
    if (name !== undefined) {
      node.referenceName = normalizeName(unescapeNulls(name))
      return node
    }
  }
  const uri = uriOf(lines.join(' '))
  if (uri !== '') node.uri = uri
  return node
}
