/** Where in a switch each `case` stands, so that a switch on a constant begins where it is wanted. */

import type {Statement, Switch} from '../../read/c/index.ts'
import type {Conditions} from './conditions.ts'

export interface SwitchTable {
  readonly cases: ReadonlyMap<string, SwitchCase>
  /** The index of `default`; see `SwitchCase`. */
  readonly fallback: number | undefined
  /** Labels inside, which a `goto` of one `case` to another needs. */
  readonly labels: ReadonlySet<string>
}

export interface SwitchCase {
  /** Of the statement of the switch's block that is the `case`, or has it inside. */
  readonly index: number
  /** Of the constant. */
  readonly start: number
  readonly end: number
}

export function switchTable({body}: Switch, conditions: Conditions): SwitchTable | undefined {
  if (body.kind !== 'block') return undefined
  const cases = new Map<string, SwitchCase>()
  const labels = new Set<string>()
  let fallback: number | undefined
  for (const [index, item] of body.items.entries()) {
    visitLabels(item, conditions, (label) => {
      if (label.kind === 'label') labels.add(label.name)
      else if (label.value === undefined) fallback ??= index
      else if (label.value.kind === 'name' && !cases.has(label.value.name)) {
        const {name, start, end} = label.value
        cases.set(name, {index, start, end})
      }
    })
  }
  return {cases, fallback, labels}
}

type Of<Kind extends Statement['kind']> = Extract<Statement, {kind: Kind}>

/** `elif X` of a conditional whose branches before it did not hold. */
export function directiveOf(directive: string): string {
  return directive.replace(/^el(?=if)/, '')
}

/** Labels and `case`s that are compiled, in their order; the `case`s of a switch inside are its own. */
function visitLabels(
  statement: Statement,
  conditions: Conditions,
  visitor: (label: Of<'case'> | Of<'label'>) => void,
  own = true,
): void {
  const visit = (inner: Statement): void => visitLabels(inner, conditions, visitor, own)
  switch (statement.kind) {
    case 'label':
      visitor(statement)
      break
    case 'case':
      if (own) visitor(statement)
      break
    case 'block':
      if (statement.entered) statement.items.forEach(visit)
      break
    case 'conditional':
      for (const {directive, items} of statement.entered ? statement.branches : []) {
        const value = conditions.directive(directiveOf(directive))
        if (value !== 'never') items.forEach(visit)
        if (value === 'always') break
      }
      break
    case 'if':
      if (!statement.entered) break
      visit(statement.then)
      if (statement.otherwise) visit(statement.otherwise)
      break
    case 'loop':
      if (statement.entered) visit(statement.body)
      break
    case 'switch':
      if (statement.entered) visitLabels(statement.body, conditions, visitor, false)
  }
}
