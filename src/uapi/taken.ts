/** The numbers that a tree's document and headers have given away, and to whom. */

import {type Architecture, architectures as all, type Descriptor, type DocumentUapi, type Uapi} from '../model/index.ts'

export interface TakenNumbers {
  readonly sections: readonly TakenSection[]
  readonly capabilities: ReadonlyMap<string, number>
  readonly exitReasons: ReadonlyMap<string, number>
  readonly ioctls: readonly TakenIoctl[]
}

export interface TakenSection {
  readonly chapter: number
  readonly number: number
  /** What the title names. */
  readonly names: readonly string[]
}

export interface Scope {
  /** Not known: any. */
  readonly descriptors: readonly Descriptor[] | undefined
  /** Not known: any. */
  readonly architectures: readonly Architecture[] | undefined
}

export interface TakenIoctl extends Scope {
  readonly name: string
  /** 0 to 255. */
  readonly number: number
}

/** Whether there is a file descriptor on some machine that takes both. */
export function overlaps(one: Scope, other: Scope): boolean {
  return share(one.descriptors, other.descriptors) && share(one.architectures, other.architectures)
}

function share<Item>(one: readonly Item[] | undefined, other: readonly Item[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((item) => other.includes(item))
}

export function takenNumbers(document: DocumentUapi, headers: ReadonlyMap<Architecture, Uapi>): TakenNumbers {
  return {
    sections: takenSections(document),
    capabilities: numbersOf(headers, ({capabilities}) => capabilities),
    exitReasons: numbersOf(headers, ({exitReasons}) => exitReasons),
    ioctls: takenIoctls(document, headers),
  }
}

export function takenSections({sections, ioctls, capabilities}: DocumentUapi): readonly TakenSection[] {
  const nouns = [...ioctls, ...capabilities]
  return sections.flatMap((section) => {
    const [, chapter, number] = /^(\d+)\.(\d+)$/.exec(section.number ?? '') ?? []
    if (number === undefined) return []
    const names = new Set(nouns.filter((noun) => noun.section === section).map(({name}) => name))
    return [{chapter: Number(chapter), number: Number(number), names: [...names]}]
  })
}

type Numbered = Iterable<{readonly name: string; readonly number?: bigint | undefined}>

function numbersOf(
  headers: ReadonlyMap<Architecture, Uapi>,
  listOf: (header: Uapi) => Numbered,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const header of headers.values()) {
    for (const {name, number} of listOf(header)) {
      if (number !== undefined && !numbers.has(name)) numbers.set(name, Number(number))
    }
  }
  return numbers
}

/** The last eight bits of an ioctl's number; before them the type, which is the same for all of an interface. */
function takenIoctls(document: DocumentUapi, headers: ReadonlyMap<Architecture, Uapi>): readonly TakenIoctl[] {
  const found = new Map<string, {number: number; defined: Set<Architecture>}>()
  for (const [architecture, header] of headers) {
    for (const {name, number} of header.ioctls) {
      if (number === undefined) continue
      const known = found.get(name) ?? {number: Number(number & 0xffn), defined: new Set<Architecture>()}
      known.defined.add(architecture)
      found.set(name, known)
    }
  }
  return [...found].map(([name, {number, defined}]) => {
    const documented = document.ioctls.named(name)
    const served = union(documented.map((ioctl) => ioctl.architectures))
    return {
      name,
      number,
      descriptors: union(documented.map((ioctl) => ioctl.descriptors)),
      // A name that only some of the headers define is nothing elsewhere.
      architectures: (served ?? all).filter((architecture) => defined.has(architecture) || !headers.has(architecture)),
    }
  })
}

/** `undefined` where nobody says anything, or somebody does not. */
function union<Item>(lists: readonly (readonly Item[] | undefined)[]): readonly Item[] | undefined {
  const items = new Set<Item>()
  for (const list of lists) {
    if (list === undefined) return undefined
    for (const item of list) items.add(item)
  }
  return lists.length === 0 ? undefined : [...items]
}
