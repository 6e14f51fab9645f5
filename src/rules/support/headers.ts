/** Questions that rules ask of all architectures' headers at once. */

import type {
  Architecture,
  Capability,
  Constant,
  ExitReason,
  Ioctl,
  Occurrence,
  Struct,
  Uapi,
} from '../../model/index.ts'
import type {TreeInput} from '../../uapi/index.ts'
import {Candidates} from './nearest.ts'

type Noun = 'ioctls' | 'capabilities' | 'exitReasons' | 'structs' | 'constants'

interface Items {
  readonly ioctls: Ioctl
  readonly capabilities: Capability
  readonly exitReasons: ExitReason
  readonly structs: Struct
  readonly constants: Constant
}

export interface InHeaders<Item> {
  readonly item: Item
  readonly architectures: readonly Architecture[]
}

const caches = new WeakMap<TreeInput, Map<string, readonly InHeaders<Occurrence>[]>>()

/** What a header of any architecture says under a name, with the architectures that say it, the first place first. */
export function inHeaders<N extends Noun>(input: TreeInput, noun: N, name: string): readonly InHeaders<Items[N]>[] {
  const cache = caches.get(input) ?? new Map<string, readonly InHeaders<Occurrence>[]>()
  caches.set(input, cache)
  const key = `${noun} ${name}`
  const known = cache.get(key) ?? lookUp(input, noun, name)
  cache.set(key, known)
  return known as readonly InHeaders<Items[N]>[]
}

function lookUp(input: TreeInput, noun: Noun, name: string): readonly InHeaders<Occurrence>[] {
  const byPlace = new Map<string, {item: Occurrence; architectures: Architecture[]}>()
  for (const [architecture, header] of input.headers) {
    for (const item of header[noun].named(name)) {
      const key = `${item.place.file}:${item.place.offset}`
      const found = byPlace.get(key)
      if (found) found.architectures.push(architecture)
      else byPlace.set(key, {item, architectures: [architecture]})
    }
  }
  return [...byPlace.values()]
}

/** Whether any header defines the name as anything. */
export function isDefined(input: TreeInput, name: string): boolean {
  for (const header of input.headers.values()) if (definesName(header, name)) return true
  return false
}

function definesName(header: Uapi, name: string): boolean {
  return (
    header.constants.has(name) ||
    header.ioctls.has(name) ||
    header.capabilities.has(name) ||
    header.exitReasons.has(name) ||
    header.structs.has(name)
  )
}

const candidates = new WeakMap<TreeInput, Map<Noun, Candidates>>()

/** The name of a kind, of any architecture, that was probably meant by one that none has. */
export function nearestInHeaders(input: TreeInput, noun: Noun, name: string): string | undefined {
  const cache = candidates.get(input) ?? new Map<Noun, Candidates>()
  candidates.set(input, cache)
  let known = cache.get(noun)
  if (!known) {
    known = new Candidates(new Set(Array.from(input.headers.values(), (header) => [...header[noun].names]).flat()))
    cache.set(noun, known)
  }
  return known.nearest(name)
}

/** Every occurrence of a kind, one a name, at its first place. */
export function headerNames<N extends Noun>(input: TreeInput, noun: N): readonly Items[N][] {
  const first = new Map<string, Items[N]>()
  for (const header of input.headers.values()) {
    for (const item of header[noun].all as readonly Items[N][]) if (!first.has(item.name)) first.set(item.name, item)
  }
  return [...first.values()]
}
