/** Names that a document uses and nothing in the tree defines, sorted by what they look like. */

import type {Mention, Place} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'
import {isDefined, nearestInHeaders} from './headers.ts'

export type NameKind = 'capability' | 'exit' | 'ioctl' | 'constant'

export interface UndefinedName {
  readonly name: string
  readonly place: Place
  /** Where else the same section uses it. */
  readonly others: readonly Place[]
  readonly nearest: {readonly name: string; readonly place: Place} | undefined
}

const cache = new WeakMap<TreeInput, ReadonlyMap<NameKind, readonly UndefinedName[]>>()

/** The undefined names of one kind, one for each section that uses one, in the document's order. */
export function undefinedNames(input: TreeInput, kind: NameKind): readonly UndefinedName[] {
  let byKind = cache.get(input)
  if (!byKind) {
    byKind = collect(input)
    cache.set(input, byKind)
  }
  return byKind.get(kind) ?? []
}

function collect(input: TreeInput): ReadonlyMap<NameKind, readonly UndefinedName[]> {
  const groups = new Map<string, [Mention, ...Mention[]]>()
  for (const mention of input.document.mentions) {
    if (mention.wildcard || isKnown(input, mention)) continue
    const key = `${mention.name} ${mention.section?.place.offset ?? -1}`
    const group = groups.get(key)
    if (group) group.push(mention)
    else groups.set(key, [mention])
  }
  const byKind = new Map<NameKind, UndefinedName[]>()
  for (const group of groups.values()) {
    const [first, ...others] = group
    const kind = kindOf(first, group, input.prefix)
    const name = {
      name: first.name,
      place: first.place,
      others: others.map(({place}) => place),
      nearest: nearestOf(input, kind, first.name),
    }
    const list = byKind.get(kind)
    if (list) list.push(name)
    else byKind.set(kind, [name])
  }
  return byKind
}

/** A name of the kernel's own may be named, but not as something that userspace passes: an ioctl, an attribute, a flag. */
function isKnown(input: TreeInput, {name, called}: Mention): boolean {
  if (isDefined(input, name) || input.definedElsewhere(name) !== undefined) return true
  return called === undefined && (input.implementation?.constants.has(name) ?? false)
}

function kindOf({name}: Mention, group: readonly Mention[], prefix: string): NameKind {
  if (name.startsWith(`${prefix}_CAP_`)) return 'capability'
  if (name.startsWith(`${prefix}_EXIT_`) || group.some(({called}) => called === 'exit')) return 'exit'
  return group.some(({called, context}) => called === 'ioctl' || context === 'title') ? 'ioctl' : 'constant'
}

const nounsOf = {
  capability: ['capabilities'],
  exit: ['exitReasons', 'constants'],
  ioctl: ['ioctls'],
  constant: ['constants', 'ioctls'],
} as const

function nearestOf(input: TreeInput, kind: NameKind, name: string): UndefinedName['nearest'] {
  for (const noun of nounsOf[kind]) {
    const nearest = nearestInHeaders(input, noun, name)
    if (nearest === undefined) continue
    for (const header of input.headers.values()) {
      const place = header[noun].named(nearest)[0]?.place
      if (place) return {name: nearest, place}
    }
  }
  return undefined
}
