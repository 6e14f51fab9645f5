/**
 * Declarations inside of a function: which name has which type, and what it begins as.
 *
 * ```text
 *   struct kvm_regs *regs = NULL, copy;      union { struct kvm_pit_state ps; … } u;
 *   ^type            ^declarators             ^members                          ^declarator
 * ```
 */

import {Kind} from '../token.ts'
import type {BodyCursor} from './body-cursor.ts'
import {parseAssignment} from './expressions.ts'
import type {LocalDeclaration, LocalDeclarator} from './syntax.ts'
import {isQualifier, parseTypeWords} from './types.ts'

export function parseLocalDeclaration(cursor: BodyCursor): LocalDeclaration {
  const start = cursor.start
  let type = parseTypeWords(cursor)
  const members = cursor.is(Kind.openBrace) ? parseMembers(cursor) : []
  if (type === '') type = cursor.take()
  const declarators: LocalDeclarator[] = []
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeBrace) && !cursor.is(Kind.directive)) {
    const before = cursor.at
    const declarator = parseLocalDeclarator(cursor)
    if (declarator) declarators.push(declarator)
    if (cursor.accept(Kind.semicolon)) break
    if (!cursor.accept(Kind.comma) && cursor.at === before) cursor.next()
  }
  return {kind: 'declaration', type, members, declarators, start, end: cursor.lastEnd}
}

function parseMembers(cursor: BodyCursor): readonly LocalDeclaration[] {
  const members: LocalDeclaration[] = []
  cursor.next()
  while (!cursor.is(Kind.end) && !cursor.is(Kind.closeBrace)) {
    const before = cursor.at
    if (cursor.is(Kind.identifier) && !cursor.tooDeep) {
      cursor.depth++
      members.push(parseLocalDeclaration(cursor))
      cursor.depth--
    }
    if (cursor.at === before) cursor.next()
  }
  cursor.next()
  return members
}

/** Up to its `,` or `;`. */
function parseLocalDeclarator(cursor: BodyCursor): LocalDeclarator | undefined {
  let pointer = false
  let name: string | undefined
  while (!endsDeclarator(cursor.kind)) {
    if (cursor.is(Kind.asterisk)) pointer = true
    if (cursor.is(Kind.openParenthesis) || cursor.is(Kind.openBracket)) {
      // `int (*accessor)(…)`: the name is the first word inside.
      if (name === undefined && cursor.kindAt(1) === Kind.asterisk && cursor.kindAt(2) === Kind.identifier) {
        name = cursor.textAt(2)
      }
      cursor.skipBrackets()
      continue
    }
    if (cursor.is(Kind.identifier) && !isQualifier(cursor.text)) name ??= cursor.text
    cursor.next()
  }
  const value = cursor.accept(Kind.equals) ? parseAssignment(cursor) : undefined
  return name === undefined ? undefined : {name, pointer, value}
}

function endsDeclarator(kind: number): boolean {
  return (
    kind === Kind.comma ||
    kind === Kind.semicolon ||
    kind === Kind.equals ||
    kind === Kind.closeBrace ||
    kind === Kind.directive ||
    kind === Kind.end
  )
}
