/**
 * Runs a condition: the variables where it holds and where it fails. `undefined`: that cannot be.
 *
 * ```text
 *   r = f();            r: 0, -EINVAL
 *   if (r)              holds, r: -EINVAL      fails, r: 0
 *   if (ioctl == KVM_RUN)                      fails, always, where the selector is KVM_NMI
 * ```
 */

import type {Expression} from '../../read/c/index.ts'
import {type Activation, joinStates, type State} from './activation.ts'
import {assign, evaluate, trackedName} from './evaluate.ts'
import {standsForArgument} from './externals.ts'
import {canBeOther, canBeZero, isNothing, onlyErrors, type Value, withoutErrors, withoutZero, zero} from './value.ts'

export type Branches = readonly [holds: State | undefined, fails: State | undefined]

/** Takes the state over: the caller must not use it any more. */
export function branch(activation: Activation, expression: Expression, state: State): Branches {
  if (expression.kind === 'unary' && expression.operator === '!') {
    const [holds, fails] = branch(activation, expression.operand, state)
    return [fails, holds]
  }
  if (expression.kind === 'binary') {
    switch (expression.operator) {
      case '&&':
        return branchAnd(activation, expression.left, expression.right, state)
      case '||': {
        // Not (not a and not b).
        const [holds, fails] = branch(activation, expression.left, state)
        if (fails === undefined) return [holds, undefined]
        const [holdsToo, failsToo] = branch(activation, expression.right, fails)
        return [joinStates(holds, holdsToo), failsToo]
      }
      case '==':
        return branchEqual(activation, expression, state)
      case '!=': {
        const [holds, fails] = branchEqual(activation, expression, state)
        return [fails, holds]
      }
      case '<':
      case '>=':
        return branchNegative(activation, expression, state)
      case '>':
      case '<=':
        evaluate(activation, expression.left, state, false)
        evaluate(activation, expression.right, state, false)
        return [new Map(state), state]
    }
  }
  if (expression.kind === 'call' && expression.callee.kind === 'name') {
    const [first] = expression.arguments
    if (first !== undefined && standsForArgument(expression.callee.name)) return branch(activation, first, state)
    if (first !== undefined && expression.callee.name === 'IS_ERR') return branchError(activation, first, state)
  }
  return branchTruth(activation, expression, state)
}

function branchAnd(activation: Activation, left: Expression, right: Expression, state: State): Branches {
  const [holds, fails] = branch(activation, left, state)
  if (holds === undefined) return [undefined, fails]
  const [holdsToo, failsToo] = branch(activation, right, holds)
  return [holdsToo, joinStates(fails, failsToo)]
}

/** `if (r)`, `if (f(x))`, `if ((r = f(x)))`. */
function branchTruth(activation: Activation, expression: Expression, state: State): Branches {
  const value = evaluate(activation, expression, state, false)
  const target = assigned(expression)
  return split(
    target,
    state,
    canBeOther(value) ? withoutZero(value) : undefined,
    // An argument that is 0 is still the argument; any other 0 is known from here on.
    canBeZero(value) ? (value.argument ? value : zero) : undefined,
  )
}

function branchError(activation: Activation, expression: Expression, state: State): Branches {
  const value = evaluate(activation, expression, state, false)
  const errors = onlyErrors(value)
  const rest = withoutErrors(value)
  return split(assigned(expression), state, isNothing(errors) ? undefined : errors, isNothing(rest) ? undefined : rest)
}

/** `r < 0` and `r >= 0`; of other bounds nothing follows. */
function branchNegative(
  activation: Activation,
  {operator, left, right}: Extract<Expression, {kind: 'binary'}>,
  state: State,
): Branches {
  const value = evaluate(activation, left, state, true)
  const bound = evaluate(activation, right, state, false)
  if (!bound.zero || bound.other || bound.unknown) return [new Map(state), state]
  const errors = onlyErrors(value)
  const rest = withoutErrors(value)
  const [negative, fine] = split(
    assigned(left),
    state,
    isNothing(errors) ? undefined : errors,
    isNothing(rest) ? undefined : rest,
  )
  return operator === '<' ? [negative, fine] : [fine, negative]
}

function branchEqual(
  activation: Activation,
  {left, right}: Extract<Expression, {kind: 'binary'}>,
  state: State,
): Branches {
  const value = evaluate(activation, left, state, true)
  const wanted = evaluate(activation, right, state, false)
  const selected = compareSelector(activation, left, value, right, wanted)
  if (selected !== undefined) return selected ? [state, undefined] : [undefined, state]
  const target = assigned(left)
  const [errno] = wanted.errnos
  if (errno !== undefined && isNothing({...wanted, errnos: []})) {
    const equal = value.errnos.filter((known) => known.name === errno.name)
    const rest = {...value, errnos: value.errnos.filter((known) => known.name !== errno.name)}
    // Where something is known of it, what nobody knows is not "no such ioctl here": that is said by a literal.
    const isOpen = value.unknown && (errno.name !== 'ENOIOCTLCMD' || isOnlyUnknown(value))
    const possible = equal.length > 0 || isOpen
    const matching = {...rest, zero: false, other: false, unknown: false, errnos: equal.length > 0 ? equal : [errno]}
    return split(target, state, possible ? matching : undefined, isNothing(rest) ? undefined : rest)
  }
  if (wanted.zero && !wanted.other && !wanted.unknown && wanted.errnos.length === 0) {
    return split(target, state, canBeZero(value) ? zero : undefined, canBeOther(value) ? withoutZero(value) : undefined)
  }
  return [new Map(state), state]
}

function isOnlyUnknown(value: Value): boolean {
  return !value.zero && !value.other && value.errnos.length === 0
}

/** Whether the selector is the constant that it is compared with; `undefined`: it is not compared with one. */
function compareSelector(
  {interpreter, file, hits, labels}: Activation,
  left: Expression,
  leftValue: Value,
  right: Expression,
  rightValue: Value,
): boolean | undefined {
  if (leftValue.name === undefined || rightValue.name === undefined) return undefined
  const constant = right.kind === 'name' && right.name === rightValue.name ? right : left
  const subject = constant === right ? leftValue.name : rightValue.name
  if (constant.kind !== 'name') return undefined
  const equal = leftValue.name === rightValue.name
  if (subject === interpreter.selector) {
    const {start, end} = constant
    const hit = {file, start, end}
    if (!labels.has(constant.name)) labels.set(constant.name, {...hit, of: undefined})
    if (equal) hits.set(start, hit)
  }
  return equal
}

/** The variable that a condition is about: itself, or the one it assigns. */
function assigned(expression: Expression): Expression | undefined {
  if (expression.kind === 'binary' && expression.operator === '=') return expression.left
  return trackedName(expression) === undefined ? undefined : expression
}

function split(
  target: Expression | undefined,
  state: State,
  holds: Value | undefined,
  fails: Value | undefined,
): Branches {
  if (holds === undefined) return [undefined, refine(target, state, fails)]
  if (fails === undefined) return [refine(target, state, holds), undefined]
  return [refine(target, new Map(state), holds), refine(target, state, fails)]
}

function refine(target: Expression | undefined, state: State, value: Value | undefined): State | undefined {
  if (value === undefined) return undefined
  if (target !== undefined) assign(target, value, state)
  return state
}
