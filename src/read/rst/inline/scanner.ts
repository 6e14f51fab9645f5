/**
 * Text under inline parsing. docutils searches the remaining text for the next start-string again and again; this goes
 * over it once, so that `rest` says where the remaining text would begin.
 */

import type {InlineText} from '../inline-text.ts'
import type {Parser} from '../parser.ts'
import type {MessageLevel, Position} from '../types.ts'
import type {Inline, Problematic} from '../types-inline.ts'
import {isEnclosed, isPrefix} from './characters.ts'
import {escapeNulls, unescapeNulls} from './escape.ts'
import {standalone} from './standalone.ts'

export class Scanner {
  readonly parser: Parser
  /** The text, with U+0000 for every backslash that escapes. */
  readonly value: string
  readonly nodes: Inline[]
  /** Where the text begins that is not read yet: a start-string may stand here whatever is before it. */
  rest: number
  /** Where an address may be: a colon or an at-sign. */
  addresses: number[] | undefined
  /** The end-strings that the remaining text does not have; so that they are searched for once only. */
  private missing: Set<string> | undefined
  private readonly text: InlineText
  private readonly line: number
  /** Where the text begins that is not yet in a node. */
  private pending: number

  constructor(parser: Parser, text: InlineText, line: number) {
    this.parser = parser
    this.value = escapeNulls(text.value)
    this.nodes = []
    this.rest = 0
    this.addresses = undefined
    this.missing = undefined
    this.text = text
    this.line = line
    this.pending = 0
  }

  /** Whether a start-string may stand at an index. */
  mayStart(at: number): boolean {
    return at === this.rest || isPrefix(this.value, at - 1)
  }

  /** Whether a start-string is enclosed by quotes or brackets, or ends the text: then it is no start-string. */
  isQuoted(start: number, end: number): boolean {
    if (start === this.rest) return false
    return end >= this.value.length || isEnclosed(this.value, start - 1, end)
  }

  /** Whether the remaining text is known to lack an end-string. */
  lacks(end: string): boolean {
    return this.missing?.has(end) ?? false
  }

  noteLack(end: string): void {
    this.missing ??= new Set()
    this.missing.add(end)
  }

  /** Goes on behind a start-string that is none. */
  skip(end: number): number {
    this.rest = end
    return end
  }

  /** Adds a node that stands from `start` to `end`, after the text before it. */
  add(node: Inline, end: number, start: number): number {
    this.flush(start)
    this.nodes.push(node)
    this.pending = end
    this.rest = end
    return end
  }

  problem(start: number, end: number, message: string, level: MessageLevel = 2): number {
    const position = this.position(start, end)
    const {severity} = this.parser.report(level, message, this.line, position)
    const value = this.raw(start, end)
    const node: Problematic = {type: 'problematic', value, level, severity, message, position}
    return this.add(node, end, start)
  }

  /** Adds the text up to `end` that no markup claims. */
  flush(end: number): void {
    const start = this.pending
    if (end <= start) return
    this.pending = end
    if (this.addresses === undefined) this.addText(start, end)
    else {
      standalone(this, this.addresses, start, end)
      this.addresses = undefined
    }
  }

  addText(start: number, end: number): void {
    if (end <= start) return
    this.nodes.push({type: 'text', value: this.shown(start, end), position: this.position(start, end)})
  }

  /** A piece of the text as it is shown. */
  shown(start: number, end: number): string {
    return unescapeNulls(this.value.slice(start, end))
  }

  /** A piece of the text as it was written. */
  raw(start: number, end: number): string {
    return this.text.value.slice(start, end)
  }

  position(start: number, end: number): Position {
    return this.text.position(start, end)
  }
}
