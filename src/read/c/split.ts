/**
 * Declarations with directives in their middle (see `Split`): found where reading one failed, tried with the first branch
 * of every conditional and with the last, kept where both give declarations.
 */

import type {Item, Piece, Split, TokensPiece} from './ast.ts'
import {atBranchEnd, atConditional, parseConditional} from './conditional.ts'
import {Cursor} from './cursor.ts'
import {parseDirective} from './directive.ts'
import {type Context, parseItems} from './item.ts'
import {Kind, type TokenRange, type Tokens} from './token.ts'

/** Reads again from `from`, behind which something was unread; `undefined`, nothing changed, where that does not help. */
export function parseSplit(cursor: Cursor, from: number, unread: number, context: Context): Split | undefined {
  if (cursor.dialect !== 'file') return undefined
  const to = endOfSplit(cursor, from)
  if (to === undefined) return undefined
  const inner = new Cursor(cursor.tokens, cursor.dialect, {from, to})
  inner.depth = cursor.depth
  const pieces = parsePieces(inner)
  if (inner.at < to || !isReadable(cursor.tokens, pieces, context)) return undefined
  cursor.at = to
  cursor.unread.length = unread
  return {kind: 'split', pieces, start: cursor.start(from), end: cursor.end(to)}
}

/** Any run of tokens as pieces, for choosing among the directives in it. */
export function piecesOf(tokens: Tokens, range: TokenRange): readonly Piece[] {
  return parsePieces(new Cursor(tokens, 'file', range))
}

/** The items that the chosen pieces of a split declaration make. */
export function parseChosen(tokens: Tokens, ranges: readonly TokenRange[], context: Context): Chosen {
  const cursor = new Cursor(joinTokens(tokens, ranges), 'file')
  const items = parseItems(cursor, context)
  const complete = cursor.kind === Kind.end && cursor.unread.length === 0
  return {tokens: cursor.tokens, items, complete}
}

export interface Chosen {
  /** What the items' token ranges refer to. Offsets are still the file's. */
  readonly tokens: Tokens
  readonly items: readonly Item[]
  /** Whether everything was read. */
  readonly complete: boolean
}

function isReadable(tokens: Tokens, pieces: readonly Piece[], context: Context): boolean {
  return [0, -1].every((branch) => {
    const {items, complete} = parseChosen(tokens, [...chosen(pieces, branch)], context)
    return items.length > 0 && complete
  })
}

function* chosen(pieces: readonly Piece[], branch: number): Iterable<TokensPiece> {
  for (const piece of pieces) {
    if (piece.kind === 'tokens') yield piece
    else if (piece.kind === 'conditional') yield* chosen(piece.branches.at(branch)?.items ?? [], branch)
  }
}

/** Index behind the semicolon that ends it, outside of every brace and conditional; `undefined` where nothing is split. */
function endOfSplit(cursor: Cursor, from: number): number | undefined {
  const braces: number[] = []
  let depth = 0
  let directives = 0
  for (let index = from; cursor.kindAt(index) !== Kind.end; index++) {
    if (--cursor.splitBudget < 0) return undefined
    const kind = cursor.kindAt(index)
    if (kind === Kind.openBrace) depth++
    else if (kind === Kind.closeBrace && --depth < 0) return undefined
    else if (kind === Kind.fragmentEnd) return undefined
    else if (kind === Kind.directive) {
      directives++
      const name = cursor.textAt(index + 1)
      if (name.startsWith('if')) braces.push(depth)
      else if (name === 'endif' && braces.pop() === undefined) return undefined
      else if (name.startsWith('el')) {
        const before = braces.at(-1)
        if (before === undefined) return undefined
        depth = before
      }
      while (cursor.kindAt(index + 1) !== Kind.directiveEnd && cursor.kindAt(index + 1) !== Kind.end) index++
    } else if (kind === Kind.semicolon && depth === 0 && braces.length === 0) {
      return directives > 0 ? index + 1 : undefined
    }
  }
  return undefined
}

function parsePieces(cursor: Cursor): Piece[] {
  const pieces: Piece[] = []
  while (cursor.kind !== Kind.end && !atBranchEnd(cursor)) {
    if (atConditional(cursor)) pieces.push(parseConditional(cursor, () => parsePieces(cursor)))
    else if (cursor.kind === Kind.directive) {
      const directive = parseDirective(cursor)
      if (directive) pieces.push(directive)
    } else {
      const from = cursor.at
      while (cursor.kind !== Kind.directive && cursor.kind !== Kind.end) cursor.at++
      pieces.push({kind: 'tokens', from, to: cursor.at, start: cursor.start(from), end: cursor.end()})
    }
  }
  return pieces
}

/** Tokens of several runs as one; texts, offsets and comments stay. */
function joinTokens(tokens: Tokens, ranges: readonly TokenRange[]): Tokens {
  const count = ranges.reduce((sum, {from, to}) => sum + to - from, 0)
  const joined = {
    ...tokens,
    count,
    kinds: new Uint8Array(count),
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
  }
  let at = 0
  for (const {from, to} of ranges) {
    joined.kinds.set(tokens.kinds.subarray(from, to), at)
    joined.starts.set(tokens.starts.subarray(from, to), at)
    joined.ends.set(tokens.ends.subarray(from, to), at)
    at += to - from
  }
  return joined
}
