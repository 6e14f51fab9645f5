/**
 * Who sets `exit_reason`, and to what.
 *
 * ```text
 *   run->exit_reason = KVM_EXIT_MMIO;                      an assignment
 *   *run = (struct kvm_run) {.exit_reason = KVM_EXIT_IO};  an initialiser
 *   return __emulate_halt(vcpu, KVM_EXIT_HLT);             a call of a function that assigns its parameter
 * ```
 */

import type {Architecture, ProducedExitReason} from '../../model/index.ts'
import type {Expression, ScannedFile, Statement} from '../../read/c/index.ts'
import type {FunctionEntry} from './function-index.ts'
import {guardOf} from './guard.ts'
import {once} from './once.ts'
import type {Program} from './program.ts'
import {visitExpressions} from './visit.ts'

const prefix = 'KVM_EXIT_'
const member = 'exit_reason'

/** Parameters are followed through this many calls. */
const maximumDepth = 3

interface Producer {
  readonly name: string
  readonly file: ScannedFile
  readonly start: number
  readonly end: number
  readonly architectures: Architecture[]
}

export function readExitReasons(programs: readonly Program[]): readonly ProducedExitReason[] {
  const producers = new Map<string, Producer>()
  for (const program of programs) {
    for (const file of program.files) {
      for (const {source, statements} of file.statementsWith(prefix)) {
        const entry = {file, source}
        if (!isBuilt(program, entry)) continue
        for (const constant of producedBy(program, entry, statements)) {
          if (program.conditions.at(file, constant.start) === 'never') continue
          const key = `${file.path} ${constant.start}`
          const known = producers.get(key)
          if (known !== undefined) known.architectures.push(program.architecture)
          else producers.set(key, {...constant, file, architectures: [program.architecture]})
        }
      }
    }
  }
  return [...producers.values()].map(({name, file, start, end, architectures}) => {
    const place = once(() => file.place(start, end))
    const guard = guardOf(file, start)
    return {
      name,
      get place() {
        return place()
      },
      architectures,
      ...(guard === undefined ? {} : {guard}),
    }
  })
}

/** Generic code belongs to an architecture that calls it, itself or through other generic code. */
function isBuilt(program: Program, entry: FunctionEntry): boolean {
  return program.conditions.at(entry.file, entry.source.start) !== 'never' && program.reaches(entry)
}

type Constant = Extract<Expression, {kind: 'name'}>

/** The constants that a statement puts into `exit_reason`. */
function producedBy(program: Program, entry: FunctionEntry, statement: Statement): readonly Constant[] {
  const found: Constant[] = []
  visitExpressions(statement, (expression) => {
    switch (expression.kind) {
      case 'binary':
        if (expression.operator === '=' && isExitReason(expression.left)) found.push(...constantsIn(expression.right))
        break
      case 'initialiser':
        for (const {member: name, value} of expression.items) if (name === member) found.push(...constantsIn(value))
        break
      case 'call':
        for (const [index, value] of expression.arguments.entries()) {
          const constants = constantsIn(value)
          if (constants.length > 0 && assignsParameter(program, calledBy(program, entry, expression), index, 0)) {
            found.push(...constants)
          }
        }
    }
  })
  return found
}

function isExitReason(target: Expression): boolean {
  return target.kind === 'member' && target.name === member
}

/** `KVM_EXIT_A`, `x ? KVM_EXIT_A : KVM_EXIT_B`. */
function constantsIn(value: Expression): readonly Constant[] {
  if (value.kind === 'name') return value.name.startsWith(prefix) ? [value] : []
  if (value.kind !== 'ternary') return []
  return [...(value.then ? constantsIn(value.then) : []), ...constantsIn(value.otherwise)]
}

function calledBy(
  program: Program,
  {file}: FunctionEntry,
  call: Extract<Expression, {kind: 'call'}>,
): readonly FunctionEntry[] {
  return call.callee.kind === 'name' ? program.functions(call.callee.name, file) : []
}

/** Whether one of the functions puts this parameter into `exit_reason`, or gives it to one that does. */
function assignsParameter(program: Program, entries: readonly FunctionEntry[], index: number, depth: number): boolean {
  if (depth > maximumDepth) return false
  return entries.some((entry) => {
    const parameter = entry.file.parameters(entry.source)[index]?.name
    if (parameter === undefined) return false
    let found = false
    visitExpressions(entry.file.body(entry.source), (expression) => {
      if (found) return
      if (expression.kind === 'binary' && expression.operator === '=' && isExitReason(expression.left)) {
        found = isNamed(expression.right, parameter)
      } else if (expression.kind === 'call') {
        const position = expression.arguments.findIndex((value) => isNamed(value, parameter))
        if (position === -1) return
        found = assignsParameter(program, calledBy(program, entry, expression), position, depth + 1)
      }
    })
    return found
  })
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name
}
