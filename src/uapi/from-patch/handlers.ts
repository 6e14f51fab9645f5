/** What a series' code does with a new ioctl: its case in a dispatcher, and the functions that it calls. */

import type {Call, Expression, Statement} from '../../read/c/index.ts'
import {type CaseBody, callsIn, casesIn, type InCode, nameOfCall, piecesOf, sourceOf} from './code.ts'
import type {CodePiece} from './code-hunk.ts'
import type {PatchFacts} from './facts.ts'

export interface Handler extends InCode {
  readonly input: PatchFacts
  readonly name: string
  readonly body: CaseBody
}

/** What the code of a series has under a name. */
interface NamedCode {
  readonly handlers: ReadonlyMap<string, readonly Handler[]>
  readonly functions: ReadonlyMap<string, InCode>
}

/** All of the code is looked through once, however many ioctls a series adds. */
const named = new WeakMap<readonly PatchFacts[], NamedCode>()

function namedCode(patches: readonly PatchFacts[]): NamedCode {
  const known = named.get(patches)
  if (known) return known
  const handlers = new Map<string, Handler[]>()
  const functions = new Map<string, InCode>()
  for (const input of patches) {
    for (const code of piecesOf(input)) {
      const {functionName = '', whole} = code.piece
      if (whole && functionName !== '' && !functions.has(functionName)) functions.set(functionName, code)
      if (!/ioctl/.test(functionName) || /enable_cap|check_extension/.test(functionName)) continue
      for (const body of casesIn(input, code)) {
        for (const name of new Set(body.labels.filter(({added}) => added).map((label) => label.name))) {
          const same = handlers.get(name)
          const handler = {...code, input, name, body}
          if (same) same.push(handler)
          else handlers.set(name, [handler])
        }
      }
    }
  }
  const code = {handlers, functions}
  named.set(patches, code)
  return code
}

/** Cases of an ioctl that the patches add, in a function that looks like a dispatcher of ioctls. */
export function handlersOf(patches: readonly PatchFacts[], ioctl: string): readonly Handler[] {
  return namedCode(patches).handlers.get(ioctl) ?? []
}

export interface UserCopy {
  readonly call: Call
  readonly code: InCode
  readonly direction: 'in' | 'out'
  /** What is copied, as the code names it: `args`. */
  readonly object: string
}

const copies: Readonly<Record<string, UserCopy['direction']>> = {
  copy_from_user: 'in',
  copy_struct_from_user: 'in',
  memdup_user: 'in',
  vmemdup_user: 'in',
  get_user: 'in',
  copy_to_user: 'out',
  put_user: 'out',
}

/** Copies between the kernel and where the ioctl's argument points: in the case itself, where `argp` is at hand. */
export function copiesOf({body, hunk, piece}: Handler): readonly UserCopy[] {
  return body.statements.flatMap((statement) => copiesIn(statement, {hunk, piece}))
}

export function copiesIn(statement: Statement, code: InCode): readonly UserCopy[] {
  return callsIn(statement).flatMap((call) => {
    const name = nameOfCall(call)
    const direction = name === undefined || !Object.hasOwn(copies, name) ? undefined : copies[name]
    if (!direction) return []
    const object = name === 'copy_to_user' ? call.arguments[1] : call.arguments[0]
    return [{call, code, direction, object: object ? sourceOf(code.hunk, withoutAddress(object)) : ''}]
  })
}

function withoutAddress(expression: Expression): Expression {
  return expression.kind === 'unary' && expression.operator === '&' ? expression.operand : expression
}

/** Whether the copy is to or from the start of the argument, not what a member of it points to. */
export function isOfArgument({call, code}: UserCopy): boolean {
  const name = nameOfCall(call)
  const pointer =
    name === 'copy_to_user' || name?.startsWith('memdup') || name?.startsWith('vmemdup')
      ? call.arguments[0]
      : call.arguments[1]
  return (
    pointer !== undefined &&
    /^(?:\([^()]*\)\s*)?(?:argp|user_\w+|u\w*arg\w*|arg|\w*_arg)$/.test(sourceOf(code.hunk, pointer))
  )
}

/** The function that a call leads to, where the series shows all of it. */
export function calledFunction(patches: readonly PatchFacts[], call: Call): InCode | undefined {
  return namedCode(patches).functions.get(nameOfCall(call) ?? '')
}

/** The type of a local variable or a parameter, as written: `struct kvm_bell`, `bool`. */
export function typeOfVariable(
  {body, parameters}: CodePiece,
  name: string,
  statements: readonly Statement[] = body.items,
): string | undefined {
  for (const statement of statements) {
    const found = declaredIn(statement, name)
    if (found !== undefined) return found
  }
  return parameters.find((parameter) => parameter.name === name)?.type
}

function declaredIn(statement: Statement, name: string): string | undefined {
  if (statement.kind === 'declaration')
    return statement.declarators.some((item) => item.name === name && !item.pointer) ? statement.type : undefined
  if (statement.kind !== 'block') return undefined
  for (const item of statement.items) {
    const found = declaredIn(item, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** C's integers as the kernel names them. */
export const scalarType =
  /^(?:(?:un)?signed |const )*(?:bool|_Bool|char|short|int|long|long long|__?[us](?:8|16|32|64)|[us](?:8|16|32|64)|__[us](?:8|16|32|64)|size_t|gfn_t|gpa_t)$/
