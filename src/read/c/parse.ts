/** The doors: a whole C file, or the fragments of C that a document holds. */

import type {CFile, Item} from './ast.ts'
import {Cursor, type Dialect} from './cursor.ts'
import {directiveName, takeLine} from './directive.ts'
import {parseEnumItems} from './enumerator.ts'
import {parseItems} from './item.ts'
import {SourceText} from './source-text.ts'
import {Kind, type Tokens} from './token.ts'
import {type Slice, tokenize, tokenizeFragments} from './tokenize.ts'

/** A C file as a tree. No text makes it throw; what it cannot read is in `unread`. */
export function parseC(text: string, file: string, {dialect = 'file'}: {readonly dialect?: Dialect} = {}): CFile {
  return parseTokens(new SourceText(file, text), tokenize(text), dialect)
}

/**
 * The C in a document: its literal blocks, by offsets into the document's text, in order. A struct that is left open at
 * the end of one goes on in the next. All offsets in the tree are the document's.
 */
export function parseFragments(source: SourceText, slices: readonly Slice[]): CFile {
  return parseTokens(source, tokenizeFragments(source.text, slices), 'document')
}

function parseTokens(source: SourceText, tokens: Tokens, dialect: Dialect): CFile {
  const cursor = new Cursor(tokens, dialect)
  const items: Item[] = []
  while (cursor.kind !== Kind.end) {
    // Not spread: a file may have more items than a call takes arguments.
    for (const item of parseItems(cursor, 'file')) items.push(item)
    if (cursor.kind === Kind.directive) skipStray(cursor)
  }
  const unread = cursor.unread.sort((one, other) => one.start - other.start || one.end - other.end)
  return {source, tokens, items, unread}
}

/** `#else` or `#endif` without its `#if`. */
function skipStray(cursor: Cursor): void {
  const start = cursor.start()
  const reason = `#${directiveName(cursor)} without its #if`
  cursor.at += 2
  const {to} = takeLine(cursor)
  cursor.unread.push({start, end: cursor.end(to), reason})
}

/** Items of a text that stands where members or enumerators stand, as the expansion of a macro gives it. */
export function parseMembers(source: SourceText): CFile {
  const cursor = new Cursor(tokenize(source.text), 'file')
  const items = parseItems(cursor, 'members')
  return {source, tokens: cursor.tokens, items, unread: cursor.unread}
}

export function parseEnumerators(
  source: SourceText,
): Omit<CFile, 'items'> & {readonly items: ReturnType<typeof parseEnumItems>} {
  const cursor = new Cursor(tokenize(source.text), 'file')
  const items = parseEnumItems(cursor)
  return {source, tokens: cursor.tokens, items, unread: cursor.unread}
}
