/** Values that userspace has chosen, as a function names them. */

import {
  copiesIn,
  expressionsOf,
  type InCode,
  newStructs,
  type PatchFacts,
  piecesOf,
  sourceOf,
  statementsOf,
  typeOfVariable,
  type UserCopy,
} from '../../../uapi/index.ts'

/** Functions, with what in them comes from userspace. */
export interface UserCode extends InCode {
  readonly input: PatchFacts
  /** `args->count`, `bell.index` as a whole text: what is tested against an expression's source. */
  readonly value: RegExp
  /** Structs that userspace passes, and their types: `bell` is a `struct kvm_bell`. */
  readonly structs: ReadonlyMap<string, string>
}

/** Structs of the kernel itself that ioctls' functions get beside their arguments. */
const internal =
  /^struct kvm(?:_vcpu|_device|_memory_slot|_memslots|_io_device|_io_bus|_mmu\w*|_s390_\w*interrupt|_xive|_arch|_vcpu_arch)?$/

/** Pieces of code that copy something in, or are given a struct that userspace passes. */
export function userCode(patches: readonly PatchFacts[]): readonly UserCode[] {
  const all = patches.flatMap((input) => [...piecesOf(input)].map((code) => ({...code, input})))
  const structs = new Set([...patches.flatMap(newStructs).map(({name}) => name), ...all.flatMap(structsCopied)])
  return all.flatMap((code): UserCode[] => {
    const {piece} = code
    const given = piece.parameters.filter(({type}) => {
      return (
        structs.has(type) ||
        (/ioctl/.test(piece.functionName ?? '') && /^struct kvm_/.test(type) && !internal.test(type))
      )
    })
    const copies = copiesFrom(code)
    const objects = [...new Set([...given.flatMap(({name}) => name ?? []), ...copies.map(({object}) => object)])]
    const scalars = objects.filter((name) => isScalar(code, name))
    const composite = objects.filter((name) => !scalars.includes(name))
    const names = [...composite.map((name) => `${name}(?:->|\\.)[\\w.]+`), ...scalars]
    const direct = valueNamed(names)
    const value = valueNamed([...names, ...derivedFrom(direct, code, patches)])
    return [{...code, value, structs: typesOf(code, composite)}]
  })
}

const valueNamed = (names: readonly string[]): RegExp =>
  names.length > 0 ? new RegExp(`(?<![\\w.>])(?:${names.join('|')})(?!\\w|\\()`) : nothing

/** Locals that are computed from a value that nobody has bounded: `size = struct_size(filter, events, args.count)`. */
function derivedFrom(value: RegExp, code: InCode, patches: readonly PatchFacts[]): readonly string[] {
  if (value === nothing) return []
  return expressionsOf(code.piece.body).flatMap((expression) => {
    if (expression.kind !== 'binary' || expression.operator !== '=' || expression.left.kind !== 'name') return []
    const source = sourceOf(code.hunk, expression.right)
    const path = /_user\(/.test(source) ? undefined : value.exec(source)?.[0]
    if (path === undefined || !isScalar(code, expression.left.name)) return []
    return isBounded(patches, path) || isPassedToCheck(code, path) ? [] : [expression.left.name]
  })
}

function typesOf({piece}: InCode, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, typeOfVariable(piece, name) ?? '']))
}

const nothing = /(?!)/

/** `struct kvm_bell` of a local variable that is copied from userspace. */
function structsCopied(code: InCode): readonly string[] {
  return copiesFrom(code).flatMap(({object}) => {
    const type = typeOfVariable(code.piece, object)
    return type !== undefined && /^struct kvm_/.test(type) ? [type] : []
  })
}

function copiesFrom(code: InCode): readonly UserCopy[] {
  return copiesIn(code.piece.body, code).filter(({direction, object}) => direction === 'in' && /^\w+$/.test(object))
}

/** Declared as an integer. */
function isScalar({piece}: InCode, name: string): boolean {
  return statementsOf(piece.body).some(
    (statement) =>
      statement.kind === 'declaration' &&
      !/^(?:struct|union) /.test(statement.type) &&
      statement.declarators.some((one) => one.name === name && !one.pointer),
  )
}

/** Whether a comparison, a mask or a function that checks looks at the value, anywhere in the patches. */
export function isBounded(patches: readonly PatchFacts[], path: string): boolean {
  const name = path.slice(path.search(/\w+$/))
  const bound = new RegExp(
    `\\b${name}(?:\\[[^\\]]*\\])?\\)? (?:[<>]=?|==|&|%) |(?:[<>]=?|==) \\(?(?:\\w+(?:->|\\.))*${name}\\b|\\b(?:\\w*(?:min|clamp|check|valid|verify|nospec)\\w*)\\([^;]*\\b${name}\\b`,
  )
  return patches.some((input) =>
    [...piecesOf(input)].some(({hunk, piece}) =>
      bound.test(sourceOf(hunk, piece).replaceAll(/for \([^;]*;[^;]*;/g, '')),
    ),
  )
}

/** Whether the struct that the value is in goes to a function that may check it. */
export function isPassedToCheck({hunk, piece}: InCode, path: string): boolean {
  const object = path.replace(/(?:->|\.).*/s, '')
  return expressionsOf(piece.body).some(
    (expression) =>
      expression.kind === 'call' &&
      expression.callee.kind === 'name' &&
      /check|valid|verify|sani/.test(expression.callee.name) &&
      expression.arguments.some((argument) => sourceOf(hunk, argument).replace(/^&/, '') === object),
  )
}
