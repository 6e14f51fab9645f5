/**
 * A substitution definition.
 *
 * ```rst
 * > | .. |name| replace:: some *text*
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * > | .. |logo| image:: logo.svg
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 *
 * docutils: "Substitution Definitions"; `Body.substitution_def`.
 */

import {comment} from './comment.ts'
import {directiveMarker} from './directive.ts'
import {type DirectiveSource, divide} from './directives/block.ts'
import {readDirective} from './directives/index.ts'
import {contentExpected, Refusal} from './directives/reader.ts'
import type {Explicit} from './explicit.ts'
import {escapeNulls, unescapeNulls} from './inline/escape.ts'
import {normalizeSpace} from './names.ts'
import {linePosition, type Parser, textOf} from './parser.ts'
import type {Block, Position, SubstitutionDefinition} from './types.ts'
import {blockAfterMarker, type Gathered, View} from './view.ts'

const COLON = 58

type Children = SubstitutionDefinition['children']

/** `.. |name| …`; `indent` is where the bar stands. */
export function substitutionDefinition(parser: Parser, view: View, at: number, indent: number): Explicit | undefined {
  const first = view.code(at, indent + 1)
  if (first === 32 || Number.isNaN(first)) return undefined
  const block = blockAfterMarker(view, at, indent + 1, {keepIndent: true})
  const name = findName(block.view)
  if (!name) return malformed(parser, view, at, indent, block)
  let last = block.next - 1
  while (last > at && view.blank(last)) last -= 1
  const position = {start: view.point(at, 0), end: view.pointAfter(last)}
  const line = view.sourceLine(at)
  const value = textOf(view, at, last + 1)
  const content = behindName(block.view, name, last + 1)
  const rest = {next: block.next, blankFinish: content ? endsBlank(content, block) : block.blankFinish}
  if (!content) {
    const message = `Substitution definition "${name.text}" missing contents.`
    return {...rest, node: [parser.report(2, message, line, position, value)]}
  }
  const {children, others} = embedded(parser, content)
  const illegal = children.map(illegalElement).find((name) => name !== undefined)
  if (illegal !== undefined) {
    const message = `Substitution definition contains illegal element <${illegal}>:`
    return {...rest, node: [parser.report(3, message, line, before(position, others), value), ...others]}
  }
  if (children.length === 0) {
    const message = `Substitution definition "${name.text}" empty or invalid.`
    return {...rest, node: [parser.report(2, message, line, before(position, others), value), ...others]}
  }
  parser.noteSubstitution(normalizeSpace(name.text), line, position)
  const node: Block = {type: 'substitution_definition', name: normalizeSpace(name.text), children, position}
  return {...rest, node: [node]}
}

/** The part of a definition that is not in the nodes which stand in its place. */
function before({start, end}: Position, others: readonly Block[]): Position {
  return {start, end: others[0]?.position.start ?? end}
}

/** docutils' name of an element that could not stand wherever the substitution is used. */
function illegalElement(node: Children[number]): string | undefined {
  switch (node.type) {
    case 'problematic':
    case 'footnote_reference':
    case 'citation_reference':
      return node.type
    case 'inline_target':
      return 'target'
    case 'reference':
      return node.anonymous ? 'reference' : node.targetName === undefined ? undefined : 'target'
    default:
      return undefined
  }
}

function malformed(parser: Parser, view: View, at: number, indent: number, block: Gathered): Explicit {
  const last = Math.max(at, block.next - 1)
  parser.report(2, 'malformed substitution definition.', view.lineNumber(last), linePosition(view, at))
  const item = comment(view, last, indent)
  item.node.position.start = view.point(at, 0)
  return {...item, node: [item.node]}
}

interface Name {
  text: string
  /** The line that it ends in, and the column behind the bar and the blanks that follow it. */
  line: number
  column: number
}

