/** A member that arrives in a place: as lines, and as a declarator that can join others of its type. */

import type {Field} from '../../model/index.ts'
import {endOfLine} from './chunk.ts'
import type {Code, MemberCode} from './code.ts'
import {memberLines} from './member-lines.ts'
import type {Arrival} from './plan.ts'
import {ownsCommentBefore} from './remove.ts'
import {spell} from './spell.ts'
import type {Style} from './style.ts'

/** `undefined` where it cannot be spelled. */
export function arrivalLines(code: Code, arrival: Arrival, style: Style): readonly string[] | undefined {
  const {disagreement, from, whole} = arrival
  if (!from) return memberLines(disagreement.header, style)
  return whole ? movedLines(code, from, style) : leavingLines(code, from, style)
}

/** What it adds to a list of declarators; `undefined` where it needs a declaration of its own. */
export function arrivalDeclarator(
  code: Code,
  {disagreement, from, whole}: Arrival,
): {readonly specifier: string; readonly declarator: string} | undefined {
  if (whole) return undefined
  return from ? movedDeclarator(code, from) : newDeclarator(disagreement.header)
}

function newDeclarator(field: Field): {readonly specifier: string; readonly declarator: string} | undefined {
  const spelling = spell(field)
  // A comment is about one member, and so are attributes.
  if (!spelling || spelling.body || spelling.attributes !== '' || field.comment !== undefined) return undefined
  return spelling
}

function movedDeclarator({source: {text}}: Code, {declaration, index}: MemberCode) {
  const {specifier, declarators} = declaration
  const declarator = declarators[index]
  if (!declarator) return undefined
  return {
    specifier: text.slice(specifier.start, specifier.end),
    declarator: text.slice(declarator.start, declarator.end),
  }
}

/** One out of a list gets a declaration of its own. */
function leavingLines(code: Code, from: MemberCode, {indentation}: Style): readonly string[] | undefined {
  const moved = movedDeclarator(code, from)
  if (!moved || moved.specifier.includes('\n')) return undefined
  return [`${indentation}${moved.specifier} ${moved.declarator};`]
}

/** The document's own lines, with the comments that are about them. */
function movedLines(code: Code, {declaration, parent}: MemberCode, style: Style): readonly string[] | undefined {
  const {text} = code.source
  const chunk = code.chunk(declaration)
  if (!chunk.beginsLine || !chunk.endsLine) return undefined
  const start = ownsCommentBefore(code, declaration, parent) ? chunk.start : chunk.lineStart
  const lines = text.slice(start, endOfLine(text, chunk.end)).split(/\r?\n/)
  if (chunk.indentation === style.indentation) return lines
  if (lines.some((line) => line !== '' && !line.startsWith(chunk.indentation))) return undefined
  return lines.map((line) => (line === '' ? line : `${style.indentation}${line.slice(chunk.indentation.length)}`))
}
