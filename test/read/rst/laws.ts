/** What must hold for any text whatever: the laws of the reader. */

import {isDeepStrictEqual} from 'node:util'
import {
  type LiteralBlock,
  type Node,
  type Point,
  parseRst,
  pointInBlock,
  type Root,
  serializeRst,
} from '../../../src/read/rst/index.ts'
import {expandTabs} from '../../../src/read/rst/source.ts'

/** What of the laws the tree of a text breaks; empty where all is well. */
export function brokenLaws(text: string): string[] {
  const root = parseRst(text)
  const broken: string[] = []
  if (serializeRst(root) !== text) broken.push('the tree does not serialise to its source')
  if (!isDeepStrictEqual(root, parseRst(text))) broken.push('another reading gives another tree')
  const lines = new LineStarts(text)
  walk(root, undefined, (node, parent, isInDrawnTable) => {
    for (const law of nodeLaws) {
      const wrong = law(node, {root, parent, lines, isInDrawnTable})
      if (wrong) broken.push(`${node.type} at ${node.position.start.line}:${node.position.start.column}: ${wrong}`)
    }
  })
  for (const message of root.messages) {
    const {start, end} = message.position
    if (start.offset > end.offset || !lines.has(start) || !lines.has(end)) broken.push(`no place: ${message.message}`)
  }
  return broken
}

interface Context {
  root: Root
  parent: Node | undefined
  lines: LineStarts
  /** Lines of a cell are not contiguous in the source. */
  isInDrawnTable: boolean
}

type Law = (node: Node, context: Context) => string | undefined

const nodeLaws: readonly Law[] = [
  ({position: {start, end}}, {lines}) => {
    if (start.offset > end.offset) return 'it ends before it starts'
    return lines.has(start) && lines.has(end) ? undefined : 'line and column are not those of the offset'
  },
  ({position: {start, end}}, {parent}) => {
    if (!parent) return undefined
    const {position} = parent
    return start.offset >= position.start.offset && end.offset <= position.end.offset ? undefined : 'not in its parent'
  },
  (node) => {
    let last: Node | undefined
    for (const child of childrenOf(node)) {
      if (last && child.position.start.offset < last.position.start.offset) return 'children out of order'
      // Cells that span rows or have several lines reach into the lines of others.
      const overlaps = last && child.position.start.offset < last.position.end.offset
      if (overlaps && child.type !== 'entry' && child.type !== 'row') return `children overlap at ${child.type}`
      last = child
    }
    return undefined
  },
  (node, {root, isInDrawnTable}) => {
    const delimiters = enclosing[node.type]
    if (!delimiters || !('value' in node)) return undefined
    const {start, end} = node.position
    if (isInDrawnTable && start.line !== end.line) return undefined
    const slice = root.source.slice(start.offset, end.offset)
    const [before, after] = delimiters
    if (!slice.startsWith(before) || !slice.endsWith(after)) return `its source is ${JSON.stringify(slice)}`
    const inner = slice.slice(before.length, slice.length - after.length)
    return same(inner, node.value) ? undefined : `${JSON.stringify(inner)} became ${JSON.stringify(node.value)}`
  },
  (node, {root, isInDrawnTable}) => {
    if (node.type !== 'literal_block') return undefined
    const wrong = wrongPlace(root, node)
    if (wrong) return wrong
    const {start, end} = node.position
    const raw = root.source.slice(start.offset, end.offset)
    if (isInDrawnTable || start.column > 1) return undefined
    return dedented(raw, node) === node.value ? undefined : 'its source lines are not its value'
  },
]

/** Between what the source of a leaf has its text; roles and references have several forms. */
const enclosing: Readonly<Record<string, readonly [string, string]>> = {
  text: ['', ''],
  citation_reference: ['[', ']_'],
  footnote_reference: ['[', ']_'],
  inline_target: ['_`', '`'],
  problematic: ['', ''],
  substitution_reference: ['|', '|'],
}

/** The same but for what reading changes: white space, escapes, and the doubled quotes of a `csv-table`. */
function same(source: string, value: string): boolean {
  return source === value || plain(source) === plain(value)
}

function plain(text: string): string {
  return text.replace(/[\s\\\0]/g, '').replaceAll('""', '"')
}

function dedented(raw: string, {indent}: LiteralBlock): string {
  return raw
    .split(/\r\n|\n|\r/)
    .map((line) =>
      expandTabs(line)
        .replace(/[\v\f]/g, ' ')
        .trimEnd()
        .slice(indent),
    )
    .join('\n')
}

/** The places of the first characters of a literal block's lines. */
function wrongPlace(root: Root, block: LiteralBlock): string | undefined {
  for (const [index, line] of block.value.split('\n').entries()) {
    if (line === '') continue
    const column = line.length - line.trimStart().length
    const {offset} = pointInBlock(root, block, index, column)
    if (root.source.charAt(offset) !== line.charAt(column)) return `line ${index} has another place`
  }
  return undefined
}

function walk(
  node: Node,
  parent: Node | undefined,
  visit: (node: Node, parent: Node | undefined, drawn: boolean) => void,
  drawn = false,
): void {
  visit(node, parent, drawn)
  const inTable = drawn || (node.type === 'table' && node.name !== 'list-table' && node.name !== 'flat-table')
  for (const child of childrenOf(node)) walk(child, node, visit, inTable)
}

function childrenOf(node: Node): readonly Node[] {
  return 'children' in node ? (node.children ?? []) : []
}

class LineStarts {
  readonly #starts: number[] = [0]
  readonly #length: number

  constructor(text: string) {
    this.#length = text.length
    for (const {0: end, index} of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(index + end.length)
  }

  has({line, column, offset}: Point): boolean {
    const start = this.#starts[line - 1]
    const next = this.#starts[line] ?? this.#length + 1
    return start !== undefined && offset === start + column - 1 && offset <= next && offset <= this.#length
  }
}
