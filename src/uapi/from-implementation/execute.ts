/**
 * Runs statements in their order. A state of `undefined` means that control does not come here; statements are passed all
 * the same where a label or a `case` inside of them may let it in.
 */

import type {Block, Expression, LocalDeclaration, Loop, Statement, Switch} from '../../read/c/index.ts'
import {type Activation, joinStates, type Scope, type State, type SwitchScope} from './activation.ts'
import {branch} from './branch.ts'
import {assign, evaluate} from './evaluate.ts'
import {directiveOf, type SwitchTable} from './switch-table.ts'
import {isSame, join, unknown} from './value.ts'

type ConditionalBranch = Of<'conditional'>['branches'][number]
type Of<Kind extends Statement['kind']> = Extract<Statement, {kind: Kind}>

export function execute(activation: Activation, statement: Statement, state: State | undefined): State | undefined {
  switch (statement.kind) {
    case 'block':
      return state !== undefined || statement.entered ? executeItems(activation, statement.items, state) : undefined
    case 'conditional':
      return state !== undefined || statement.entered ? executeConditional(activation, statement, state) : undefined
    case 'if':
      return state !== undefined || statement.entered ? executeIf(activation, statement, state) : undefined
    case 'switch':
      return state !== undefined || statement.entered ? executeSwitch(activation, statement, state) : undefined
    case 'loop':
      return state !== undefined || statement.entered ? executeLoop(activation, statement, state) : undefined
    case 'case':
      return executeCase(activation, statement, state)
    case 'label':
      activation.passed.add(statement.name)
      return copyOf(joinStates(state, activation.jumps.get(statement.name)))
  }
  if (state === undefined) return undefined
  switch (statement.kind) {
    case 'expression':
      evaluate(activation, statement.expression, state, false)
      return endsHere(statement.expression) ? undefined : state
    case 'declaration':
      declare(activation, statement, state, '')
      return state
    case 'return':
      if (statement.value !== undefined) {
        activation.returns = join(activation.returns, evaluate(activation, statement.value, state, true))
      }
      return undefined
    case 'goto':
      jump(activation, statement.label, state)
      return undefined
    case 'break':
      leave(activation.scopes.at(-1), state)
      return undefined
    case 'continue':
      repeat(activation.scopes, state)
      return undefined
    case 'unread':
      // It may have done anything.
      for (const name of state.keys()) state.set(name, unknown)
      return state
  }
}

export function executeBlock(activation: Activation, block: Block, state: State): void {
  executeItems(activation, block.items, state)
}

function executeItems(
  activation: Activation,
  items: readonly Statement[],
  state: State | undefined,
): State | undefined {
  let current = state
  for (const item of items) current = execute(activation, item, current)
  return current
}

function copyOf(state: State | undefined): State | undefined {
  return state && new Map(state)
}

/** A call that does not come back. */
function endsHere(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'name' && noReturn.has(expression.callee.name)
}

const noReturn = new Set(['BUG', 'unreachable', 'panic'])

function executeConditional(
  activation: Activation,
  {branches}: Of<'conditional'>,
  state: State | undefined,
): State | undefined {
  const {conditions} = activation.interpreter.program
  if (state === undefined ? branches.length > 1 : !branches.every(hasOnlyCases)) activation.specific = true
  let after: State | undefined
  for (const {directive, items} of branches) {
    const value = conditions.directive(directiveOf(directive))
    if (value === 'never') continue
    after = joinStates(after, executeItems(activation, items, copyOf(state)))
    if (value === 'always') return after
  }
  return joinStates(after, state)
}

/** Which `case`s there are is asked of each architecture all the same. */
function hasOnlyCases({items}: ConditionalBranch): boolean {
  return items.every(({kind}) => kind === 'case')
}

function executeIf(
  activation: Activation,
  {test, then, otherwise}: Of<'if'>,
  state: State | undefined,
): State | undefined {
  const [holds, fails] = state === undefined ? [undefined, undefined] : branch(activation, test, state)
  const after = execute(activation, then, holds)
  return joinStates(after, otherwise === undefined ? fails : execute(activation, otherwise, fails))
}

function executeSwitch(activation: Activation, statement: Switch, state: State | undefined): State | undefined {
  const entry: State = state ?? new Map()
  const subject = state === undefined ? undefined : evaluate(activation, statement.subject, entry, true)
  const name = subject?.name
  const table = activation.interpreter.program.switchTable(statement)
  const scope: SwitchScope = {
    kind: 'switch',
    leave: undefined,
    entry,
    reachable: state !== undefined,
    value: name,
    selected: name !== undefined && name === activation.interpreter.selector,
    matched: name !== undefined && table?.cases.has(name) === true,
    sawDefault: false,
  }
  activation.scopes.push(scope)
  const end =
    name !== undefined && table !== undefined
      ? executeFrom(activation, statement, name, table, scope)
      : execute(activation, statement.body, undefined)
  activation.scopes.pop()
  const after = joinStates(end, scope.leave)
  const passes = state !== undefined && !scope.sawDefault && !scope.matched
  return passes ? joinStates(after, new Map(entry)) : after
}

