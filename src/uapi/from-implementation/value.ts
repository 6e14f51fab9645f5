/**
 * What a variable or an expression of a handler may be, as far as errors and the ioctl's argument go: a set, since paths
 * join. A value that no path gives is `nothing`.
 */

import type {ScannedFile} from '../../read/c/index.ts'

/** `-EINVAL`, or the call of a function outside of KVM that may return it, and where that stands. */
export interface ErrnoValue {
  readonly name: string
  readonly file: ScannedFile
  readonly start: number
  readonly end: number
}

export interface Value {
  /** 0, `NULL`, `false`. */
  readonly zero: boolean
  /** Anything else that is no error: a number, a pointer, `true`. */
  readonly other: boolean
  /** Anything at all, errors too. */
  readonly unknown: boolean
  /** The ioctl's argument, or a pointer into what it points to. */
  readonly argument: boolean
  readonly errnos: readonly ErrnoValue[]
  /** The constant that it is: `KVM_GET_REGS`. */
  readonly name: string | undefined
  /** A pointer to a struct of which one member is known: `cap` of `struct kvm_enable_cap`. */
  readonly member: {readonly name: string; readonly value: string} | undefined
}

export const nothing: Value = {
  zero: false,
  other: false,
  unknown: false,
  argument: false,
  errnos: [],
  name: undefined,
  member: undefined,
}
export const zero: Value = {...nothing, zero: true}
export const other: Value = {...nothing, other: true}
export const truthValue: Value = {...nothing, zero: true, other: true}
export const unknown: Value = {...nothing, unknown: true}
export const argument: Value = {...nothing, zero: true, other: true, argument: true}

export function constant(name: string): Value {
  return {...other, name}
}

export function errnoValue(errnos: readonly ErrnoValue[]): Value {
  return {...nothing, errnos}
}

export function join(left: Value, right: Value): Value {
  if (left === right || isNothing(right)) return left
  if (isNothing(left)) return right
  return {
    zero: left.zero || right.zero,
    other: left.other || right.other,
    unknown: left.unknown || right.unknown,
    argument: left.argument || right.argument,
    errnos: joinErrnos(left.errnos, right.errnos),
    name: left.name === right.name ? left.name : undefined,
    member: left.member === right.member ? left.member : undefined,
  }
}

function joinErrnos(left: readonly ErrnoValue[], right: readonly ErrnoValue[]): readonly ErrnoValue[] {
  if (left === right || right.length === 0) return left
  if (left.length === 0) return right
  const added = right.filter((errno) => !left.some((known) => sameErrno(known, errno)))
  return added.length === 0 ? left : [...left, ...added]
}

/** Of values that have grown out of each other. */
export function isSame(left: Value, right: Value): boolean {
  return (
    left.zero === right.zero &&
    left.other === right.other &&
    left.unknown === right.unknown &&
    left.argument === right.argument &&
    left.name === right.name &&
    left.errnos.length === right.errnos.length
  )
}

function sameErrno(left: ErrnoValue, right: ErrnoValue): boolean {
  return left.name === right.name && left.file === right.file && left.start === right.start
}

/** Or anything else. */
export function unknownToo(value: Value): Value {
  return {...value, unknown: true}
}

export function isNothing(value: Value): boolean {
  return !value.zero && !value.other && !value.unknown && value.errnos.length === 0
}

export function canBeZero(value: Value): boolean {
  return value.zero || value.unknown
}

export function canBeOther(value: Value): boolean {
  return value.other || value.unknown || value.errnos.length > 0
}

/** Whether it may be the return value of an ioctl that worked. */
export function canSucceed(value: Value): boolean {
  return value.zero || value.other || value.unknown
}

/** Where a test has found it other than 0. */
export function withoutZero(value: Value): Value {
  return value.zero ? {...value, zero: false} : value
}

/** Where a test has found it negative, or an error pointer. */
export function onlyErrors(value: Value): Value {
  return {...nothing, unknown: value.unknown, errnos: value.errnos}
}

/** Where a test has found it not negative, or no error pointer. */
export function withoutErrors(value: Value): Value {
  if (value.unknown) return {...truthValue, argument: value.argument}
  return value.errnos.length === 0 ? value : {...value, errnos: []}
}
