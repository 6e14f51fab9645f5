/**
 * Structs and unions before and after, on one ABI. What one edit leads to is said once: a member that became larger, and
 * not that those behind it moved; the struct that changed, and not those that have it as a member.
 */

import {type CompositeType, isComposite, type Place, type Type} from '../../../model/index.ts'
import type {Released, ReleasedComposite} from '../../../uapi/index.ts'
import {typeText} from '../struct-comparisons.ts'
import type {Change, ChangeKind} from './change.ts'
import {elementOf, nominal, strip, typeDifference} from './compare-type.ts'
import {definitionOf, type Member, membersOf, paddedUnions} from './members.ts'
import {isSpare} from './spare.ts'

export class LayoutComparison {
  readonly #before: Released
  readonly #after: Released
  readonly #known = new Map<string, readonly Change[]>()

  constructor(before: Released, after: Released) {
    this.#before = before
    this.#after = after
  }

  /** Nothing where it is not on both sides, or where one has no layout that we know. */
  changesOf(name: string): readonly Change[] {
    const known = this.#known.get(name)
    if (known) return known
    // A struct that leads back to itself does so through a pointer, and is not asked for again.
    this.#known.set(name, [])
    const [before, after] = [this.#before.symbol(name), this.#after.symbol(name)]
    const isStruct = before?.kind === 'composite' && after?.kind === 'composite'
    const changes = isStruct ? this.#compare(name, before, after) : []
    this.#known.set(name, changes)
    return changes
  }

  #compare(name: string, before: ReleasedComposite, after: ReleasedComposite): readonly Change[] {
    const [old, current] = [this.#before.layoutOf(before.type), this.#after.layoutOf(after.type)]
    if (!old.ok || !current.ok) return []
    const found: Found = {changes: [], moved: [], isExplained: false}
    this.#overPadding(name, before.type, after.type, found)
    this.#members(name, before.type, after.type, {before: 0, after: 0}, found)
    const {changes, moved, isExplained} = found
    const [first] = moved
    if (isExplained) return changes
    if (first) return [...changes, {...first, also: moved.slice(1).map(({symbol}) => symbol)}]
    const [size, alignment] = [old.layout.size, old.layout.alignment]
    const whole = (kind: ChangeKind, was: number, is: number): readonly Change[] => [
      ...changes,
      change(kind, name, {text: `${was}`, place: before.place}, {text: `${is}`, place: after.place}),
    ]
    if (current.layout.size > size) return whole('grown', size, current.layout.size)
    if (current.layout.size < size) return whole('size', size, current.layout.size)
    if (current.layout.alignment !== alignment) return whole('alignment', alignment, current.layout.alignment)
    return changes
  }

  #overPadding(name: string, before: CompositeType, after: CompositeType, found: Found): void {
    const was = paddedUnions(before, this.#before, isSpare)
    for (const {padding, room, others} of paddedUnions(after, this.#after, isSpare)) {
      const counterpart = was.find((union) => union.padding.name === padding.name && union.room === room)
      if (!counterpart || counterpart.others.some(({size}) => size > room)) continue
      for (const {field, size} of others.filter((other) => other.size > room)) {
        const before = {text: `${room}`, place: counterpart.padding.place}
        const symbol = `${name}.${field.name ?? 'an anonymous member'}`
        found.changes.push(change('over-padding', symbol, before, {text: `${size}`, place: field.place}))
        found.isExplained = true
      }
    }
  }

  #members(path: string, before: CompositeType, after: CompositeType, base: Base, found: Found): void {
    const old = membersOf(before, this.#before, base.before)
    const current = membersOf(after, this.#after, base.after)
    const byName = new Map(current.map((member) => [member.name, member]))
    const names = new Set(old.map(({name}) => name))
    const added = current.filter(({name}) => !names.has(name))
    for (const member of old) {
      if (isSpare(member.name)) continue
      const symbol = `${path}.${member.name}`
      const same = byName.get(member.name)
      if (same) this.#pair(symbol, member, same, found)
      else this.#gone(symbol, member, added, found)
    }
  }

  #gone(symbol: string, member: Member, added: readonly Member[], found: Found): void {
    const before = sideOf(member)
    const renamed = added.find((other) => other.bit === member.bit && !this.#difference(member.type, other.type))
    if (renamed) {
      found.changes.push(
        change('member-renamed', symbol, {...before, text: member.name}, sideOf(renamed, renamed.name)),
      )
      return
    }
    found.changes.push(change('member-removed', symbol, before, undefined))
    found.isExplained = true
  }

  #pair(symbol: string, before: Member, after: Member, found: Found): void {
    const difference = this.#difference(before.type, after.type)
    if (difference) {
      found.changes.push(change(`member-${difference}`, symbol, sideOf(before), sideOf(after)))
      if (before.size !== after.size) found.isExplained = true
      return
    }
    if (before.bit !== after.bit) {
      const offset = ({bit, place}: Member) => ({text: offsetText(bit), place})
      found.moved.push(change('offset', symbol, offset(before), offset(after)))
    }
    const [one, other] = [elementOf(before.type, this.#before), elementOf(after.type, this.#after)]
    const [old, current] = [strip(one, this.#before), strip(other, this.#after)]
    if (!isComposite(old) || !isComposite(current)) return
    const [name, now] = [nominal(one, this.#before), nominal(other, this.#after)]
    if (name !== undefined && name === now) this.#nested(symbol, name, before, after, found)
    else {
      const base = {before: before.bit, after: after.bit}
      this.#members(symbol, definitionOf(old, this.#before), definitionOf(current, this.#after), base, found)
    }
  }

  /** A member that is a struct of its own: what changed in that one is said there, unless it may grow and this may not. */
  #nested(symbol: string, name: string, before: Member, after: Member, found: Found): void {
    const changes = this.changesOf(name)
    if (before.size === after.size || changes.length === 0) return
    if (changes.some(({kind}) => kind !== 'grown')) found.isExplained = true
    else if (strip(before.type, this.#before).kind === 'array') {
      const size = ({size, place}: Member) => ({text: `${size} bytes`, place})
      found.changes.push(change('member-size', symbol, size(before), size(after)))
      found.isExplained = true
    }
  }

  #difference(before: Type, after: Type) {
    return typeDifference(before, after, this.#before, this.#after)
  }
}

interface Found {
  readonly changes: Change[]
  /** Members that are somewhere else, the first one first. */
  readonly moved: Change[]
  /** Some change that was found moves what is behind it, or changes the size. */
  isExplained: boolean
}

/** Where a body begins in the outermost struct, bits. */
interface Base {
  readonly before: number
  readonly after: number
}

function change(kind: ChangeKind, symbol: string, before: Change['before'], after: Change['after']): Change {
  return {kind, symbol, before, after, also: []}
}

function sideOf({type, place}: Member, text = typeText(type)): {readonly text: string; readonly place: Place} {
  return {text, place}
}

/** Bytes; of a bit-field that does not begin with a byte, its bit too. */
function offsetText(bit: number): string {
  return bit % 8 === 0 ? `${bit / 8}` : `${Math.floor(bit / 8)}:${bit % 8}`
}
