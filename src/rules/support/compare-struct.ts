/** Compares a document's struct with a header's, by structure: members found by name, then types, then order. */

import {type CompositeType, type Field, isComposite, type Type} from '../../model/index.ts'
import {sameInteger} from '../../read/c/index.ts'

/** One disagreement. `path` is dotted from the struct's name on; an anonymous member has no part of its own. */
export type Difference = {readonly path: string; readonly level: Level} & (
  | {
      readonly kind: 'missing'
      readonly path: string
      readonly header: Field
      /** The document's member that it would follow. */
      readonly after: Field | undefined
      /** One of several that share their place: what the others are is not touched. */
      readonly alternative: boolean
    }
  | {readonly kind: 'unknown'; readonly document: Field}
  | {readonly kind: 'name'; readonly document: Field; readonly header: Field}
  | {readonly kind: 'type'; readonly document: Field; readonly header: Field}
  | {readonly kind: 'order'; readonly document: Field; readonly header: Field}
)

/** The members between one pair of braces, and which of them are the same member, under one name or two. */
export interface Level {
  readonly document: readonly Field[]
  readonly header: readonly Field[]
  readonly pairs: readonly {readonly document: Field; readonly header: Field}[]
}

/** Finds the definition of a struct or union that is only named; `undefined` where the header has none. */
export type Resolve = (type: CompositeType) => readonly Field[] | undefined

/** The name of spare room: what it is called does not matter to userspace, that it is there does. */
export function isPadding(name: string | undefined): boolean {
  return name !== undefined && /(?:^|_)(?:pad(?:ding)?|reserved|rsvd|resv|unused|dummy|fill(?:er)?)_?\d*$/i.test(name)
}

export function compareStructs(document: CompositeType, header: CompositeType, resolve: Resolve): Difference[] {
  const found = compareFields(document.fields ?? [], header.fields ?? [], document.kind === 'union', '', resolve)
  // Where a member is missing, the reserved space beside it is longer by it: that is the same disagreement, said once.
  const shifted = new Set(found.filter(isShift).map(({path}) => parentOf(path)))
  return found.filter(({kind, path}) => !(kind === 'type' && isPadding(lastOf(path)) && shifted.has(parentOf(path))))
}

