/** Changes one declaration of a document: renames, retypes, takes members out of it, lets others follow. */

import type {CompositeSpecifier, Declaration} from '../../read/c/index.ts'
import type {TextEdit} from '../text-edit.ts'
import {changeList, refuseAll} from './change-list.ts'

import type {Code} from './code.ts'
import type {MemberPair} from './disagreement.ts'
import {insertAfter, joinWritten, nothing, unspelled, type Written} from './insert.ts'
import {styleAt} from './layout.ts'
import {specifierLines} from './member-lines.ts'
import type {DeclarationChange, MemberChange} from './plan.ts'
import {removeDeclaration, standsAlone} from './remove.ts'
import {areBodies, sameDeclaration, sameSpecifier} from './same-type.ts'
import {spell} from './spell.ts'

export function changeDeclaration(code: Code, declaration: Declaration, change: DeclarationChange): Written {
  const {members, parent} = change
  const count = Math.max(1, declaration.declarators.length)
  const all = Array.from({length: count}, (_, index) => members.get(index))
  if (all.every((member) => member?.gone)) {
    if (standsAlone(code, declaration)) {
      // A `::` without a block behind it is an error in the markup.
      return {edits: [], refusals: refuseAll(members, 'its literal block would be empty')}
    }
    return {edits: [removeDeclaration(code, declaration, parent)], refusals: []}
  }
  if (count > 1) return changeList(code, declaration, change)
  const [member] = all
  if (!member) return nothing
  return joinWritten([
    retarget(code, declaration, parent, member.target),
    insertAfter(code, declaration, parent, member.after),
  ])
}

function retarget(
  code: Code,
  declaration: Declaration,
  parent: CompositeSpecifier,
  target: MemberChange['target'],
): Written {
  if (!target) return nothing
  const edits =
    target.kind === 'name' ? renamed(declaration, target.header.name) : retyped(code, declaration, parent, target)
  return edits ? {edits, refusals: []} : {edits: [], refusals: [unspelled(target)]}
}

function renamed({specifier, declarators}: Declaration, name: string | undefined): TextEdit[] {
  const old = declarators[0]?.name
  if (old && name !== undefined) return [{...slice(old), text: name}]
  // An anonymous struct gets a name, or a named one loses it.
  const {end} = specifier
  return [{start: end, end: declarators[0]?.end ?? end, text: name === undefined ? '' : ` ${name}`}]
}

/** Of two bodies whose arrays differ, the members are looked at when the arrays agree. */
function retyped(
  code: Code,
  declaration: Declaration,
  parent: CompositeSpecifier,
  {document, header}: MemberPair,
): TextEdit[] | undefined {
  const {text} = code.source
  const {specifier} = declaration
  const [declarator] = declaration.declarators
  const spelling = spell(header)
  if (!spelling || !declarator) return undefined
  const edits: TextEdit[] = []
  const keeps = sameDeclaration(document.type, header.type)
  if (!sameSpecifier(document.type, header.type) || (keeps && areBodies(document.type, header.type))) {
    const lines = specifierLines(header, styleAt(code, parent, code.chunk(declaration)))
    if (!lines) return undefined
    edits.push({...slice(specifier), text: lines.join('\n')})
  }
  if (!keeps) {
    const attributes = hasAttributes(text, declaration) ? '' : spelling.attributes
    edits.push({...slice(declarator), text: `${spelling.declarator}${attributes}`})
  }
  return edits
}

/** Something stands between the last declarator and the semicolon. */
function hasAttributes(text: string, {declarators, end}: Declaration): boolean {
  return (
    text
      .slice(declarators.at(-1)?.end ?? end, end)
      .replace(';', '')
      .trim() !== ''
  )
}

const slice = ({start, end}: {readonly start: number; readonly end: number}) => ({start, end})
