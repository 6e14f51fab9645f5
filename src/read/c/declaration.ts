/**
 * A declaration: specifiers, declarators, semicolon; or a function with its body.
 *
 * ```text
 *   struct a { … } b, *c;     static inline int f(void) { … }
 *   ^specifier     ^declarators                ^name    ^skipped
 * ```
 */

import type {Declaration, Declarator, FunctionDefinition} from './ast.ts'
import {parseAttributes} from './attribute.ts'
import type {Cursor} from './cursor.ts'
import {parseDeclarator} from './declarator.ts'
import {parseSpecifiers, type Specifiers} from './specifier.ts'
import {Kind} from './token.ts'
import {wordRole} from './word.ts'

/** `undefined`, noted as unread, where none stands here. */
export function parseDeclaration(cursor: Cursor, member: boolean): Declaration | FunctionDefinition | undefined {
  const first = cursor.at
  const start = cursor.start()
  const specifiers = parseSpecifiers(cursor)
  if (!specifiers) {
    cursor.recover(first, 'no declaration')
    return undefined
  }
  const behind = cursor.at
  const trailers: string[] = []
  const declarators = parseDeclarators(cursor, member, trailers)
  if (declarators && isFunctionBody(cursor, declarators)) {
    cursor.at = cursor.closingBrace(cursor.at) + 1
    return {kind: 'function', name: declarators[0]?.name, start, end: cursor.end()}
  }
  const ends = declarators && endDeclaration(cursor, specifiers, declarators, member)
  if (!declarators || !ends) {
    if (!isDefinition(specifiers)) {
      cursor.recover(first, 'no declaration')
      return undefined
    }
    // What stands behind the closing brace is no declarator, but the body is there.
    cursor.at = behind
    return declarationOf(cursor, first, specifiers, [], specifiers.macros)
  }
  const macros = trailers.length === 0 ? specifiers.macros : [...specifiers.macros, ...trailers]
  return declarationOf(cursor, first, specifiers, declarators, macros)
}

/** Every property in one order, so that all declarations have one shape. */
function declarationOf(
  cursor: Cursor,
  first: number,
  {storage, specifier}: Specifiers,
  declarators: readonly Declarator[],
  macros: readonly string[],
): Declaration {
  const tokens = {from: first, to: cursor.at}
  return {
    kind: 'declaration',
    storage,
    specifier,
    declarators,
    macros,
    tokens,
    start: cursor.start(first),
    end: cursor.end(),
  }
}

function isDefinition({specifier}: Specifiers): boolean {
  return 'items' in specifier && specifier.items !== undefined
}

function parseDeclarators(cursor: Cursor, member: boolean, macros: string[]): Declarator[] | undefined {
  const declarators: Declarator[] = []
  if (cursor.kind === Kind.semicolon || cursor.kind === Kind.closeBrace || cursor.atBarrier()) return declarators
  do {
    const declarator = parseDeclarator(cursor, member)
    if (!declarator) return undefined
    takeTrailers(cursor, macros)
    if (cursor.accept(Kind.equals)) skipInitializer(cursor)
    declarators.push(declarator)
  } while (cursor.accept(Kind.comma))
  return declarators
}

/** `__asm__("name")`, and words that only expansion can tell. */
function takeTrailers(cursor: Cursor, macros: string[]): void {
  while (cursor.kind === Kind.identifier) {
    const role = wordRole(cursor.text)
    const next = cursor.kindAt(cursor.at + 1)
    if (role === 'statement' && next === Kind.openParenthesis) {
      cursor.at++
      cursor.skipBalanced()
    } else if (role === undefined && cursor.dialect === 'file') {
      macros.push(cursor.takeName().text)
      if (cursor.kindAt(cursor.at) === Kind.openParenthesis) cursor.skipBalanced()
    } else {
      const {at} = cursor
      parseAttributes(cursor)
      if (cursor.at === at) return
    }
  }
}

/** A whole one in braces may hold directives. */
function skipInitializer(cursor: Cursor): void {
  const close = cursor.kind === Kind.openBrace ? cursor.closingBrace(cursor.at) : -1
  if (close !== -1) cursor.at = close + 1
  else cursor.takeUntil([Kind.comma, Kind.semicolon])
}

function isFunctionBody(cursor: Cursor, declarators: readonly Declarator[]): boolean {
  if (cursor.kind !== Kind.openBrace || cursor.closingBrace(cursor.at) === -1) return false
  return declarators.at(-1)?.derivations[0]?.kind === 'function'
}

/** Takes the semicolon. A document may leave it out at the end of a line. */
function endDeclaration(
  cursor: Cursor,
  specifiers: Specifiers,
  declarators: readonly Declarator[],
  member: boolean,
): boolean {
  const named = declarators.length > 0
  if (!named && !isDefinition(specifiers) && specifiers.specifier.kind === 'name') return false
  if (cursor.accept(Kind.semicolon)) return true
  if (cursor.dialect === 'file') return false
  if (isDefinition(specifiers) && !named) return true
  return member && named && (cursor.kind === Kind.closeBrace || cursor.atBarrier() || startsLine(cursor))
}

function startsLine(cursor: Cursor): boolean {
  return cursor.tokens.text.slice(cursor.end(), cursor.start()).includes('\n')
}
