/** Questions about the code that a patch's hunks show. */

import type {Place} from '../../model/index.ts'
import type {Block, Call, Expression, Statement} from '../../read/c/index.ts'
import {visitExpressions} from '../from-implementation/visit.ts'
import type {CodeHunk, CodePiece} from './code-hunk.ts'
import type {PatchFacts} from './facts.ts'

export interface InCode {
  readonly hunk: CodeHunk
  readonly piece: CodePiece
}

/** Every piece of code that the patch shows, in its order. */
export function* piecesOf({code}: PatchFacts): Generator<InCode> {
  for (const hunk of code) for (const piece of hunk.pieces) yield {hunk, piece}
}

const statements = new WeakMap<Statement, readonly Statement[]>()

/** Every statement, outer ones first; found once, since every rule asks. */
export function statementsOf(statement: Statement): readonly Statement[] {
  const known = statements.get(statement)
  if (known) return known
  const found: Statement[] = []
  collect(statement, found)
  statements.set(statement, found)
  return found
}

function collect(statement: Statement, found: Statement[]): void {
  found.push(statement)
  switch (statement.kind) {
    case 'block':
      for (const item of statement.items) collect(item, found)
      break
    case 'conditional':
      for (const {items} of statement.branches) for (const item of items) collect(item, found)
      break
    case 'if':
      collect(statement.then, found)
      if (statement.otherwise) collect(statement.otherwise, found)
      break
    case 'switch':
    case 'loop':
      collect(statement.body, found)
  }
}

const expressions = new WeakMap<Statement, readonly Expression[]>()

/** Every expression, outer ones first; found once, as statements are. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  const known = expressions.get(statement)
  if (known) return known
  const found: Expression[] = []
  visitExpressions(statement, (expression) => found.push(expression))
  expressions.set(statement, found)
  return found
}

export function callsIn(statement: Statement): readonly Call[] {
  return expressionsOf(statement).filter((expression) => expression.kind === 'call')
}

export function nameOfCall({callee}: Call): string | undefined {
  return callee.kind === 'name' ? callee.name : undefined
}

/** As written, white space folded. */
export function sourceOf({view}: CodeHunk, {start, end}: {readonly start: number; readonly end: number}): string {
  return view.text.slice(start, end).replaceAll(/\s+/g, ' ')
}

/** Whether the patch adds what stands there. */
export function isAdded(
  {view}: PatchFacts,
  hunk: CodeHunk,
  {start, end}: {readonly start: number; readonly end: number},
): boolean {
  return view.isAdded(hunk.place(start, end))
}

/** `case KVM_X: case KVM_Y: …`: the labels, and the statements up to the next label. */
export interface CaseBody {
  readonly labels: readonly {readonly name: string; readonly place: Place; readonly added: boolean}[]
  readonly isDefault: boolean
  readonly statements: readonly Statement[]
  /** Nothing of the case is hidden: the next label is in sight, or its last statement leaves it. */
  readonly complete: boolean
}

export function casesIn(input: PatchFacts, {hunk, piece}: InCode): readonly CaseBody[] {
  return statementsOf(piece.body).flatMap((statement) =>
    statement.kind === 'block' ? casesOfBlock(statement, input, hunk) : [],
  )
}

function casesOfBlock({items}: Block, input: PatchFacts, hunk: CodeHunk): CaseBody[] {
  const cases: CaseBody[] = []
  let labels: CaseBody['labels'][number][] = []
  let isDefault = false
  let statements: Statement[] | undefined
  const close = (complete: boolean) => {
    if (statements) cases.push({labels, isDefault, statements, complete})
    labels = []
    isDefault = false
    statements = undefined
  }
  for (const item of items) {
    if (item.kind !== 'case') {
      statements?.push(item)
      continue
    }
    if (statements && statements.length > 0) close(true)
    statements ??= []
    const {value} = item
    if (!value) isDefault = true
    else if (value.kind === 'name') {
      const place = hunk.place(value.start, value.end)
      labels.push({name: value.name, place, added: input.view.isAdded(place)})
    }
  }
  close(/^(?:break|return|goto)$/.test(statements?.at(-1)?.kind ?? ''))
  return cases
}
