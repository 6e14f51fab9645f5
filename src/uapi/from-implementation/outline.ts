/**
 * What a `case` does, as far as one sees at a glance: most end in a plain number or in what a function returns, and need
 * no run to tell that they can succeed.
 *
 * ```text
 *   case KVM_GET_CLOCK:
 *           r = kvm_vm_ioctl_get_clock(kvm, argp);     calls: kvm_vm_ioctl_get_clock
 *           break;                                     result: the same call
 * ```
 */

import type {Expression, Statement, Switch} from '../../read/c/index.ts'
import type {Possibility} from './possibility.ts'
import type {Program} from './program.ts'
import {isStub} from './stub.ts'
import {other, truthValue, unknown, type Value, zero} from './value.ts'
import {visitExpressions} from './visit.ts'

export interface Outline {
  /** Functions by name whose value is assigned or returned. */
  readonly calls: readonly string[]
  /** What is assigned or returned last, where that happens whatever is tested before. */
  readonly result: Expression | undefined
}

/** Of the statements of a switch from a `case` on, whose constant begins at an offset. */
export function outlineOf(statement: Switch, constant: number): Outline {
  const outline: Draft = {calls: [], result: undefined, mixed: false, subject: statement.subject}
  const {body} = statement
  if (body.kind === 'block') read(body.items, constant, outline)
  return outline.mixed ? {calls: [], result: undefined} : outline
}

interface Draft {
  readonly calls: string[]
  result: Expression | undefined
  /** What is switched on is used once more. */
  mixed: boolean
  readonly subject: Expression
}

/** Reads what stands behind an offset; whether control leaves there. */
function read(items: readonly Statement[], from: number, outline: Draft): boolean {
  for (const item of items) {
    if (item.end <= from) continue
    switch (item.kind) {
      case 'break':
      case 'goto':
        return true
      case 'return':
        outline.result = item.value
        addCalls(item, outline)
        return true
      case 'block':
        if (read(item.items, from, outline)) return true
        continue
      case 'expression':
        if (item.expression.kind === 'binary' && item.expression.operator === '=')
          outline.result = item.expression.right
        break
      case 'conditional':
        if (readConditional(item, from, outline)) return true
        continue
      case 'if':
        // It may set what was set before.
        outline.result = undefined
        break
      case 'case':
      case 'label':
      case 'declaration':
        break
      default:
        outline.result = undefined
        return true
    }
    addCalls(item, outline)
  }
  return false
}

/** One that has the `case` inside, or only more `case`s; which branch it is of others depends on the architecture. */
function readConditional(
  {branches, start}: Extract<Statement, {kind: 'conditional'}>,
  from: number,
  outline: Draft,
): boolean {
  const [only, ...more] = branches
  if (only !== undefined && more.length === 0 && start < from) return read(only.items, from, outline)
  if (branches.every((branch) => branch.items.every(({kind}) => kind === 'case'))) return false
  outline.result = undefined
  return true
}

function addCalls(statement: Statement, outline: Draft): void {
  if (statement.kind === 'return' && statement.value) addCall(statement.value, outline.calls)
  visitExpressions(statement, (expression) => {
    if (expression.kind === 'binary' && expression.operator === '=') addCall(expression.right, outline.calls)
    if (isSame(expression, outline.subject)) outline.mixed = true
  })
}

/** Of what one switches on: `ioctl`, `cap->cap`. */
function isSame(left: Expression, right: Expression): boolean {
  if (left.kind === 'name') return right.kind === 'name' && left.name === right.name
  return (
    left.kind === 'member' && right.kind === 'member' && left.name === right.name && isSame(left.object, right.object)
  )
}

function addCall(value: Expression, calls: string[]): void {
  if (value.kind === 'call' && value.callee.kind === 'name') calls.push(value.callee.name)
}

/** What the `case` comes to; `undefined` where only a run can tell, since something in it may be a stub. */
export function plainValue(
  {calls, result}: Outline,
  program: Program,
  file: Parameters<Program['functions']>[1],
): Value | undefined {
  if (result === undefined || calls.some((name) => isStub(program.functions(name, file)))) return undefined
  switch (result.kind) {
    case 'constant':
      return /^0+$/.test(result.text) ? zero : other
    case 'name':
      return constantName.test(result.name) ? constantValue(program.conditions.isZero(result.name)) : undefined
    case 'call':
    case 'member':
      return unknown
    case 'unary':
      return result.operator === '!' ? truthValue : undefined
    default:
      return undefined
  }
}

const constantName = /^[A-Z][A-Z0-9_]+$/

function constantValue(isZero: Possibility): Value {
  if (isZero === 'possible') return truthValue
  return isZero === 'always' ? zero : other
}
