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
import type {Program} from './program.ts'
import {isStub} from './stub.ts'
import {other, unknown, type Value, zero} from './value.ts'
import {visitExpressions} from './visit.ts'

export interface Outline {
  /** Functions by name whose value is assigned or returned. */
  readonly calls: readonly string[]
  /** What is assigned or returned last, where that happens whatever is tested before. */
  readonly result: Expression | undefined
}

/** Of the statements of a switch from an index on. */
export function outlineOf(statement: Switch, index: number): Outline {
  const outline: Draft = {calls: [], result: undefined, mixed: false, subject: statement.subject}
  const {body} = statement
  if (body.kind === 'block') read(body.items.slice(index), outline)
  return outline.mixed ? {calls: [], result: undefined} : outline
}

interface Draft {
  readonly calls: string[]
  result: Expression | undefined
  /** What is switched on is used once more. */
  mixed: boolean
  readonly subject: Expression
}

/** Whether control leaves within the statements. */
function read(items: readonly Statement[], outline: Draft): boolean {
  for (const item of items) {
    switch (item.kind) {
      case 'break':
      case 'goto':
        return true
      case 'return':
        outline.result = item.value
        addCalls(item, outline)
        return true
      case 'block':
        if (read(item.items, outline)) return true
        continue
      case 'expression':
        if (item.expression.kind === 'binary' && item.expression.operator === '=')
          outline.result = item.expression.right
        break
      case 'conditional':
        // Which branch it is depends on the architecture, unless there are only more `case`s.
        if (item.branches.some((branch) => branch.items.some(({kind}) => kind !== 'case'))) {
          outline.result = undefined
          return true
        }
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
    case 'call':
    case 'member':
      return unknown
    default:
      return undefined
  }
}