/** Whether what follows moves; in a union nothing does. */
function isShift(difference: Difference): boolean {
  if (isPadding(lastOf(difference.path))) return false
  return difference.kind === 'unknown' || (difference.kind === 'missing' && !difference.alternative)
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

interface Pair {
  readonly document: Field
  readonly header: Field
  /** Index in the header's list, where it is a member of the list itself and not of an anonymous member. */
  readonly index: number | undefined
}

function compareFields(
  document: readonly Field[],
  header: readonly Field[],
  union: boolean,
  path: string,
  resolve: Resolve,
): Difference[] {
  const {pairs, documentOnly, headerOnly} = pairFields(document, header)
  const renamed = union
    ? pairPadding(documentOnly, headerOnly, resolve)
    : pairRenamed(documentOnly, headerOnly, document, header, pairs, resolve)
  const renamedFields = new Set(renamed.flatMap((pair) => [pair.document, pair.header]))
  const level = {document, header, pairs: [...pairs, ...renamed]}
  const at = (field: Field): string => (field.name ? (path ? `${path}.${field.name}` : field.name) : path)
  return [
    ...documentOnly
      .filter((field) => !renamedFields.has(field))
      .map((field): Difference => ({kind: 'unknown', path: at(field), level, document: field})),
    ...headerOnly
      .filter((field) => !renamedFields.has(field))
      .map((field): Difference => {
        return {
          kind: 'missing',
          path: at(field),
          level,
          header: field,
          after: before(field, header, pairs),
          alternative: union,
        }
      }),
    ...renamed.map((pair): Difference => ({kind: 'name', path: at(pair.document), level, ...pair})),
    ...pairs.flatMap((pair) => compareTypes(pair, at(pair.document), level, resolve)),
    ...(union ? [] : outOfOrder(pairs)).map((pair): Difference => {
      return {kind: 'order', path: at(pair.document), level, ...pair}
    }),
  ]
}

/** The document's member that stands where a missing one would follow. */
function before(field: Field, header: readonly Field[], pairs: readonly Pair[]): Field | undefined {
  const index = header.indexOf(field)
  return pairs.filter((pair) => pair.index !== undefined && pair.index < index).at(-1)?.document
}

/** Members of one name; an anonymous struct or union pairs with the one that shares most members with it. */
function pairFields(document: readonly Field[], header: readonly Field[]) {
  const pairs: Pair[] = []
  const taken = new Set<Field>()
  const promoted = new Map(
    header.filter(isAnonymous).flatMap((field) => members(field).map((member) => [member.name, member])),
  )
  const documentOnly: Field[] = []
  for (const field of document) {
    const index = header.findIndex(
      (other) => !taken.has(other) && (field.name ? other.name === field.name : sharesMembers(field, other)),
    )
    const match = header[index]
    const inner = field.name === undefined ? undefined : promoted.get(field.name)
    if (match) {
      taken.add(match)
      pairs.push({document: field, header: match, index})
    } else if (inner) {
      for (const outer of header) if (isAnonymous(outer) && members(outer).includes(inner)) taken.add(outer)
      pairs.push({document: field, header: inner, index: undefined})
    } else if (isAnonymous(field)) {
      // The header has the members, but not the anonymous struct or union around them.
      for (const member of members(field)) {
        const plain = header.find(
          (other) => other.name !== undefined && other.name === member.name && !taken.has(other),
        )
        if (plain) {
          taken.add(plain)
          pairs.push({document: member, header: plain, index: undefined})
        } else documentOnly.push(member)
      }
    } else documentOnly.push(field)
  }
  return {pairs, documentOnly, headerOnly: header.filter((field) => !taken.has(field))}
}

function isAnonymous(field: Field): boolean {
  return field.name === undefined && (field.type.kind === 'struct' || field.type.kind === 'union')
}

/** The named members of an anonymous member, those of anonymous ones inside it included. */
function members(field: Field): Field[] {
  if (field.type.kind !== 'struct' && field.type.kind !== 'union') return []
  return (field.type.fields ?? []).flatMap((member) => (isAnonymous(member) ? members(member) : [member]))
}

function sharesMembers(left: Field, right: Field): boolean {
  if (!isAnonymous(left) || !isAnonymous(right) || left.type.kind !== right.type.kind) return false
  const names = new Set(members(right).map(({name}) => name))
  return members(left).some(({name}) => names.has(name))
}

/** What is left on both sides between the same two neighbours and has one type is the same member under two names. */
function pairRenamed(
  documentOnly: readonly Field[],
  headerOnly: readonly Field[],
  document: readonly Field[],
  header: readonly Field[],
  pairs: readonly Pair[],
  resolve: Resolve,
): {document: Field; header: Field}[] {
  const partner = new Map(pairs.map((pair) => [pair.document, pair.header]))
  const renamed: {document: Field; header: Field}[] = []
  const taken = new Set<Field>()
  for (const field of documentOnly) {
    const previous = document.slice(0, document.indexOf(field)).findLast((other) => partner.has(other))
    const from = previous ? header.indexOf(partner.get(previous) as Field) : -1
    const next = nextUnpaired(field, header.slice(from + 1), headerOnly, taken)
    if (!next || !agrees(field.type, next.type, resolve)) continue
    // Padding is the document's padding, where it has some.
    const isTaken = isPadding(next.name) && !isPadding(field.name) && documentOnly.some(({name}) => isPadding(name))
    if (isTaken) continue
    taken.add(next)
    renamed.push({document: field, header: next})
  }
  return renamed
}

/** Spare room in a union has no neighbours to tell it by, but there is one of it. */
function pairPadding(
  documentOnly: readonly Field[],
  headerOnly: readonly Field[],
  resolve: Resolve,
): {document: Field; header: Field}[] {
  return documentOnly
    .filter(({name}) => isPadding(name))
    .flatMap((document) => {
      const header = headerOnly.find(({name, type}) => isPadding(name) && agrees(document.type, type, resolve))
      return header ? [{document, header}] : []
    })
}

/** The next member that is left over; padding that the document leaves out does not stand in the way. */
function nextUnpaired(
  field: Field,
  following: readonly Field[],
  headerOnly: readonly Field[],
  taken: ReadonlySet<Field>,
): Field | undefined {
  for (const next of following) {
    if (taken.has(next)) continue
    if (!headerOnly.includes(next)) return undefined
    const skips =
      isPadding(next.name) &&
      !isPadding(field.name) &&
      headerOnly.some((other) => other !== next && !taken.has(other) && !isPadding(other.name))
    if (!skips) return next
  }
  return undefined
}

/** The fewest pairs that have to move to bring the rest into the header's order: all but a longest ascending run. */
function outOfOrder(pairs: readonly Pair[]): Pair[] {
  const placed = pairs.filter((pair): pair is Pair & {readonly index: number} => pair.index !== undefined)
  // length[i]: of the longest ascending run that ends at i; before[i]: the one before i in it.
  const length: number[] = []
  const before: number[] = []
  placed.forEach(({index}, at) => {
    length[at] = 1
    before[at] = -1
    for (let earlier = 0; earlier < at; earlier++) {
      const run = (length[earlier] ?? 0) + 1
      if ((placed[earlier]?.index ?? 0) > index || run <= (length[at] ?? 0)) continue
      length[at] = run
      before[at] = earlier
    }
  })
  const kept = new Set<number>()
  for (let at = length.indexOf(Math.max(0, ...length)); at >= 0; at = before[at] ?? -1) kept.add(at)
  return placed.filter((_, at) => !kept.has(at))
}

function compareTypes({document, header}: Pair, path: string, level: Level, resolve: Resolve): Difference[] {
  const left = document.type
  const right = header.type
  if (isComposite(left) && left.fields && isComposite(right)) {
    const fields = right.fields ?? resolve(right)
    if (fields) return compareFields(left.fields, fields, left.kind === 'union', path, resolve)
  }
  return agrees(left, right, resolve) ? [] : [{kind: 'type', path, level, document, header}]
}

/** Whether two types mean the same to a compiler: `u64` and `__u64`, `[0]` and `[]`, `0x10` and `16`. */
export function agrees(left: Type, right: Type, resolve: Resolve): boolean {
  switch (left.kind) {
    case 'integer':
      return right.kind === 'integer' && sameInteger(left.name, right.name)
    case 'typedef':
      return right.kind === 'typedef' && withoutKernel(left.name) === withoutKernel(right.name)
    case 'pointer':
      return right.kind === 'pointer' && agrees(left.to, right.to, resolve)
    case 'flexible-array':
    case 'array':
      return agreeAsArrays(left, right, resolve)
    case 'bit-field':
      return right.kind === 'bit-field' && left.width === right.width && agrees(left.of, right.of, resolve)
    case 'struct':
    case 'union':
      if (!isComposite(right) || left.kind !== right.kind) return false
      if (left.name !== undefined && right.name !== undefined) return left.name === right.name
      return (
        compareFields(left.fields ?? [], right.fields ?? resolve(right) ?? [], left.kind === 'union', '', resolve)
          .length === 0
      )
    case 'enum':
      return right.kind === 'enum' && left.name === right.name
    case 'float':
      return right.kind === 'float' && left.name === right.name
    case 'void':
    case 'function':
      return left.kind === right.kind
  }
}

/** `__kernel_sa_family_t` is what libc calls `sa_family_t`. */
const withoutKernel = (name: string): string => name.replace(/^__kernel_/, '')

type AnyArray = Extract<Type, {kind: 'array' | 'flexible-array'}>

function agreeAsArrays(left: AnyArray, right: Type, resolve: Resolve): boolean {
  if (right.kind !== 'array' && right.kind !== 'flexible-array') return false
  return agrees(left.of, right.of, resolve) && sameLength(left, right)
}

function sameLength(left: AnyArray, right: AnyArray): boolean {
  const open = (type: AnyArray): boolean => type.kind === 'flexible-array' || type.length.value === 0
  if (open(left) || open(right)) return open(left) && open(right)
  if (left.kind !== 'array' || right.kind !== 'array') return false
  if (left.length.text === right.length.text) return true
  // A document that spells out a name which it does not define is not contradicted.
  if (left.length.value === undefined || right.length.value === undefined) return true
  return left.length.value === right.length.value
}
