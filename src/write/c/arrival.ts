/** A member that arrives in a place: as lines, and as a declarator that can join others of its type. */

import type {Field} from '../../model/index.ts'
import {chunkOf, endOfLine} from './chunk.ts'
import type {Code, MemberCode} from './code.ts'
import {memberLines} from './member-lines.ts'
import type {Arrival} from './plan.ts'
import {spell} from './spell.ts'
import type {Style} from './style.ts'

/** `undefined` where it cannot be spelled. */
export function arrivalLines(code: Code, {disagreement, from}: Arrival, style: Style): readonly string[] | undefined {
  return from ? movedLines(code, from, style) : memberLines(disagreement.header, style)
}

/** What it adds to a list of declarators; `undefined` where it needs a declaration of its own. */
export function arrivalDeclarator(
  code: Code,
  {disagreement, from}: Arrival,
): {readonly specifier: string; readonly declarator: string} | undefined {
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
  if (!declarator || declarators.length < 2) return undefined
  return {
    specifier: text.slice(specifier.start, specifier.end),
    declarator: text.slice(declarator.start, declarator.end),
  }
}

/** The document's own lines, comments included; of one in a list, a declaration of its own. */
function movedLines(code: Code, from: MemberCode, {indentation}: Style): readonly string[] | undefined {
  const {text} = code.source
  const joined = movedDeclarator(code, from)
  if (joined) {
    return joined.specifier.includes('\n') ? undefined : [`${indentation}${joined.specifier} ${joined.declarator};`]
  }
  const chunk = chunkOf(code.tree.tokens, from.declaration)
  if (!chunk.beginsLine || !chunk.endsLine) return undefined
  const lines = text.slice(chunk.start, endOfLine(text, chunk.end)).split(/\r?\n/)
  if (chunk.indentation === indentation) return lines
  const own = lines.every((line) => line === '' || line.startsWith(chunk.indentation))
  if (!own) return undefined
  return lines.map((line) => (line === '' ? line : `${indentation}${line.slice(chunk.indentation.length)}`))
}
