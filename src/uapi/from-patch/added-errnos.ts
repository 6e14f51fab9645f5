/** The errnos that a new ioctl's handler returns, as far as hunks show it. */

import type {AddedErrnos, Errno} from '../../model/index.ts'
import type {Expression, Statement} from '../../read/c/index.ts'
import {newIoctls} from './added.ts'
import {expressionsOf, type InCode, nameOfCall, piecesOf, sourceOf, statementsOf} from './code.ts'
import type {PatchFacts} from './facts.ts'
import {handlersOf} from './handlers.ts'

export function addedErrnos(patches: readonly PatchFacts[]): readonly AddedErrnos[] {
  let functions: Functions | undefined
  return patches.flatMap(newIoctls).flatMap(({name, place}): AddedErrnos[] => {
    const handlers = handlersOf(patches, name)
    if (handlers.length === 0) return []
    functions ??= functionsOf(patches)
    const search = new Search(functions)
    for (const {body, hunk, piece} of handlers) {
      search.read(body.statements, {hunk, piece}, (variable) => /^(?:r|rc|ret|err|error)$/.test(variable))
      if (!body.complete) search.complete = false
    }
    return [{name, place, errnos: search.errnos(), complete: search.complete}]
  })
}

/** Those that the patches show from head to brace, by name: each architecture may have its own. */
type Functions = ReadonlyMap<string, readonly (InCode & {readonly added: boolean})[]>

function functionsOf(patches: readonly PatchFacts[]): Functions {
  const functions = new Map<string, (InCode & {added: boolean})[]>()
  for (const input of patches) {
    for (const {hunk, piece} of piecesOf(input)) {
      if (!piece.whole || piece.functionName === undefined) continue
      const added = input.view.isWhollyAdded(hunk.place(piece.start, piece.end))
      const same = functions.get(piece.functionName)
      if (same) same.push({hunk, piece, added})
      else functions.set(piece.functionName, [{hunk, piece, added}])
    }
  }
  return functions
}

/** Their value is the number of bytes that were not copied, or says EFAULT. */
const copies = /^(?:copy_(?:struct_)?(?:from|to)_user|(?:get|put)_user)$/

/** Follows a handler into the functions that the patches add. */
class Search {
  /** Nothing that may be returned was out of sight. */
  complete = true
  readonly #functions: Functions
  readonly #found = new Map<string, Errno>()
  /** What a caller compares with: it may be replaced by something else. */
  readonly #replaced = new Set<string>()
  readonly #seen = new Set<string>()

  constructor(functions: Functions) {
    this.#functions = functions
  }

  errnos(): readonly Errno[] {
    return [...this.#found.values()].filter(({name}) => !this.#replaced.has(name))
  }

  /** `isResult`: whether what is assigned to a variable is what the function returns. */
  read(statements: readonly Statement[], code: InCode, isResult: (variable: string) => boolean): void {
    for (const statement of statements.flatMap((outer) => statementsOf(outer))) {
      if (statement.kind === 'unread' || statement.kind === 'conditional') this.complete = false
      if (statement.kind === 'return' && statement.value) this.#value(statement.value, code)
      if (statement.kind !== 'declaration') continue
      for (const {name, value} of statement.declarators) if (value && isResult(name)) this.#value(value, code)
    }
    for (const expression of statements.flatMap(expressionsOf)) {
      if (expression.kind !== 'binary') continue
      const {left, operator, right} = expression
      if (operator === '=' && left.kind === 'name' && isResult(left.name)) this.#value(right, code)
      const compared = /^[=!]=$/.test(operator) ? errnoIn(right) : undefined
      if (compared === undefined) continue
      this.#replaced.add(compared)
      this.complete = false
    }
  }

  #value(value: Expression, code: InCode): void {
    const errno = errnoIn(value)
    if (errno !== undefined) {
      if (!this.#found.has(errno)) this.#found.set(errno, {name: errno, place: code.hunk.place(value.start, value.end)})
      return
    }
    switch (value.kind) {
      case 'constant':
        return
      case 'name':
        if (code.piece.parameters.some(({name}) => name === value.name)) this.complete = false
        return
      case 'cast':
        this.#value(value.operand, code)
        return
      case 'ternary':
        if (value.then) this.#value(value.then, code)
        else this.#value(value.test, code)
        this.#value(value.otherwise, code)
        return
      case 'call':
        this.#call(nameOfCall(value) ?? sourceOf(code.hunk, value.callee))
        return
      default:
        this.complete = false
    }
  }

  #call(name: string): void {
    if (copies.test(name) || this.#seen.has(name)) return
    this.#seen.add(name)
    const bodies = this.#functions.get(name) ?? []
    if (bodies.length === 0 || bodies.some(({added}) => !added)) this.complete = false
    for (const code of bodies.filter(({added}) => added)) {
      const {items} = code.piece.body
      const returned = items
        .flatMap((item) => statementsOf(item))
        .flatMap((item) => (item.kind === 'return' && item.value ? sourceOf(code.hunk, item.value) : []))
      this.read(items, code, (variable) => returned.some((text) => new RegExp(`\\b${variable}\\b`).test(text)))
    }
  }
}

/** `-EINVAL`: its name. */
function errnoIn(expression: Expression): string | undefined {
  if (expression.kind !== 'unary' || expression.operator !== '-' || expression.operand.kind !== 'name') return undefined
  return /^E[A-Z0-9]{2,}$/.test(expression.operand.name) ? expression.operand.name : undefined
}
