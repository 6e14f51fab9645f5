/** Runs an expression: what it may be, and what it does to the variables. A handler a kind of expression. */

import type {Expression} from '../../read/c/index.ts'
import {type Activation, joinStates, type State} from './activation.ts'
import {branch} from './branch.ts'
import {evaluateCall} from './call.ts'
import {executeBlock} from './execute.ts'
import {
  argument,
  canBeOther,
  canBeZero,
  constant,
  errnoValue,
  join,
  nothing,
  other,
  truthValue,
  unknown,
  type Value,
  zero,
} from './value.ts'

type Of<Kind extends Expression['kind']> = Extract<Expression, {kind: Kind}>

/**
 * `wanted` says that it matters which errors the value may be: calls are followed for it. Without it, calls are followed
 * only where they take the ioctl's argument or the selector along.
 */
export function evaluate(activation: Activation, expression: Expression, state: State, wanted: boolean): Value {
  switch (expression.kind) {
    case 'name':
      return state.get(expression.name) ?? nameValue(activation, expression.name)
    case 'constant':
      return constantValue(expression.text)
    case 'unary':
      return evaluateUnary(activation, expression, state, wanted)
    case 'binary':
      return evaluateBinary(activation, expression, state, wanted)
    case 'ternary':
      return evaluateTernary(activation, expression, state, wanted)
    case 'call':
      return evaluateCall(activation, expression, state, wanted)
    case 'member':
      return evaluateMember(activation, expression, state)
    case 'subscript':
      evaluate(activation, expression.index, state, false)
      return evaluate(activation, expression.object, state, false).argument ? argument : unknown
    case 'cast':
      return evaluate(activation, expression.operand, state, wanted)
    case 'type':
      return other
    case 'initialiser':
      for (const item of expression.items) evaluate(activation, item.value, state, false)
      return other
    case 'block-expression':
      executeBlock(activation, expression.body, state)
      return unknown
    case 'unread':
      return unknown
  }
}

/** The name under which a variable, or a member of a local struct or union, is tracked. */
export function trackedName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name
  if (expression.kind !== 'member' || expression.arrow) return undefined
  const object = trackedName(expression.object)
  return object === undefined ? undefined : `${object}.${expression.name}`
}

const errnoName = /^E[A-Z0-9]+$/
const constantName = /^[A-Z_][A-Z0-9_]+$/

function nameValue(activation: Activation, name: string): Value {
  const {interpreter} = activation
  if (name === 'NULL' || name === 'false') return zero
  if (name === 'true') return other
  if (!constantName.test(name)) return unknown
  if (name === interpreter.selector) return constant(name)
  const {conditions} = interpreter.program
  if (conditions.isSpecific(name)) activation.specific = true
  switch (conditions.isZero(name)) {
    case 'always':
      return {...zero, name}
    case 'never':
      return constant(name)
    default:
      return {...truthValue, name}
  }
}

function constantValue(text: string): Value {
  return /^(?:0[xX]?0*)[uUlL]*$/.test(text) ? zero : other
}

function evaluateUnary(activation: Activation, expression: Of<'unary'>, state: State, wanted: boolean): Value {
  const {operator, operand} = expression
  switch (operator) {
    case 'sizeof':
    case '__alignof__':
      return other
    case '-':
      if (operand.kind === 'name' && errnoName.test(operand.name) && !state.has(operand.name)) {
        const {start, end} = expression
        return errnoValue([{name: operand.name, file: activation.file, start, end}])
      }
      evaluate(activation, operand, state, false)
      return unknown
    case '!': {
      const value = evaluate(activation, operand, state, wanted)
      return {...nothing, zero: canBeOther(value), other: canBeZero(value)}
    }
    case '&':
      return evaluate(activation, operand, state, false).argument ? argument : other
    case '++':
    case '--':
    case 'post++':
    case 'post--': {
      const value = evaluate(activation, operand, state, false)
      const next = value.argument ? argument : isClean(value) ? truthValue : unknown
      assign(operand, next, state)
      return next
    }
    case '~':
    case '+':
      return isClean(evaluate(activation, operand, state, false)) ? other : unknown
    default:
      // `*` and gcc's `&&label`.
      evaluate(activation, operand, state, false)
      return unknown
  }
}

function evaluateBinary(activation: Activation, expression: Of<'binary'>, state: State, wanted: boolean): Value {
  const {operator, left, right} = expression
  switch (operator) {
    case '=': {
      const value = evaluate(activation, right, state, wanted || trackedName(left) !== undefined)
      assign(left, value, state)
      return value
    }
    case ',':
      evaluate(activation, left, state, false)
      return evaluate(activation, right, state, wanted)
    case '&&':
    case '||':
    case '==':
    case '!=':
    case '<':
    case '>':
    case '<=':
    case '>=':
      return evaluateTest(activation, expression, state)
  }
  const before = evaluate(activation, left, state, wanted)
  const value = evaluate(activation, right, state, wanted)
  if (!operator.endsWith('=')) return combine(operator, before, value)
  const result = combine(operator.slice(0, -1), before, value)
  assign(left, result, state)
  return result
}

/** Of two operands of an arithmetic operator. */
function combine(operator: string, left: Value, right: Value): Value {
  if (left.argument || right.argument) return argument
  switch (operator) {
    case '|':
      // `r |= f()`: an error stays one.
      return isClean(left) && isClean(right) ? truthValue : join(left, right)
    case '+':
    case '-':
    case '*':
      return isClean(left) && isClean(right) ? truthValue : unknown
    default:
      return truthValue
  }
}

/** Neither an error nor nobody knows what. */
function isClean(value: Value): boolean {
  return !value.unknown && value.errnos.length === 0
}

function evaluateTest(activation: Activation, expression: Expression, state: State): Value {
  const [holds, fails] = branch(activation, expression, new Map(state))
  replace(state, joinStates(holds, fails))
  return {...nothing, zero: fails !== undefined, other: holds !== undefined}
}

function evaluateTernary(activation: Activation, expression: Of<'ternary'>, state: State, wanted: boolean): Value {
  const {test, then, otherwise} = expression
  const tested = then === undefined ? evaluate(activation, test, state, wanted) : nothing
  const [holds, fails] = branch(activation, test, new Map(state))
  let value = then === undefined && holds ? {...tested, zero: false} : nothing
  if (then !== undefined && holds) value = evaluate(activation, then, holds, wanted)
  if (fails) value = join(value, evaluate(activation, otherwise, fails, wanted))
  replace(state, joinStates(holds, fails))
  return value
}

function replace(state: State, by: State | undefined): void {
  if (by === undefined) return
  for (const [name, value] of by) state.set(name, value)
}

function evaluateMember(activation: Activation, expression: Of<'member'>, state: State): Value {
  const tracked = trackedName(expression)
  const known = tracked === undefined ? undefined : state.get(tracked)
  if (known !== undefined) return known
  const object = evaluate(activation, expression.object, state, false)
  if (object.member?.name === expression.name) return constant(object.member.value)
  return object.argument ? argument : unknown
}

export function assign(target: Expression, value: Value, state: State): void {
  const name = trackedName(target)
  if (name === undefined) return
  state.set(name, value)
  if (target.kind !== 'name') return
  // The whole replaces what was known of its parts.
  const prefix = `${name}.`
  for (const known of state.keys()) if (known.startsWith(prefix)) state.delete(known)
}
