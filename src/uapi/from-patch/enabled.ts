/** Cases of `KVM_ENABLE_CAP` that a patch adds, where all of the case is in sight. */

import type {EnabledCapability} from '../../model/index.ts'
import type {Expression, Statement} from '../../read/c/index.ts'
import {casesIn, type InCode, piecesOf, sourceOf} from './code.ts'
import type {PatchFacts} from './facts.ts'

export function enabledCapabilities(input: PatchFacts): readonly EnabledCapability[] {
  return [...piecesOf(input)].flatMap((code) => {
    const {functionName = ''} = code.piece
    if (!/enable_cap/.test(functionName)) return []
    return casesIn(input, code).flatMap(({labels, statements, complete}): EnabledCapability[] => {
      if (!complete || statements.length === 0) return []
      const effect = statements.every(isIdle) && statements.some(succeeds) ? 'nothing' : 'something'
      const ignored = effect === 'nothing' ? [] : ignoredBy(statements, code)
      return labels.filter(({added}) => added).map(({name, place}) => ({name, place, effect, ignored}))
    })
  })
}

/** Several architectures look at the flags before they come to the case; the generic function does not. */
const hasNoPrologue = ({piece}: InCode): boolean => piece.functionName === 'kvm_vm_ioctl_enable_cap_generic'

function ignoredBy(statements: readonly Statement[], code: InCode): readonly string[] {
  if (isPlain(statements) && hasNoPrologue(code)) return ['flags', 'args']
  return isBlind(statements.map((statement) => sourceOf(code.hunk, statement)).join(' '), code) ? ['flags'] : []
}

/** Neither the case nor what is in front of it looks at the flags, nor a function that is given all. */
function isBlind(text: string, code: InCode): boolean {
  const {hunk, piece} = code
  if (/\bflags\b|[(,] ?&?cap ?[,)]/.test(text)) return false
  return hasNoPrologue(code) || (piece.whole && !/\bflags\b/.test(sourceOf(hunk, piece)))
}

/** Sets members, and returns. */
function isPlain(statements: readonly Statement[]): boolean {
  return (
    statements.some(setsMember) &&
    statements.every((one) => one.kind === 'return' || one.kind === 'break' || setsMember(one))
  )
}

function setsMember(statement: Statement): boolean {
  if (statement.kind !== 'expression' || statement.expression.kind !== 'binary') return false
  const {operator, left} = statement.expression
  return operator === '=' && left.kind === 'member'
}

/** A guard that refuses, a result in a variable, the way out. */
function isIdle(statement: Statement): boolean {
  switch (statement.kind) {
    case 'return':
      return statement.value === undefined || isConstant(statement.value)
    case 'break':
    case 'goto':
      return true
    case 'block':
      return statement.items.every(isIdle)
    case 'if':
      return isIdle(statement.then) && (statement.otherwise === undefined || isIdle(statement.otherwise))
    case 'expression': {
      const {expression} = statement
      return (
        expression.kind === 'binary' &&
        expression.operator === '=' &&
        expression.left.kind === 'name' &&
        isConstant(expression.right)
      )
    }
    default:
      return false
  }
}

function isConstant(value: Expression): boolean {
  if (value.kind === 'constant' || value.kind === 'name') return true
  return value.kind === 'unary' && isConstant(value.operand)
}

/** `return 0`, or `r = 0`. */
function succeeds(statement: Statement): boolean {
  const value =
    statement.kind === 'return'
      ? statement.value
      : statement.kind === 'expression' && statement.expression.kind === 'binary'
        ? statement.expression.right
        : undefined
  return value?.kind === 'constant' && value.text === '0'
}
