/** What every construct works with: the source, the messages, the way into nested blocks and into text. */

import {parseInline} from './inline/index.ts'
import type {InlineText} from './inline-text.ts'
import {Names} from './names.ts'
import type {Source} from './source.ts'
import type {Titles} from './titles.ts'
import type {
  Block,
  Inline,
  MessageLevel,
  MessageSeverity,
  Node,
  Point,
  Position,
  SystemMessage,
  Title,
} from './types.ts'
import type {View} from './view.ts'

/** A block under construction: its lines, where its nodes go, and the open sections where it may have titles. */
export interface Frame {
  readonly view: View
  children: (Block | Title)[]
  readonly titles?: Titles
}

/** Reads what begins at `at` and gives the line behind it; `NO_MATCH` where it is something else after all. */
export type Read = (parser: Parser, frame: Frame, at: number) => number

export const NO_MATCH = -1

export interface Construct {
  /** Whether docutils' pattern for the construct matches the line. */
  begins(view: View, at: number): boolean
  read: Read
}

/** Deeper nesting is kept as it stands. docutils ends in Python's recursion limit, at 110 levels of notes or 166 of quotes. */
const MAXIMUM_DEPTH = 200

const severities: Readonly<Record<MessageLevel, MessageSeverity>> = {2: 'warning', 3: 'error', 4: 'severe'}

export class Parser {
  readonly source: Source
  readonly messages: SystemMessage[] = []
  readonly #names = new Names()
  readonly #parseBody: (parser: Parser, frame: Frame) => void
  #depth = 0

  constructor(source: Source, parseBody: (parser: Parser, frame: Frame) => void) {
    this.source = source
    this.#parseBody = parseBody
  }

  /** Reads the lines of a nested block into nodes. */
  body(view: View): Block[] {
    const children: Block[] = []
    this.bodyInto({view, children})
    return children
  }

  bodyInto(frame: Frame): void {
    if (this.#depth >= MAXIMUM_DEPTH) {
      this.#keep(frame)
      return
    }
    this.#depth += 1
    this.#parseBody(this, frame)
    this.#depth -= 1
  }

  #keep({view, children}: Frame): void {
    let first = view.start
    while (first < view.end && view.blank(first)) first += 1
    if (first >= view.end) return
    children.push(
      this.report(4, 'Nested too deeply.', view.lineNumber(first), view.position(first, view.end - 1), textOf(view)),
    )
  }

  /** Reads text into inline nodes; `line` is the one that docutils reports for what is wrong with it. */
  inline(text: InlineText, line: number): Inline[] {
    return parseInline(this, text, line)
  }

  /** Remembers an explicit target; a name that was there before with another address is remarked. */
  noteTarget(name: string, line: number, position: Position, uri?: string): void {
    if (this.#names.isDuplicate(name, uri)) {
      this.report(2, `Duplicate explicit target name: "${name}".`, line, position)
    }
  }

  noteSubstitution(name: string, line: number, position: Position): void {
    if (this.#names.isDuplicateSubstitution(name)) {
      this.report(3, `Duplicate substitution definition name: "${name}".`, line, position)
    }
  }

  report(level: MessageLevel, message: string, line: number, position: Position, value = ''): SystemMessage {
    const node: SystemMessage = {
      type: 'system_message',
      level,
      severity: severities[level],
      message,
      line,
      value,
      position,
    }
    this.messages.push(node)
    return node
  }

  /** The line at `next` should have been blank. */
  unindented(name: string, view: View, next: number): void {
    this.report(
      2,
      `${name} ends without a blank line; unexpected unindent.`,
      view.lineNumber(next - 1) + 1,
      linePosition(view, next),
    )
  }
}

/** The whole of a line, for a message about it; behind the view's last line, that line's end. */
export function linePosition(view: View, at: number): Position {
  const end = view.pointAfter(Math.min(at, view.end - 1))
  return at < view.end ? {start: view.pointBefore(at), end} : {start: end, end}
}

/** The lines of a view, joined. */
export function textOf(view: View, first = view.start, end = view.end): string {
  if (first + 1 === end) return view.text(first)
  const lines: string[] = []
  for (let i = first; i < end; i += 1) lines.push(view.text(i))
  return lines.join('\n')
}

/** The end of the last child, or where there is none, of the marker. */
export function endOf(children: readonly Node[], otherwise: Point): Point {
  const end = children.at(-1)?.position.end
  return end && end.offset > otherwise.offset ? end : otherwise
}
