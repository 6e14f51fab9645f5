/** Runs a call: what it copies, what it returns, and, where that matters and the function is in the tree, what happens in it. */

import type {Call, Expression} from '../../read/c/index.ts'
import type {Activation, State, Summary} from './activation.ts'
import {isEnabled} from './conditions.ts'
import {assign, evaluate, trackedName} from './evaluate.ts'
import {type Copier, copiers, externalValue} from './externals.ts'
import type {FunctionEntry} from './function-index.ts'
import {isIdle, isStub} from './stub.ts'
import {join, nothing, onlyErrors, other, truthValue, unknown, unknownToo, type Value, zero} from './value.ts'

export function evaluateCall(activation: Activation, call: Call, state: State, wanted: boolean): Value {
  const name = call.callee.kind === 'name' ? call.callee.name : undefined
  const [first] = call.arguments
  const special = name === undefined ? undefined : specials[name]
  if (special !== undefined && first !== undefined) return special(activation, call.arguments, state, wanted)
  const values = call.arguments.map((value) => evaluate(activation, value, state, wanted && name === 'unlikely'))
  const copier = name === undefined ? undefined : copiers.get(name)
  if (copier !== undefined) copy(activation, call, copier, values, state)
  setOutputs(call, state)
  const known =
    name === undefined
      ? undefined
      : externalValue(name, values[0], {file: activation.file, start: call.start, end: call.end})
  if (known !== undefined) return known
  const carries = values.some((value) => isCarried(activation, value))
  if (!wanted && !carries) return unknown
  const {entries, open} = resolve(activation, call.callee, carries)
  if (!carries && activation.interpreter.extent === 'dispatch' && entries.length > 0 && !isStub(entries)) return unknown
  if (name !== undefined && ioctlHook.test(name) && isIdle(entries)) activation.idle = true
  if (!carries && entries.some(isLong)) return unknown
  // What takes the argument or the selector along is the handler; below it, helpers.
  const depth = carries ? activation.depth - 1 : Math.min(activation.depth - 1, helperDepth)
  const summary = follow(activation, entries, values, depth)
  if (summary === undefined || open) activation.escapes ||= values.some((value) => value.argument)
  if (summary === undefined) return unknown
  addBelow(activation, wanted ? summary : onlyTested(summary))
  return open ? unknownToo(summary.value) : summary.value
}

type Special = (activation: Activation, values: readonly Expression[], state: State, wanted: boolean) => Value

const first: Special = (activation, [value], state, wanted) =>
  value === undefined ? unknown : evaluate(activation, value, state, wanted)

/** The smaller or larger of two: an error only where one of them may be one. */
const oneOf: Special = (activation, values, state) =>
  values.reduce((all, value) => {
    const one = evaluate(activation, value, state, false)
    return join(all, value.kind === 'type' || one.unknown ? truthValue : one)
  }, nothing)

/** Macros whose value depends on their arguments otherwise than by a function's rules. */
const specials: Readonly<Record<string, Special | undefined>> = {
  likely: first,
  unlikely: first,
  READ_ONCE: first,
  compat_ptr: first,
  u64_to_user_ptr: first,
  PTR_ERR: (activation, [value], state) =>
    value === undefined ? unknown : onlyErrors(evaluate(activation, value, state, true)),
  PTR_ERR_OR_ZERO: (activation, [value], state) =>
    value === undefined ? unknown : join(zero, onlyErrors(evaluate(activation, value, state, true))),
  ERR_PTR: first,
  ERR_CAST: first,
  min: oneOf,
  max: oneOf,
  min_t: oneOf,
  max_t: oneOf,
  ...Object.fromEntries([...isEnabled].map((name) => [name, enabled])),
}

function enabled(activation: Activation, [symbol]: readonly Expression[]): Value {
  if (symbol?.kind !== 'name') return truthValue
  activation.specific = true
  const value = activation.interpreter.program.conditions.symbol(symbol.name)
  if (value === 'possible') return truthValue
  return value === 'always' ? other : zero
}

/** Calls below the first helper that are followed. */
const helperDepth = 2

/** Characters of a helper that does so much that nobody knows what it may return: running a vcpu. */
const maximumHelper = 8000

function isLong({source}: FunctionEntry): boolean {
  return source.bodyEnd - source.bodyStart > maximumHelper
}