/** Up to the first bar that is not escaped and that white space follows; a name may go over several lines. */
function findName(view: View): Name | undefined {
  let text = ''
  for (let line = view.start; line < view.end; line += 1) {
    const own = view.text(line)
    const lead = line === view.start ? 0 : own.length - own.trimStart().length
    const before = line === view.start ? 0 : text.length + 1
    const escaped = escapeNulls(own.slice(lead))
    text += line === view.start ? escaped : ` ${escaped}`
    for (let bar = text.indexOf('|', Math.max(1, before)); bar >= 0; bar = text.indexOf('|', bar + 1)) {
      if (/[\s\0]/.test(text.charAt(bar - 1)) || !/^(?: |$)/.test(text.slice(bar + 1, bar + 2))) continue
      let column = lead + bar + 1 - before
      while (own.charAt(column) === ' ') column += 1
      return {text: unescapeNulls(text.slice(0, bar)), line, column}
    }
  }
  return undefined
}

/** What the definition holds, from its first character on. */
function behindName(view: View, {line, column}: Name, end: number): View | undefined {
  if (column < view.width(line)) return new View(view.lines, line, end, view.left, view.leftOf(line) + column)
  const next = line + 1
  if (next >= end) return undefined
  const indent = view.blank(next) ? 0 : view.indent(next)
  return new View(view.lines, next, end, view.left, view.left + indent)
}

/** Where there is no directive, docutils looks only at the line behind the first one. */
function endsBlank(content: View, block: Gathered): boolean {
  const second = content.start + 1
  if (second >= content.end || embeddedMarker(content)) return block.blankFinish
  return content.blank(second)
}

/** Here no blank may stand before the colons. */
function embeddedMarker(view: View): {nameEnd: number; end: number} | undefined {
  const marker = directiveMarker(view, view.start, 0)
  return marker && view.code(view.start, marker.nameEnd) === COLON ? marker : undefined
}

/** The directive in the definition. (docutils: the state `SubstitutionDef`.) */
function embedded(parser: Parser, view: View): {children: Children; others: Block[]} {
  const at = view.start
  const marker = embeddedMarker(view)
  if (!marker) return {children: [], others: []}
  const name = view.text(at).slice(0, marker.nameEnd)
  const block = blockAfterMarker(view, at, marker.end, {keepTop: true})
  let end = block.next
  while (end > at + 1 && view.blank(end - 1)) end -= 1
  const source: DirectiveSource = {
    name,
    outer: view,
    at,
    block: block.view.slice(at, end),
    position: {start: view.point(at, 0), end: view.pointAfter(end - 1)},
    line: view.lineNumber(at),
    titles: false,
  }
  if (name.toLowerCase() === 'replace') return replacement(parser, source)
  return sorted(readDirective(parser, source))
}

function sorted(nodes: readonly Block[]): {children: Children; others: Block[]} {
  const children: Children = []
  const others: Block[] = []
  for (const node of nodes) {
    if (node.type === 'image' || node.type === 'directive' || node.type === 'raw') children.push(node)
    else others.push(node)
  }
  return {children, others}
}

/** `replace::`, whose content is one paragraph. */
function replacement(parser: Parser, source: DirectiveSource): {children: Children; others: Block[]} {
  const parts = divide(parser, source, {content: true})
  const {name, line, position} = source
  const refuse = (message: string): {children: Children; others: Block[]} => ({
    children: [],
    others: [parser.report(3, message, line, position, textOf(source.block))],
  })
  if (parts instanceof Refusal) return refuse(`Error in "${name}" directive:\n${parts.message}.`)
  if (!parts.content) return refuse(contentExpected(name).message)
  const [paragraph, ...rest] = parser.body(parts.content).filter((node) => node.type !== 'system_message')
  if (!paragraph) return {children: [], others: []}
  if (paragraph.type !== 'paragraph' || rest.length > 0) {
    return refuse(`Error in "${name}" directive: may contain a single paragraph only.`)
  }
  return {children: paragraph.children, others: []}
}
