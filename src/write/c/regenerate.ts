/** The edits that make a struct of a document agree with the header's, as far as that is safe. Nothing else changes. */

import type {DocumentedStruct} from '../../model/index.ts'
import type {SourceText} from '../../read/c/index.ts'
import {applyEdits, areApart, type TextEdit} from '../text-edit.ts'
import {changeDeclaration} from './change-declaration.ts'
import {Code} from './code.ts'
import type {Disagreement} from './disagreement.ts'
import {insertBefore, joinWritten, type Written} from './insert.ts'
import {planChanges} from './plan.ts'

/**
 * Members are moved only when there is nothing else to do, since what moves is the document's own text: whoever wants all
 * done reads the result and asks again until there are no more edits.
 */
export function regenerateStruct(
  source: SourceText,
  struct: DocumentedStruct,
  disagreements: readonly Disagreement[],
): Written {
  const code = new Code(source, struct)
  const moves = disagreements.filter(({kind}) => kind === 'order')
  const others = disagreements.filter(({kind}) => kind !== 'order')
  const changed = write(code, struct, others)
  if (changed.edits.length > 0 || moves.length === 0) return changed
  const moved = write(code, struct, moves)
  // A member that cannot arrive must not leave.
  const edits = moved.refusals.length > 0 ? [] : moved.edits
  return {edits, refusals: [...changed.refusals, ...moved.refusals]}
}

function write(code: Code, struct: DocumentedStruct, disagreements: readonly Disagreement[]): Written {
  const {changes, heads, refusals} = planChanges(code, struct, disagreements)
  const {edits, ...written} = joinWritten([
    {edits: [], refusals},
    ...[...changes].map(([declaration, change]) => changeDeclaration(code, declaration, change)),
    ...[...heads].map(([parent, arrivals]) => insertBefore(code, parent, arrivals)),
  ])
  const made = edits.filter(({start, end, text}) => start !== end || text !== '')
  const problem = problemOf(code, made)
  if (problem === undefined) return {edits: made, ...written}
  return {edits: [], refusals: disagreements.map((disagreement) => ({disagreement, reason: problem}))}
}

function problemOf(code: Code, edits: readonly TextEdit[]): string | undefined {
  if (!areApart(edits)) return 'its changes overlap'
  // The last line of a block goes with its line feed.
  const outside = edits.some((edit) => !code.blocks.some(({start, end}) => edit.start >= start && edit.end <= end + 1))
  if (outside) return 'its changes reach out of its literal blocks'
  const empty = code.blocks.some(({start, end}) => {
    const within = edits.filter((edit) => edit.start >= start && edit.end <= end + 1)
    const shifted = within.map((edit) => ({...edit, start: edit.start - start, end: Math.min(edit.end, end) - start}))
    return applyEdits(code.source.text.slice(start, end), shifted).trim() === ''
  })
  return empty ? 'its literal block would be empty' : undefined
}
