/**
 * Changes a declaration of several declarators. What stands between two that stay neighbours stays as it is; a member of
 * another type makes it two declarations.
 *
 * ```text
 *   __u64 rax, rbx,    rbx is __u32     __u64 rax;
 *         rcx;                          __u32 rbx;
 *                                       __u64 rcx;
 * ```
 */

import type {Declaration, Declarator} from '../../read/c/index.ts'
import {arrivalDeclarator, arrivalLines} from './arrival.ts'
import {startOfLine} from './chunk.ts'
import type {Code} from './code.ts'
import type {Disagreement, Refusal} from './disagreement.ts'
import {insertAfter, joinWritten, nothing, unspelled, type Written} from './insert.ts'
import {styleAt} from './layout.ts'
import type {Arrival, DeclarationChange, MemberChange} from './plan.ts'
import {sameDeclaration, sameSpecifier} from './same-type.ts'
import {sameWords} from './same-words.ts'
import {spell} from './spell.ts'
import {lineWidth, type Style, widthOf} from './style.ts'

/** One declarator of the result. */
interface Entry {
  readonly specifier: string
  readonly declarator: string
  /** Where it stood in the old list; `undefined` for one that is new there. */
  readonly index: number | undefined
}

interface List {
  readonly text: string
  readonly declaration: Declaration
  /** The type that the declarators share, as written, and the white space behind it. */
  readonly specifier: string
  readonly gap: string
  readonly style: Style
}

export function changeList(code: Code, declaration: Declaration, {parent, members}: DeclarationChange): Written {
  const {text} = code.source
  const {specifier, declarators} = declaration
  const first = declarators[0]
  const last = declarators.at(-1)
  if (!first || !last) return nothing
  const list: List = {
    text,
    declaration,
    specifier: text.slice(specifier.start, specifier.end),
    gap: text.slice(specifier.end, first.start) || ' ',
    style: styleAt(code, parent, code.chunk(declaration)),
  }
  const {entries, behind, refusals} = entriesOf(code, list, members)
  const problem = problemOf(list, entries)
  if (problem !== undefined) return {edits: [], refusals: refuseAll(members, problem)}
  const result = joinEntries(list, entries)
  const {start} = specifier
  const edits = result === text.slice(start, last.end) ? [] : [{start, end: last.end, text: result}]
  return joinWritten([{edits, refusals}, insertAfter(code, declaration, parent, behind)])
}

interface Entries {
  readonly entries: readonly Entry[]
  /** Those that need lines of their own and stand last. */
  readonly behind: readonly Arrival[]
  readonly refusals: readonly Refusal[]
}

function entriesOf(code: Code, list: List, members: DeclarationChange['members']): Entries {
  const entries: Entry[] = []
  const refusals: Refusal[] = []
  const {declarators} = list.declaration
  for (const [index, declarator] of declarators.entries()) {
    const change = members.get(index)
    if (!change?.gone) {
      const old = {specifier: list.specifier, declarator: sliceOf(list.text, declarator), index}
      const entry = change?.target ? retargeted(old, declarator, change.target) : old
      entries.push(entry ?? old)
      if (change?.target && !entry) refusals.push(unspelled(change.target))
    }
    for (const [position, arrival] of (change?.after ?? []).entries()) {
      const isLast = index === declarators.length - 1
      const entry = joinedEntry(code, list, arrival, isLast)
      if (!entry && isLast) return {entries, behind: change?.after.slice(position) ?? [], refusals}
      const own = entry ?? ownEntry(arrivalLines(code, arrival, {...list.style, comments: 'before'}), list.style)
      if (own) entries.push(own)
      else refusals.push(unspelled(arrival.disagreement))
    }
  }
  return {entries, behind: [], refusals}
}

const sliceOf = (text: string, {start, end}: {readonly start: number; readonly end: number}): string =>
  text.slice(start, end)

/** A new member as one more name in the list; at its end only where the line has room for it. */
function joinedEntry(code: Code, {text, specifier, declaration}: List, arrival: Arrival, isLast: boolean) {
  const joined = arrivalDeclarator(code, arrival)
  if (!joined || !sameWords(joined.specifier, specifier)) return undefined
  const {end} = declaration
  const line = text.slice(startOfLine(text, end), end)
  if (isLast && widthOf(`${line}, ${joined.declarator}`) > lineWidth) return undefined
  return {specifier, declarator: joined.declarator, index: undefined}
}

/** Lines of its own between two declarators: all but the semicolon is the specifier's part. */
function ownEntry(lines: readonly string[] | undefined, {indentation}: Style): Entry | undefined {
  const text = lines?.join('\n').slice(indentation.length)
  return text?.endsWith(';') ? {specifier: text.slice(0, -1), declarator: '', index: undefined} : undefined
}

function retargeted(
  entry: Entry,
  {name, start}: Declarator,
  {kind, document, header}: NonNullable<MemberChange['target']>,
): Entry | undefined {
  if (kind === 'name') {
    if (!name || header.name === undefined) return undefined
    const {declarator} = entry
    const before = declarator.slice(0, name.start - start)
    return {...entry, declarator: `${before}${header.name}${declarator.slice(name.end - start)}`}
  }
  const spelling = spell(header)
  if (!spelling || spelling.body) return undefined
  const specifier = sameSpecifier(document.type, header.type) ? entry.specifier : spelling.specifier
  if (sameDeclaration(document.type, header.type)) return {...entry, specifier}
  return {...entry, specifier, declarator: `${spelling.declarator}${spelling.attributes}`}
}

/** What would be lost or said twice. */
function problemOf({text, declaration, specifier}: List, entries: readonly Entry[]): string | undefined {
  const changed = entries.length !== declaration.declarators.length || entries.some(({index}, at) => index !== at)
  const between = declaration.declarators.slice(1).map((_, index) => betweenNames(text, declaration, index + 1))
  if (changed && between.some((slice) => slice.includes('/*'))) return 'comments stand between its names'
  const split = entries.some((entry) => !sameWords(entry.specifier, specifier))
  if (split && specifier.includes('\n')) return 'the struct that its members share would have to be written twice'
  return undefined
}

function joinEntries({text, declaration, gap, style}: List, entries: readonly Entry[]): string {
  const pieces: string[] = []
  for (const [position, entry] of entries.entries()) {
    const before = entries[position - 1]
    const whole = `${entry.specifier}${entry.declarator === '' ? '' : gap}${entry.declarator}`
    if (!before) pieces.push(whole)
    else if (!sameWords(before.specifier, entry.specifier)) pieces.push(`;\n${style.indentation}${whole}`)
    else if (entry.index === undefined || entry.index - 1 !== before.index) pieces.push(`, ${entry.declarator}`)
    else pieces.push(betweenNames(text, declaration, entry.index), entry.declarator)
  }
  return pieces.join('')
}

/** What stands before a declarator: a comma, and white space or comments. */
function betweenNames(text: string, {declarators}: Declaration, index: number): string {
  return text.slice(declarators[index - 1]?.end, declarators[index]?.start)
}

/** Every disagreement that a declaration was to be changed for. */
export function refuseAll(members: DeclarationChange['members'], reason: string): Refusal[] {
  const disagreements = [...members.values()].flatMap(({target, gone, after}): Disagreement[] => [
    ...(target ? [target] : []),
    ...(gone ? [gone] : []),
    ...after.map(({disagreement}) => disagreement),
  ])
  return disagreements.map((disagreement) => ({disagreement, reason}))
}