/** Begins at the `case` of a constant, and ends where control leaves, unless a label inside is jumped to. */
function executeFrom(
  activation: Activation,
  statement: Switch,
  name: string,
  {cases, fallback, labels}: SwitchTable,
  scope: SwitchScope,
): State | undefined {
  if (scope.selected && !scope.matched) {
    const {file, labels: known} = activation
    for (const [label, {start, end}] of cases) {
      if (!known.has(label)) known.set(label, {file, start, end, of: statement})
    }
  }
  const start = cases.get(name)?.index ?? fallback
  const {body} = statement
  if (start === undefined || body.kind !== 'block') return undefined
  let current: State | undefined
  for (let index = start; index < body.items.length; index++) {
    const item = body.items[index]
    if (item === undefined) break
    if (current === undefined && index > start && !isJumpedTo(activation, labels)) break
    current = execute(activation, item, current)
  }
  return current
}

function isJumpedTo({jumps}: Activation, labels: ReadonlySet<string>): boolean {
  if (labels.size === 0) return false
  for (const label of jumps.keys()) if (labels.has(label)) return true
  return false
}

function executeCase(activation: Activation, {value}: Of<'case'>, state: State | undefined): State | undefined {
  const scope = activation.scopes.at(-1)
  if (scope?.kind !== 'switch') return state
  if (value === undefined) scope.sawDefault = true
  const name = value?.kind === 'name' ? value.name : undefined
  if (!scope.reachable) return state
  if (scope.value === undefined) return joinStates(state, new Map(scope.entry))
  if (value === undefined) return scope.matched ? state : joinStates(state, new Map(scope.entry))
  if (name !== scope.value) return state
  if (scope.selected) activation.hits.set(value.start, {file: activation.file, start: value.start, end: value.end})
  return joinStates(state, new Map(scope.entry))
}

/** Rounds until a loop's variables settle; values only grow, and there are few steps that they can grow. */
const maximumRounds = 4

function executeLoop(activation: Activation, loop: Loop, state: State | undefined): State | undefined {
  let current = state
  for (const statement of loop.before) current = execute(activation, statement, current)
  setCursors(loop, current)
  const scope: Scope = {kind: 'loop', leave: undefined, repeat: undefined}
  let done: State | undefined
  for (let round = 0; round < maximumRounds; round++) {
    let inside = copyOf(current)
    if (!loop.atLeastOnce) [inside, done] = testLoop(activation, loop, inside, done)
    activation.scopes.push(scope)
    let end = execute(activation, loop.body, inside)
    activation.scopes.pop()
    end = copyOf(joinStates(end, scope.repeat))
    if (end !== undefined && loop.after !== undefined) evaluate(activation, loop.after, end, false)
    if (loop.atLeastOnce) [end, done] = testLoop(activation, loop, end, done)
    const next = joinStates(copyOf(current), end)
    if (next === undefined || sameState(current, next)) break
    current = next
  }
  return joinStates(done, scope.leave)
}

/** Where the loop goes on, and where it is done. */
function testLoop(
  activation: Activation,
  loop: Loop,
  state: State | undefined,
  done: State | undefined,
): [inside: State | undefined, done: State | undefined] {
  if (state === undefined) return [state, done]
  if (loop.test !== undefined) {
    const [holds, fails] = branch(activation, loop.test, state)
    return [holds, joinStates(done, fails)]
  }
  if (!isMacro(loop)) return [state, done]
  const after = joinStates(done, new Map(state))
  return loop.atLeastOnce ? [undefined, after] : [state, after]
}

function isMacro(loop: Loop): boolean {
  const [before] = loop.before
  return loop.test === undefined && before?.kind === 'expression' && before.expression.kind === 'call'
}

/** `kvm_for_each_vcpu(i, vcpu, kvm)` sets its first arguments. */
function setCursors(loop: Loop, state: State | undefined): void {
  const [before] = loop.before
  if (state === undefined || !isMacro(loop) || before?.kind !== 'expression' || before.expression.kind !== 'call')
    return
  for (const value of before.expression.arguments) {
    if (value.kind === 'name' && state.has(value.name)) state.set(value.name, unknown)
  }
}

function sameState(left: State | undefined, right: State): boolean {
  if (left === undefined || left.size !== right.size) return false
  for (const [name, value] of right) {
    const known = left.get(name)
    if (known !== value && (known === undefined || !isSame(known, value))) return false
  }
  return true
}

function jump(activation: Activation, label: string, state: State): void {
  const known = activation.jumps.get(label)
  const joined = joinStates(known, state)
  if (joined === undefined || (known !== undefined && sameState(known, joined))) return
  activation.jumps.set(label, joined)
  if (activation.passed.has(label)) activation.again = true
}

function leave(scope: Scope | undefined, state: State): void {
  if (scope !== undefined) scope.leave = joinStates(scope.leave, state)
}

function repeat(scopes: readonly Scope[], state: State): void {
  for (let index = scopes.length - 1; index >= 0; index--) {
    const scope = scopes[index]
    if (scope?.kind !== 'loop') continue
    scope.repeat = joinStates(scope.repeat, state)
    return
  }
}

function declare(
  activation: Activation,
  {type, members, declarators}: LocalDeclaration,
  state: State,
  prefix: string,
): void {
  for (const {name, value} of declarators) {
    activation.types.set(`${prefix}${name}`, type)
    if (value !== undefined && prefix === '') {
      const {start, end} = value
      assign({kind: 'name', name, start, end}, evaluate(activation, value, state, true), state)
    }
    for (const member of members) declare(activation, member, state, `${prefix}${name}.`)
  }
}
