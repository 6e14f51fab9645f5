/**
 * What stands before the declarators: storage, type, attributes.
 *
 * ```text
 *   typedef unsigned long a;     struct b { … } __packed c;     const __u32 *d;
 *   ^storage                     ^composite, tag `b`                  ^named
 *           ^named `unsigned long`
 * ```
 */

import type {Attributes, CompositeSpecifier, Declaration, EnumSpecifier, Name, Specifier} from './ast.ts'
import {merge, parseAttributes} from './attribute.ts'
import {type Cursor, noAttributes} from './cursor.ts'
import {parseEnumItems} from './enumerator.ts'
import {parseItems} from './item.ts'
import {columnOf} from './source-text.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

const noMacros: readonly string[] = []

export interface Specifiers {
  readonly storage: Declaration['storage']
  readonly specifier: Specifier
  readonly macros: readonly string[]
}

/** The specifiers that stand here, or `undefined`, somewhere behind them, where none of them is a type. */
export function parseSpecifiers(cursor: Cursor): Specifiers | undefined {
  let storage: Declaration['storage']
  let specifier: Specifier | undefined
  let attributes = noAttributes
  let macros = noMacros
  let words = ''
  let start = 0
  while (cursor.kind === Kind.identifier) {
    const word = cursor.text
    const role = wordRole(word)
    if (role === 'storage') {
      if (word === 'typedef' || word === 'extern' || word === 'static') storage = word
      cursor.at++
    } else if (role === 'qualifier' || role === 'attribute') attributes = parseAttributes(cursor, attributes)
    else if (role === 'statement' || specifier) break
    else if (role === 'type') {
      if (words === '') start = cursor.start()
      words = words === '' ? word : `${words} ${word}`
      cursor.at++
    } else if (words !== '') break
    else if (role === undefined) {
      if (isMacroBefore(cursor)) macros = [...macros, word]
      else specifier = namedSpecifier(word, cursor.start(), cursor.end(cursor.at + 1))
      cursor.at++
    } else if (role === 'typeof') specifier = parseTypeof(cursor)
    else {
      const own: string[] = []
      specifier = role === 'enum' ? parseEnum(cursor, own) : parseComposite(cursor, role, own)
      if (own.length > 0) macros = [...macros, ...own]
    }
    if (specifier === undefined && role === 'typeof') return undefined
  }
  if (words !== '') specifier = namedSpecifier(words, start, cursor.end())
  if (!specifier) return undefined
  if (attributes === noAttributes) return {storage, macros, specifier}
  return {storage, macros, specifier: {...specifier, attributes: merge(specifier.attributes, attributes)}}
}

function namedSpecifier(name: string, start: number, end: number): Specifier {
  return {kind: 'name', name, attributes: noAttributes, start, end}
}

/** Whether the word that stands here comes before a type that is spelled out: a macro for an attribute. */
function isMacroBefore(cursor: Cursor): boolean {
  if (cursor.kindAt(cursor.at + 1) !== Kind.identifier) return false
  const role = wordRole(cursor.textAt(cursor.at + 1))
  return role === 'struct' || role === 'union' || role === 'enum' || role === 'type' || role === 'storage'
}

function parseTypeof(cursor: Cursor): Specifier | undefined {
  const start = cursor.start()
  cursor.at++
  if (cursor.kind !== Kind.openParenthesis) return undefined
  const from = cursor.at + 1
  cursor.skipBalanced()
  const operand = {from, to: cursor.at - 1}
  return {kind: 'typeof', operand, attributes: noAttributes, start, end: cursor.end()}
}

interface Head {
  readonly start: number
  readonly tag: Name | undefined
  readonly attributes: Attributes
}

/** `struct __packed a MACRO`: keyword, attributes, tag. */
function parseHead(cursor: Cursor, macros: string[]): Head {
  const start = cursor.start()
  cursor.at++
  const before = parseAttributes(cursor)
  const isTag = cursor.kind === Kind.identifier && wordRole(cursor.text) === undefined
  const tag = isTag ? cursor.takeName() : undefined
  const attributes = tag ? parseAttributes(cursor, before) : before
  while (cursor.kind === Kind.identifier && cursor.kindAt(cursor.at + 1) === Kind.openBrace) {
    macros.push(cursor.takeName().text)
  }
  return {start, tag, attributes}
}

function parseComposite(cursor: Cursor, kind: 'struct' | 'union', macros: string[]): CompositeSpecifier {
  const {start, tag, attributes} = parseHead(cursor, macros)
  const body = parseBody(cursor, start, () => parseItems(cursor, 'members'))
  const after = body ? parseAttributes(cursor, attributes) : attributes
  return {
    kind,
    tag,
    items: body?.items,
    closed: body?.closed ?? true,
    attributes: after,
    start,
    end: body?.end ?? cursor.end(),
  }
}

function parseEnum(cursor: Cursor, macros: string[]): EnumSpecifier {
  const {start, tag, attributes} = parseHead(cursor, macros)
  const body = parseBody(cursor, start, () => parseEnumItems(cursor))
  const after = body ? parseAttributes(cursor, attributes) : attributes
  return {
    kind: 'enum',
    tag,
    items: body?.items,
    closed: body?.closed ?? true,
    attributes: after,
    start,
    end: body?.end ?? cursor.end(),
  }
}

interface Body<Inner> {
  readonly items: Inner[]
  readonly closed: boolean
  readonly end: number
}

/** What is in the braces that stand here. A missing closing brace is only in a document no loss. */
function parseBody<Inner>(cursor: Cursor, start: number, parse: () => Inner[]): Body<Inner> | undefined {
  if (cursor.kind !== Kind.openBrace) return undefined
  const outermost = cursor.openColumn === undefined
  if (outermost) cursor.openColumn = columnOf(cursor.tokens.text, start)
  const items = cursor.deeper(() => {
    cursor.at++
    return parse()
  })
  if (outermost) cursor.openColumn = undefined
  if (!items) {
    cursor.recover(cursor.at, 'structs nested too deep')
    return {items: [], closed: false, end: cursor.end()}
  }
  const closed = cursor.accept(Kind.closeBrace)
  if (!closed && cursor.dialect === 'file') {
    cursor.unread.push({start, end: cursor.end(), reason: 'a body without its closing brace'})
  }
  return {items, closed, end: cursor.end()}
}