/** What an architecture does for one ioctl: `kvm_arch_vcpu_ioctl_translate`. */
const ioctlHook = /^kvm_arch_v(?:cpu|m)_ioctl_/

/** What is worth following into a call by itself. */
function isCarried({interpreter}: Activation, value: Value): boolean {
  if (value.argument && interpreter.extent === 'handler') return true
  return value.member !== undefined || value.name === interpreter.selector
}

/** `f(&r)`: who knows what `r` is afterwards. */
function setOutputs(call: Call, state: State): void {
  for (const value of call.arguments) {
    if (value.kind !== 'unary' || value.operator !== '&') continue
    const name = trackedName(value.operand)
    if (name !== undefined && state.has(name)) assign(value.operand, unknown, state)
  }
}

function copy(activation: Activation, call: Call, copier: Copier, values: readonly Value[], state: State): void {
  const object = copier.object === undefined ? undefined : call.arguments[copier.object]
  if (copier.direction === 'in' && object !== undefined) {
    // `get_user(x, p)` sets x; a copy sets what `&x` points to.
    const target = object.kind === 'unary' && object.operator === '&' ? object.operand : object
    if (trackedName(target) !== undefined && values[copier.object ?? 0]?.argument !== true) {
      assign(target, unknown, state)
    }
  }
  if (values[copier.user]?.argument !== true) return
  const size = copier.size === undefined ? undefined : call.arguments[copier.size]
  const type = (size && sizedType(activation, size)) ?? (object && objectType(activation, object))
  const {file} = activation
  activation.copies.set(call.start, {direction: copier.direction, type, file, start: call.start, end: call.end})
}

/** The type in `sizeof(struct kvm_regs)`, `sizeof(regs)`, `sizeof(*regs)`. */
function sizedType(activation: Activation, size: Expression): string | undefined {
  if (size.kind !== 'unary' || size.operator !== 'sizeof') return undefined
  if (size.operand.kind === 'type') return size.operand.type
  return objectType(activation, size.operand)
}

function objectType(activation: Activation, object: Expression): string | undefined {
  const target =
    object.kind === 'unary' && (object.operator === '&' || object.operator === '*') ? object.operand : object
  const name = trackedName(target)
  return name === undefined ? undefined : activation.types.get(name)
}

interface Callees {
  readonly entries: readonly FunctionEntry[]
  /** There may be others. */
  readonly open: boolean
}

/** The functions that a call may run. */
function resolve(activation: Activation, callee: Expression, carries: boolean): Callees {
  const {
    interpreter: {program, extent},
    file,
  } = activation
  if (callee.kind === 'name') {
    if (program.isSpecific(callee.name, file)) activation.specific = true
    return {entries: program.functions(callee.name, file), open: false}
  }
  activation.specific = true
  const operation = operationOf(callee)
  // Tables of operations are looked into for a dispatcher, and for what a handler does.
  if (operation === undefined || (extent === 'dispatch' && !carries)) return {entries: [], open: true}
  return operations(activation, operation)
}

/** `kvm->arch.kvm_ops->get_smmu_info(…)`, `static_call(kvm_x86_get_cpl)(…)`, `kvm_x86_call(get_cpl)(…)` */
function operationOf(callee: Expression): string | undefined {
  if (callee.kind === 'member') return callee.name
  if (callee.kind !== 'call' || callee.callee.kind !== 'name') return undefined
  const [operation] = callee.arguments
  return operation?.kind === 'name' ? operation.name.replace(/^kvm_x86_/, '') : undefined
}

/** What tables are set to while the kernel runs is no matter of who serves an ioctl, and asking for it takes time. */
function operations({interpreter: {program, extent}}: Activation, member: string): Callees {
  return {entries: program.operations(member), open: extent === 'handler' && program.isReassigned(member)}
}

/** `undefined`: the call is not followed. */
function follow(
  activation: Activation,
  entries: readonly FunctionEntry[],
  values: readonly Value[],
  depth: number,
): Summary | undefined {
  if (entries.length === 0 || depth < 0) return undefined
  return activation.interpreter.call(entries, values, depth)
}

function onlyTested(summary: Summary): Summary {
  if (summary.dispatchers.length === 0) return summary
  return {...summary, hits: [], dispatchers: summary.dispatchers.map((dispatcher) => ({...dispatcher, tested: true}))}
}

function addBelow({below}: Activation, summary: Summary): void {
  if (!below.includes(summary)) below.push(summary)
}
